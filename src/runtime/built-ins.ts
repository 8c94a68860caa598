import { BUILT_IN_NAMES } from './protocol/built-in-names';

/** The built-in modules of Node that user code may require, as texts of their own chunks, and what they require themselves. */
const MODULES: Readonly<
  Record<
    string,
    { readonly load: () => Promise<{ default: string }>; readonly uses: readonly string[] }
  >
> = {
  assert: { load: () => import('virtual:sandbox-module/assert'), uses: [] },
  'assert/strict': { load: () => import('virtual:sandbox-module/assert-strict'), uses: ['assert'] },
  crypto: { load: () => import('virtual:sandbox-module/crypto'), uses: [] },
  events: { load: () => import('virtual:sandbox-module/events'), uses: [] },
  os: { load: () => import('virtual:sandbox-module/os'), uses: [] },
  path: { load: () => import('virtual:sandbox-module/path'), uses: [] },
  'path/posix': { load: () => import('virtual:sandbox-module/path'), uses: [] },
  querystring: { load: () => import('virtual:sandbox-module/querystring'), uses: [] },
  stream: {
    load: () => import('virtual:sandbox-module/stream'),
    uses: ['events', 'string_decoder'],
  },
  'stream/promises': {
    load: () => import('virtual:sandbox-module/stream-promises'),
    uses: ['stream'],
  },
  string_decoder: { load: () => import('virtual:sandbox-module/string_decoder'), uses: [] },
  timers: { load: () => import('virtual:sandbox-module/timers'), uses: ['timers/promises'] },
  'timers/promises': { load: () => import('virtual:sandbox-module/timers-promises'), uses: [] },
  url: { load: () => import('virtual:sandbox-module/url'), uses: [] },
  util: { load: () => import('virtual:sandbox-module/util'), uses: [] },
  'util/types': { load: () => import('virtual:sandbox-module/util-types'), uses: ['util'] },
  zlib: { load: () => import('virtual:sandbox-module/zlib'), uses: ['stream'] },
};

/** Those named that `require` gives; `buffer` and `process` are in every worker. */
export function isBuiltInHere(plainName: string): boolean {
  return BUILT_IN_NAMES.some((name) => name === plainName);
}

/** The sources of those named that are here, with what they require; the others the sandbox explains. */
export async function builtInSources(
  names: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const wanted = new Set<string>();
  const want = (name: string): void => {
    if (wanted.has(name) || !Object.hasOwn(MODULES, name)) return;
    wanted.add(name);
    MODULES[name]?.uses.forEach(want);
  };
  for (const name of names) want(name.replace(/^node:/, ''));
  const loaded = await Promise.all(
    [...wanted].map(async (name) => [name, (await MODULES[name]?.load())?.default ?? ''] as const),
  );
  return Object.fromEntries(loaded);
}
