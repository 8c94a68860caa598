import type { FetchRequest, FetchReply, NetworkFailure } from '@/plan/network';

/** The most a response body may have, in bytes (design of the sandbox, limits). */
const MOST_BODY = 10 * 1024 * 1024;

/** A request that was allowed, and what still has to be minded while it goes out. */
export interface LiveOptions {
  readonly url: URL;
  readonly followRedirects: boolean;
  /** Asked of the address that answered, after redirects. */
  readonly isAllowed: (url: URL) => boolean;
  readonly signal: AbortSignal;
  readonly droppedHeaders: readonly string[];
}

/** Sends a request without cookies and referrer, and reads the whole answer. Never rejects. */
export async function fetchLive(request: FetchRequest, options: LiveOptions): Promise<FetchReply> {
  const { url, followRedirects, signal, droppedHeaders } = options;
  const fail = (failure: NetworkFailure): FetchReply => ({
    ok: false,
    via: 'live',
    failure,
    droppedHeaders,
  });
  let response: Response;
  try {
    response = await fetch(url, {
      method: request.method,
      headers: request.headers.map(({ name, value }): [string, string] => [name, value]),
      body: request.body,
      mode: 'cors',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      // `manual` says that there was a redirect, where `error` would say nothing.
      redirect: followRedirects ? 'follow' : 'manual',
      signal,
    });
  } catch (error) {
    return fail(failureOf(error, url, signal));
  }
  if (response.type === 'opaqueredirect') {
    return fail({
      kind: 'redirect',
      message: `${url.origin} answered with a redirect, which is refused: where it leads is not checked against the allowed origins. Call the final address, or turn on "Follow redirects" in the network settings.`,
    });
  }
  const end = new URL(response.url === '' ? url : response.url);
  if (response.redirected && !options.isAllowed(end)) {
    void response.body?.cancel().catch(() => undefined);
    return fail({
      kind: 'redirect',
      message: `The request was redirected to ${end.origin}, which is not among the allowed origins. Its answer was thrown away.`,
    });
  }
  try {
    const body = await readAll(response);
    if (body === null) {
      return fail({
        kind: 'too-large',
        message:
          'The answer is larger than 10 MB, the most a response may have here. Ask for less of it at once, such as one page.',
      });
    }
    return {
      ok: true,
      via: 'live',
      droppedHeaders,
      answer: {
        statusCode: response.status,
        statusText: response.statusText,
        url: end.href,
        isRedirected: response.redirected,
        headers: [...response.headers].map(([name, value]) => ({ name, value })),
        mayHideHeaders: response.type === 'cors',
        body,
      },
    };
  } catch (error) {
    return fail(failureOf(error, url, signal));
  }
}

/** Null where there is more than may be. */
async function readAll(response: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (response.body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = response.body.getReader();
  for (;;) {
    // One after the other: it is a stream.
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST_BODY) {
      void reader.cancel().catch(() => undefined);
      return null;
    }
    parts.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function failureOf(error: unknown, url: URL, signal: AbortSignal): NetworkFailure {
  if (signal.aborted) return { kind: 'aborted', message: 'The request was aborted.' };
  if (!navigator.onLine) {
    return { kind: 'offline', message: 'This device is offline. Connect it, or mock the request.' };
  }
  if (url.protocol === 'http:' && location.protocol === 'https:') {
    return {
      kind: 'unknown',
      message: `A page served by https may not call ${url.origin} by http. Use https, or mock the request.`,
    };
  }
  const why = error instanceof Error && error.message !== 'Failed to fetch' ? error.message : '';
  return {
    kind: 'unknown',
    message: `The browser does not say why ${url.origin} gave no answer${why === '' ? '' : ` (${why})`}: most often the server does not allow pages to call it (CORS), or it cannot be reached. The platform itself is not held by CORS. Mock the request to go on.`,
  };
}

/** Whether anything answers there: one request without credentials whose answer the browser keeps to itself. */
export async function doesAnswer(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    await fetch(url, {
      mode: 'no-cors',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal,
    });
    return true;
  } catch {
    return false;
  }
}
