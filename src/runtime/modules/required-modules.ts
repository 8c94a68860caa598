import { builtInSources, isBuiltInName } from '@/runtime/built-ins';
import {
  CATALOGUE_NAMES,
  catalogueSource,
  catalogueVersion,
  isInCatalogue,
  type CatalogueName,
} from './catalogue';
import { parseSpecifier, type Specifier } from './specifier';

export type ExternalModule =
  | { readonly ok: true; readonly text: string }
  /** Says what is in the way and what to do. */
  | { readonly ok: false; readonly message: string };

/** Gets a module that the application does not have. Never rejects. */
export type FetchExternal = (specifier: string) => Promise<ExternalModule>;

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
  for (const name of names.filter(isBuiltInName)) {
    const plain = name.replace(/^node:/, '');
    if (!Object.hasOwn(sources, plain) && plain !== 'buffer') problems[plain] = NOT_HERE;
  }
  const others = [...new Set(names)].filter((name) => !isBuiltInName(name));
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
      if (external.ok) sources[name] = external.text;
      else if (own === null) {
        problems[name] = `${external.message} The catalogue has: ${CATALOGUE_NAMES.join(', ')}.`;
      } else {
        sources[name] = own.text;
        warnings.push(
          `require("${name}") is answered by ${specifier.name} ${own.version} of the offline catalogue.`,
        );
      }
    }),
  );
  return { sources, problems, warnings };
}

const NOT_HERE =
  'It is a part of Node that a browser cannot give. Files, sockets and processes are not here: use the payload, state or fetch.';

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
