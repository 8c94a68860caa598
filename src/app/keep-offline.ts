/** The page itself and the code editor's large files come first. */
const FIRST_MS = 2_000;

/** Has the browser keep the built application, once the page has nothing better to do, so that it starts offline. */
export function keepOffline(): void {
  // In development there is no build to keep; at an address that is not secure there are no service workers.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = (): void => {
    const url = new URL('service-worker.js', document.baseURI);
    // A browser that refuses (a private window, a full disk) only has no offline start.
    navigator.serviceWorker.register(url, { updateViaCache: 'none' }).catch(() => undefined);
  };
  setTimeout(() => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(register);
    else register();
  }, FIRST_MS);
}
