import type * as MonacoModule from './monaco';

let loading: Promise<typeof MonacoModule> | null = null;
let loaded: typeof MonacoModule | null = null;

/** Monaco and its workers' code, fetched once. */
export function loadMonaco(): Promise<typeof MonacoModule> {
  loading ??= withFont().catch((error: unknown) => {
    // A lost connection must not stick: the next editor that opens tries again.
    loading = null;
    throw error;
  });
  return loading;
}

/** Monaco, when it is there already. */
export function loadedMonaco(): typeof MonacoModule | null {
  return loaded;
}

/**
 * Fetches Monaco when the page has nothing better to do, so that the first step opens at once. Resolves when it has
 * been asked for.
 */
export async function prefetchMonaco(): Promise<void> {
  await new Promise<void>((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 3000 });
    else setTimeout(resolve, 1000);
  });
  // Phones get a plain field: see `PlainEditor`.
  if (matchMedia('(max-width: 639px)').matches) return;
  void loadMonaco().catch(() => undefined);
}

/** Monaco measures its font once: measured before the font is there, every column would be off. */
async function withFont(): Promise<typeof MonacoModule> {
  const fonts = import('./code-font').then(() =>
    document.fonts.load("13px 'JetBrains Mono Variable'"),
  );
  const [monaco] = await Promise.all([import('./monaco'), fonts]);
  await monaco.whenReady;
  loaded = monaco;
  return monaco;
}
