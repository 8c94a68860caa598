/** The two mirrors the platform asks, in its order (platform.md 2.11). */
const MIRRORS = ['https://unpkg.com/', 'https://cdn.jsdelivr.net/npm/'];

/** The most a module's file may have, in bytes. */
const MOST_BYTES = 10 * 1024 * 1024;
const PATIENCE_MS = 20_000;

/** A module's source and the address it came from, or what is in the way and what to do. */
export type ModuleFetch =
  | { readonly ok: true; readonly text: string; readonly url: string }
  | { readonly ok: false; readonly message: string };

/** Downloads the one file that a specifier names, from the first mirror that has it. Never rejects. */
export async function fetchModule(specifier: string): Promise<ModuleFetch> {
  const failures: string[] = [];
  for (const mirror of MIRRORS) {
    // The second is asked only where the first has failed.
    const answer = await fetchFrom(new URL(specifier, mirror));
    if (answer.ok) return answer;
    failures.push(`${new URL(mirror).host}: ${answer.message}`);
  }
  return { ok: false, message: failures.join('; ') };
}

async function fetchFrom(url: URL): Promise<ModuleFetch> {
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) return { ok: false, message: `status ${response.status}` };
    const length = Number(response.headers.get('content-length') ?? 0);
    if (length > MOST_BYTES) return { ok: false, message: 'the file is larger than 10 MB' };
    const text = await response.text();
    if (text.length > MOST_BYTES) return { ok: false, message: 'the file is larger than 10 MB' };
    // Mirrors lead a range or a tag on to one version: that is the file's true address.
    return { ok: true, text, url: response.url === '' ? url.href : response.url };
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    return { ok: false, message: isLate ? 'no answer within 20 seconds' : 'it cannot be reached' };
  }
}
