/** The built-in modules of Node that user code may require, as texts of their own chunks. `buffer` is in every worker. */
const SOURCES = {
  crypto: () => import('virtual:sandbox-module/crypto'),
  querystring: () => import('virtual:sandbox-module/querystring'),
  url: () => import('virtual:sandbox-module/url'),
  util: () => import('virtual:sandbox-module/util'),
} as const;

/** Node's own names, whether they are here or not: none of them is ever looked for as a package. */
const NODE_NAMES = new Set(
  'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl stream string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib'.split(
    ' ',
  ),
);

/** True for `crypto`, `node:crypto`, `fs/promises` and the like. */
export function isBuiltInName(name: string): boolean {
  return name.startsWith('node:') || NODE_NAMES.has(name.replace(/\/.*$/, ''));
}

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
