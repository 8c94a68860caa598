import { Buffer } from 'buffer';
import { FIRST_OWN_LINE } from './compile-code';
import { NotAvailableError } from './not-available';

const BUILT_IN = ['buffer', 'crypto', 'querystring', 'url', 'util'];

type Require = (name: string) => unknown;

/**
 * `require` of one chain: the built-ins whose sources came with the job, each evaluated once when first asked for.
 * Everything else throws an error that names it.
 */
export function makeRequire(sources: Readonly<Record<string, string>>): Require {
  const loaded = new Map<string, unknown>([
    ['buffer', { Buffer, constants: { MAX_LENGTH: 2 ** 31 - 1 }, atob, btoa, Blob }],
  ]);
  const load: Require = (name) => {
    if (loaded.has(name)) return loaded.get(name);
    // Own keys only: a plain look-up would find `constructor`.
    const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
    if (source === undefined) throw missing(name);
    const module: { exports: unknown } = { exports: {} };
    // Our own text, built with the page.
    const start = '\n'.repeat(FIRST_OWN_LINE - 1);
    const run = (0, eval)(`${start}(function(module,exports,require){${source}\n})`) as (
      module: { exports: unknown },
      exports: unknown,
      require: Require,
    ) => void;
    run(module, module.exports, load);
    const exported = module.exports as { default?: unknown };
    loaded.set(name, exported.default ?? exported);
    return loaded.get(name);
  };
  return (name) => load(typeof name === 'string' ? name.replace(/^node:/, '') : String(name));
}

function missing(name: string): Error {
  if (BUILT_IN.includes(name)) {
    return new NotAvailableError(
      `require("${name}")`,
      `Modules are found before the run: write the name as a literal, require("${name}").`,
    );
  }
  return new NotAvailableError(
    `require("${name.slice(0, 200)}")`,
    `These modules are here: ${BUILT_IN.join(', ')}. Others come with a later version; put what you need of it into the step.`,
  );
}
