/** The built-in modules of Node that user code may require, as texts of their own chunks. `buffer` is in every worker. */
const SOURCES = {
  crypto: () => import('virtual:sandbox-module/crypto'),
  querystring: () => import('virtual:sandbox-module/querystring'),
  url: () => import('virtual:sandbox-module/url'),
  util: () => import('virtual:sandbox-module/util'),
} as const;

/** The sources of those named that are here; the others the sandbox explains when the code asks for them. */
export async function builtInSources(
  names: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const wanted = new Set(names.map((name) => name.replace(/^node:/, '')));
  const known = Object.entries(SOURCES).filter(([name]) => wanted.has(name));
  const loaded = await Promise.all(
    known.map(async ([name, load]) => [name, (await load()).default] as const),
  );
  return Object.fromEntries(loaded);
}
