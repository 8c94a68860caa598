import type {
  FetchReply,
  FetchRequest,
  HostFetch,
  NetworkFailure,
  NetworkQuestion,
  NetworkSettings,
} from '@/plan/network';
import { fetchLive } from './live';
import { answerOf, findRule } from './mocks';
import { checkAddress, checkMethod, isForbiddenHeader } from './policy';

/** What decides on the requests of one run. */
export interface HostFetchOptions {
  readonly settings: NetworkSettings;
  /** The editor's own origin, which code may not call. */
  readonly appOrigin: string;
  /** Null where nobody can be asked: then what is not allowed is refused. */
  readonly ask: ((question: NetworkQuestion) => Promise<boolean>) | null;
}

/** The network of one run, as its project's settings have it. */
export function createHostFetch({ settings, appOrigin, ask }: HostFetchOptions): HostFetch {
  const allowed = new Set(settings.allowedOrigins);
  const questions = new Map<string, Promise<boolean>>();

  return async (given, context) => {
    if (settings.mode === 'blocked') return refusal('none', BLOCKED);
    const method = checkMethod(given.method);
    if (!method.ok) return refusal('none', method.error);
    // A mock calls nobody: any address may be mocked.
    const canCall = settings.mode === 'mocked' ? { allowLocalNetwork: true } : settings;
    const url = checkAddress(given.url, canCall, appOrigin);
    if (!url.ok) return refusal('none', url.error);
    const droppedHeaders = given.headers
      .map(({ name }) => name)
      .filter((name) => isForbiddenHeader(name));
    const request: FetchRequest = {
      ...given,
      url: url.value.href,
      method: method.value,
      headers: given.headers.filter(({ name }) => !isForbiddenHeader(name)),
    };
    if (settings.mode === 'mocked') {
      return mocked(settings, request, droppedHeaders, context.signal);
    }
    const { origin } = url.value;
    if (!allowed.has(origin) && !(await isAllowedNow(origin, request, context))) {
      return refusal('none', notAllowed(origin), droppedHeaders);
    }
    return fetchLive(request, {
      url: url.value,
      followRedirects: settings.followRedirects,
      isAllowed: (end) => allowed.has(end.origin) && checkAddress(end.href, settings, appOrigin).ok,
      signal: context.signal,
      droppedHeaders,
    });
  };

  /** Asks once per origin, however many requests wait for the answer; the step's clock stands still meanwhile. */
  async function isAllowedNow(
    origin: string,
    request: FetchRequest,
    { stepName, holdClock }: Parameters<HostFetch>[1],
  ): Promise<boolean> {
    if (ask === null) return false;
    const release = holdClock();
    try {
      let question = questions.get(origin);
      if (question === undefined) {
        question = ask({ origin, stepName, request });
        questions.set(origin, question);
      }
      const isAllowed = await question;
      if (isAllowed) allowed.add(origin);
      return isAllowed;
    } finally {
      release();
    }
  }
}

const BLOCKED: NetworkFailure = {
  kind: 'blocked',
  message:
    'The network is blocked for runs of this project. Choose "Mocked" or "Live" beside Run to let code call.',
};

function notAllowed(origin: string): NetworkFailure {
  return {
    kind: 'not-allowed',
    message: `${origin} is not among the project's allowed origins, so the request was not sent. Add it in the network settings.`,
  };
}

function refusal(
  via: 'none' | 'mock',
  failure: NetworkFailure,
  droppedHeaders: readonly string[] = [],
): FetchReply {
  return { ok: false, via, failure, droppedHeaders };
}

async function mocked(
  settings: NetworkSettings,
  request: FetchRequest,
  droppedHeaders: readonly string[],
  signal: AbortSignal,
): Promise<FetchReply> {
  const rule = findRule(settings.rules, request.method, request.url);
  if (rule === null) {
    return refusal(
      'none',
      {
        kind: 'not-mocked',
        message: `No mock answers ${request.method} ${request.url.slice(0, 500)}. Add a rule for it in the network settings.`,
      },
      droppedHeaders,
    );
  }
  await delay(rule.fault === 'no-answer' ? null : rule.delayMs, signal);
  if (signal.aborted) {
    return refusal(
      'mock',
      { kind: 'aborted', message: 'The request was aborted.' },
      droppedHeaders,
    );
  }
  if (rule.fault === 'network-error') {
    const message = 'The mock for this request fails it as a network error.';
    return refusal('mock', { kind: 'mock-fault', message }, droppedHeaders);
  }
  return { ok: true, via: 'mock', answer: answerOf(rule, request), droppedHeaders };
}

/** Resolves after the time, or at once when aborted; null waits for the abort alone. */
async function delay(ms: number | null, signal: AbortSignal): Promise<void> {
  if (ms === 0 || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = ms === null ? undefined : setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
