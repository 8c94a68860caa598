/**
 * Lets the editor start without a server. It answers only for the files of the build, never for another origin, and
 * keeps nothing but these files. Pages come from the server as long as it answers, so that a reload is always the
 * newest version; what they load carries its content's hash and comes from here. The files of the version before stay
 * too: a page that was open when this version came still finds its own.
 */
interface Build {
  readonly version: string;
  /** Files whose names carry their content's hash. */
  readonly assets: readonly string[];
  /** Files of lasting names, with the SHA-256 of their content. */
  readonly pages: Readonly<Record<string, string>>;
}
declare const BUILD: Build;

/** A server that takes longer is as good as none. */
const PATIENCE_MS = 3_000;
/** Downloads at a time: the page's own come first. */
const LANES = 3;

const worker = self as unknown as ServiceWorkerGlobalScope;
const { scope } = worker.registration;
// Other applications may live on this origin.
const prefix = `code-connector ${scope} `;
const cacheName = prefix + BUILD.version;
const urlOf = (file: string): string => new URL(file, scope).href;

worker.addEventListener('install', (event) => {
  event.waitUntil(keepBuild());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([forgetOldBuilds(), worker.clients.claim()]));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const file = fileOf(request);
  if (file === null) return;
  event.respondWith(
    Object.hasOwn(BUILD.pages, file) ? answerPage(request, file) : answerAsset(request),
  );
});

/** The build's file that is asked for; null for everything that is not ours to answer. */
function fileOf({ method, url }: Request): string | null {
  const { origin, pathname } = new URL(url);
  const base = new URL(scope);
  if (method !== 'GET' || origin !== base.origin || !pathname.startsWith(base.pathname)) {
    return null;
  }
  const file = pathname.slice(base.pathname.length) || 'index.html';
  return Object.hasOwn(BUILD.pages, file) || file.startsWith('assets/') ? file : null;
}

async function keepBuild(): Promise<void> {
  const cache = await caches.open(cacheName);
  const files = [...Object.keys(BUILD.pages), ...BUILD.assets];
  const lane = async (): Promise<void> => {
    for (let file = files.shift(); file !== undefined; file = files.shift()) {
      // One after the other on purpose.
      await cache.put(urlOf(file), await obtain(file));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  // Safe beside open pages: what they still load they find under its own name.
  await worker.skipWaiting();
}

async function obtain(file: string): Promise<Response> {
  const url = urlOf(file);
  const hash = BUILD.pages[file];
  const kept = hash === undefined ? await caches.match(url) : undefined;
  if (kept !== undefined) return kept;
  const response = await fetch(url, hash === undefined ? {} : { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  if (hash === undefined) return response;
  // A server that was given a new version meanwhile: the next visit keeps that one.
  const bytes = await response.clone().arrayBuffer();
  if ((await hashOf(bytes)) !== hash) throw new Error(`${file} is of another version.`);
  return response;
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Keeps this build and the one before. */
async function forgetOldBuilds(): Promise<void> {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

async function answerPage(request: Request, file: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(urlOf(file));
  if (kept === undefined) return fetch(request);
  const patience = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), PATIENCE_MS);
  });
  // No network is no error here: that is what the kept page is for.
  const fresh = fetch(request).catch(() => null);
  const response = await Promise.race([fresh, patience]);
  return response?.ok === true ? response : kept;
}

async function answerAsset(request: Request): Promise<Response> {
  return (await caches.match(request.url)) ?? fetch(request);
}
