import { isNodeModule } from '@/lib/node-modules';
import { builtInSources, isBuiltInHere } from '@/runtime/built-ins';
import {
  CATALOGUE_NAMES,
  catalogueSource,
  catalogueVersion,
  isInCatalogue,
  type CatalogueName,
} from './catalogue';
import { parseSpecifier, type Specifier } from './specifier';

/** A module's source, or why there is none. */
export type ExternalModule =
  | { readonly ok: true; readonly text: string }
  /** Says what is in the way and what to do. */
  | { readonly ok: false; readonly message: string };

/** Gets a module that the application does not have. Never rejects. */
export type FetchExternal = (specifier: string) => Promise<ExternalModule>;

/** What the `require` of a run finds. */
export interface RequiredModules {
  /** Sources by the name in `require`, without `node:`. */
  readonly sources: Readonly<Record<string, string>>;
  /** Why others cannot be had, by the same name. */
  readonly problems: Readonly<Record<string, string>>;
  /** What was answered by another version than the one named. */
  readonly warnings: readonly string[];
}

/** Finds all modules that code names, before it runs: `require` itself cannot wait (platform.md 2.11). */
export async function findModules(
  names: readonly string[],
  fetchExternal: FetchExternal,
): Promise<RequiredModules> {
  const sources: Record<string, string> = { ...(await builtInSources(names)) };
  const problems: Record<string, string> = {};
  const warnings: string[] = [];
  const downloaded: string[] = [];
  for (const name of names.filter(isNodeModule)) {
    const plain = name.replace(/^node:/, '');
    if (!isBuiltInHere(plain)) problems[plain] = adviceFor(plain);
  }
  const others = [...new Set(names)].filter((name) => !isNodeModule(name));
  await Promise.all(
    others.map(async (name) => {
      const specifier = parseSpecifier(name);
      if (specifier === null) {
        problems[name] = NOT_A_MODULE;
        return;
      }
      const own = await fromCatalogue(specifier);
      if (own?.isExact === true) {
        sources[name] = own.text;
        return;
      }
      const external = await fetchExternal(name);
      if (external.ok) {
        sources[name] = external.text;
        downloaded.push(external.text);
      } else if (own === null) {
        problems[name] = `${external.message} The catalogue has: ${CATALOGUE_NAMES.join(', ')}.`;
      } else {
        sources[name] = own.text;
        warnings.push(
          `require("${name}") is answered by ${specifier.name} ${own.version} of the offline catalogue.`,
        );
      }
    }),
  );
  // A downloaded file may use Node's own modules, as on the platform; they must be there before it runs.
  const inner = downloaded.flatMap((text) =>
    Array.from(text.matchAll(REQUIRED), ([, name = '']) => name).filter(isNodeModule),
  );
  Object.assign(sources, await builtInSources(inner));
  return { sources, problems, warnings };
}

/** A name in `require` as a literal. */
const REQUIRED = /\brequire\(\s*["'`]([\w:/]+)["'`]\s*\)/g;

/** Why a part of Node is not here, and what to do instead. */
function adviceFor(name: string): string {
  const [, advice = 'Use the payload, state or fetch.'] =
    ADVICE.find(([names]) => names.includes(name.replace(/\/.*$/, ''))) ?? [];
  return `It is a part of Node that a browser cannot give. ${advice}`;
}

const ADVICE: readonly (readonly [names: readonly string[], advice: string])[] = [
  [
    ['fs'],
    'There are no files: read from the payload or with fetch, and keep what must last in instanceState.',
  ],
  [
    ['http', 'https', 'http2'],
    'Send requests with fetch, or with axios of the catalogue; answer the caller with the response that the trigger returns.',
  ],
  [['net', 'tls', 'dgram', 'dns'], 'There are no sockets: send requests with fetch.'],
  [
    ['child_process', 'cluster', 'worker_threads'],
    'There are no processes and threads: do the work in this step, or in parallel branches of the flow.',
  ],
  [['stream'], 'ReadableStream and its kin are globals; a Response reads one whole.'],
  [['path'], 'Nothing here has such paths: use path.'],
  [['sys'], 'It is the old name of util.'],
  [['test'], 'Use assert.'],
  [['async_hooks'], 'Pass values on as arguments.'],
  [['perf_hooks'], 'Use performance.now().'],
  [['punycode'], 'Host names: use new URL(…).hostname or url.domainToASCII.'],
  [['vm', 'module', 'v8', 'inspector', 'repl'], 'There is nothing in its place.'],
  [['readline', 'tty', 'console'], 'Write with console or context.logger.'],
];

const NOT_A_MODULE =
  'Name an npm package, with a version and a file where needed: require("lodash@4.17.21/lodash.js"). A step has no files beside it.';

interface Own {
  readonly text: string;
  readonly version: string;
  /** False where another version or file was asked for: good enough only when that one cannot be had. */
  readonly isExact: boolean;
}

async function fromCatalogue({ name, version, file }: Specifier): Promise<Own | null> {
  if (!isInCatalogue(name)) return null;
  const own = catalogueVersion(name);
  const isSame = version === null || version === 'latest' || version === own;
  // Another major version may behave in another way: it is no answer.
  if (!isSame && majorOf(version) !== majorOf(own)) return null;
  if (file !== null && !isMainFile(name, file)) return null;
  return { text: await catalogueSource(name), version: own, isExact: isSame };
}

function majorOf(version: string): string {
  return /\d+/.exec(version)?.[0] ?? '';
}

/** The whole package under the names that mirrors and documentation give its file. */
function isMainFile(name: CatalogueName, file: string): boolean {
  const stem = name.replace(/^.*\//, '');
  const last = file.replace(/^.*\//, '').replace(/(\.min|\.umd|\.bundle|\.cjs)*\.(c?js)$/, '');
  return last === stem || last === 'index';
}
