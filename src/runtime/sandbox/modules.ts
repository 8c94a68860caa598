import { Buffer } from 'buffer';
import { BUILT_IN_NAMES } from '@/runtime/protocol/built-in-names';
import { FIRST_OWN_LINE } from './compile-code';
import { makeBufferModule } from './node-buffer';
import { NotAvailableError } from './not-available';

const BUILT_IN: readonly string[] = BUILT_IN_NAMES;

/** Where stacks name no texts, a module's lines are told from the user's by their number. */
const BEFORE = '\n'.repeat(FIRST_OWN_LINE - 1);

type Require = (name: string) => unknown;

/**
 * `require` of one chain: the modules whose sources came with the job, each evaluated once when first asked for.
 * Everything else throws an error that names it and says why.
 */
export function makeRequire(
  sources: Readonly<Record<string, string>>,
  problems: Readonly<Record<string, string>>,
): Require {
  const loaded = new Map<string, unknown>([
    ['buffer', makeBufferModule(Buffer)],
    ['process', Reflect.get(globalThis, 'process')],
  ]);
  const load = (name: string, from: string | null): unknown => {
    if (loaded.has(name)) return loaded.get(name);
    // Own keys only: a plain look-up would find `constructor`.
    const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
    if (source === undefined) throw missing(name, from, problems);
    const module: { exports: unknown } = { exports: {} };
    loaded.set(name, module.exports);
    try {
      compile(name, source)(module, module.exports, (inner) => load(plainName(inner), name));
    } catch (error) {
      loaded.delete(name);
      throw error;
    }
    loaded.set(name, finished(name, module.exports));
    return loaded.get(name);
  };
  return (name) => load(plainName(name), null);
}

function plainName(name: unknown): string {
  return typeof name === 'string' ? name.replace(/^node:/, '') : String(name);
}

type ModuleFunction = (module: { exports: unknown }, exports: unknown, require: Require) => void;

function compile(name: string, source: string): ModuleFunction {
  try {
    return (0, eval)(
      `${BEFORE}(function(module,exports,require){${source}\n})\n//# sourceURL=modules/${encodeURI(name)}.js`,
    ) as ModuleFunction;
  } catch (error) {
    const isModule = error instanceof SyntaxError && /\b(import|export)\b/.test(error.message);
    if (!isModule) throw error;
    throw new NotAvailableError(
      `require("${name}")`,
      'The file is an ES module, which require cannot load. Name a CommonJS or UMD file of the package, often under dist/ or umd/.',
    );
  }
}

/** What our own texts and some packages need before code gets them. */
function finished(name: string, exported: unknown): unknown {
  // Our own modules are bundled with a default export.
  if (BUILT_IN.includes(name)) return (exported as { default?: unknown }).default ?? exported;
  // axios would take XMLHttpRequest, which is here only to say that it is not.
  const defaults: unknown = /^axios(@|\/|$)/.test(name)
    ? Reflect.get(Object(exported), 'defaults')
    : null;
  if (typeof defaults === 'object' && defaults !== null) Reflect.set(defaults, 'adapter', 'fetch');
  return exported;
}

function missing(
  name: string,
  from: string | null,
  problems: Readonly<Record<string, string>>,
): Error {
  const what = `require("${name.slice(0, 200)}")`;
  if (from !== null) {
    return new NotAvailableError(
      what,
      `The module ${from} asks for it, and a module must be one self-contained file. Name its bundled file, often under dist/ or umd/.`,
    );
  }
  if (Object.hasOwn(problems, name)) return new NotAvailableError(what, problems[name] ?? '');
  if (BUILT_IN.includes(name)) {
    return new NotAvailableError(
      what,
      `Modules are found before the run: write the name as a literal, require("${name}").`,
    );
  }
  return new NotAvailableError(
    what,
    `Modules are found before the run: write the name as a literal. Of Node's own modules these are here: ${BUILT_IN.join(', ')}.`,
  );
}
