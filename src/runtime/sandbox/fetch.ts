import { byteText } from '@/lib/byte-text';
import {
  MOST_OF_REQUEST,
  type FetchReply,
  type FetchRequest,
  type HeaderPair,
  type NetworkAnswer,
} from '@/plan/network';
import type { HostServices } from '@/runtime/protocol/messages';
import type { Remote } from '@/runtime/protocol/rpc';
import type { Reporter } from './reporter';

/** The host takes no more at once; what is over waits here. */
const MOST_AT_ONCE = 32;

/** `fetch` by way of the host: the standard's arguments and answers, with the host's policy, mocks and record. */
export function installFetch(host: Remote<HostServices>, reporter: Reporter): void {
  let lastId = 0;
  let going = 0;
  const waiting: (() => void)[] = [];

  async function send(request: FetchRequest, signal: AbortSignal | null): Promise<FetchReply> {
    if (going >= MOST_AT_ONCE) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    }
    going += 1;
    lastId += 1;
    const id = lastId;
    const abort = (): void => {
      void host.abort(id);
    };
    try {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', abort, { once: true });
      // The host must know of the step before it is asked in its name.
      reporter.flush();
      return await host.fetch(id, request);
    } finally {
      signal?.removeEventListener('abort', abort);
      going -= 1;
      waiting.shift()?.();
    }
  }

  async function sandboxFetch(input: unknown, init: RequestInit = {}): Promise<Response> {
    const base = input instanceof Request ? input : null;
    const signal = init.signal ?? base?.signal ?? null;
    signal?.throwIfAborted();
    const request = await toRequest(base ?? String(input), init);
    checkSize(request);
    const reply = await untilAborted(send(request, signal), signal);
    if (!reply.ok) {
      signal?.throwIfAborted();
      throw new TypeError(`fetch failed: ${reply.failure.message}`, {
        cause: Object.assign(new Error(reply.failure.message), {
          code: `CC-NETWORK-${reply.failure.kind.toUpperCase()}`,
        }),
      });
    }
    return toResponse(reply.answer);
  }

  Reflect.defineProperty(globalThis, 'Request', {
    value: SandboxRequest,
    configurable: true,
    writable: true,
  });
  Reflect.defineProperty(sandboxFetch, 'name', { value: 'fetch', configurable: true });
  Reflect.defineProperty(globalThis, 'fetch', {
    value: sandboxFetch,
    configurable: true,
    writable: true,
  });
}

/** What a Request was to carry and its guard dropped without a word: the host says so, as for headers given to fetch. */
const unsent = new WeakMap<Request, readonly HeaderPair[]>();

class SandboxRequest extends Request {
  constructor(input: RequestInfo | URL, init?: RequestInit) {
    super(input, init);
    const inherited = input instanceof Request ? (unsent.get(input) ?? []) : [];
    const wanted = init?.headers === undefined ? inherited : pairsOf(new Headers(init.headers));
    unsent.set(
      this,
      wanted.filter(({ name }) => !this.headers.has(name)),
    );
  }
}
Reflect.defineProperty(SandboxRequest, 'name', { value: 'Request', configurable: true });

/** Rejects as soon as the signal says so, whether or not the host has answered. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | null): Promise<T> {
  if (signal === null) return work;
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => {
      // Whatever code gave as its reason.
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function toRequest(input: Request | string, init: RequestInit): Promise<FetchRequest> {
  const isRequest = typeof input !== 'string';
  const url = isRequest ? input.url : input;
  const method = init.method ?? (isRequest ? input.method : 'GET');
  // Without the guard of a Request, which would drop names before the host can say so.
  const headers = new Headers(init.headers ?? (isRequest ? input.headers : undefined));
  if (isRequest && init.headers === undefined) {
    for (const { name, value } of unsent.get(input) ?? []) append(headers, name, value);
  }
  const hasBody = init.body !== undefined && init.body !== null;
  if (hasBody && /^(get|head)$/i.test(method)) {
    throw new TypeError('Request with GET/HEAD method cannot have body.');
  }
  let body: Uint8Array<ArrayBuffer> | null = null;
  if (hasBody) {
    // A Response reads every kind of body, and knows the content type of each.
    const carrier = new Response(init.body);
    body = new Uint8Array(await carrier.arrayBuffer());
    const type = carrier.headers.get('content-type');
    if (type !== null && !headers.has('content-type')) headers.set('content-type', type);
  } else if (isRequest && input.body !== null) {
    body = new Uint8Array(await input.arrayBuffer());
  }
  return { url, method, headers: pairsOf(headers), body };
}

/** The host takes a larger one for an attack, and ends the run. */
function checkSize({ url, method, headers, body }: FetchRequest): void {
  const most = MOST_OF_REQUEST;
  const text = headers.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  const [what, limit] =
    url.length > most.url
      ? ['URL', `${most.url} characters`]
      : method.length > most.method
        ? ['method', `${most.method} characters`]
        : headers.length > most.headers || text > most.headerText
          ? ['head', `${most.headers} headers of ${byteText(most.headerText)} together`]
          : (body?.length ?? 0) > most.body
            ? ['body', byteText(most.body)]
            : [];
  if (what === undefined || limit === undefined) return;
  throw new TypeError(
    `fetch failed: the request has too large a ${what}; here it may have at most ${limit}.`,
  );
}

function pairsOf(headers: Headers): readonly HeaderPair[] {
  return [...headers].map(([name, value]) => ({ name, value }));
}

const BODILESS = [204, 205, 304];

function toResponse(answer: NetworkAnswer): Response {
  const headers = new Headers();
  for (const { name, value } of answer.headers) append(headers, name, value);
  const isBodiless = BODILESS.includes(answer.statusCode);
  const response = new Response(isBodiless ? null : answer.body, {
    status: answer.statusCode,
    statusText: answer.statusText,
    headers,
  });
  return withPlace(response, answer);
}

/** A response made by hand has no address; clones need it too. */
function withPlace(response: Response, answer: NetworkAnswer): Response {
  const clone = response.clone.bind(response);
  return Object.defineProperties(response, {
    url: { value: answer.url, configurable: true },
    redirected: { value: answer.isRedirected, configurable: true },
    type: { value: 'basic', configurable: true },
    clone: { value: () => withPlace(clone(), answer), configurable: true },
  });
}

function append(headers: Headers, name: string, value: string): void {
  try {
    headers.append(name, value);
  } catch {
    // A name or value that no HTTP message can carry, from a mock.
  }
}
