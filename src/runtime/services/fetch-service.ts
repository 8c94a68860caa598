import { newId, type NetworkCallId } from '@/lib/ids';
import { member } from '@/lib/member';
import {
  MOST_OF_REQUEST,
  MOST_RECORDED_BODY,
  type FetchReply,
  type FetchRequest,
  type HostFetch,
} from '@/plan/network';
import type { PlanStepHead } from '@/plan/plan';
import type { RunEvent } from '@/plan/run';
import { warnRow } from '@/runtime/warn-row';

/** Of one worker; the sandbox waits before it asks for more. */
const MOST_CALLS_AT_ONCE = 32;
/** Headers that are named in the log. */
const MOST_NAMED = 20;

/** What the requests go through, whose they are, and whom to tell of them. */
export interface FetchServiceOptions {
  readonly fetch: HostFetch;
  /** The step that runs now by the host's own account; null when none does. */
  readonly currentStep: () => PlanStepHead | null;
  readonly holdClock: () => () => void;
  readonly at: () => number;
  readonly onEvent: (event: RunEvent) => void;
}

/** The requests of one chain: whose they are, their record, and their end when the chain ends. */
export interface FetchService {
  readonly call: (id: number, request: FetchRequest) => Promise<FetchReply>;
  readonly abort: (id: number) => void;
  /** Aborts what is under way; nothing more is sent. */
  readonly close: () => void;
}

/**
 * Sends the requests of one chain by the host's fetch. Each becomes events of the run, under the step that runs by the
 * host's own account.
 */
export function createFetchService(options: FetchServiceOptions): FetchService {
  const open = new Map<number, AbortController>();
  const namedHeaders = new Set<string>();
  let isClosed = false;

  async function call(id: number, given: FetchRequest): Promise<FetchReply> {
    const step = options.currentStep();
    if (isClosed || step === null) return refused('No step is running.');
    if (open.has(id) || open.size >= MOST_CALLS_AT_ONCE) {
      return refused(`At most ${MOST_CALLS_AT_ONCE} requests may wait at the same time.`);
    }
    const request = rebuilt(given);
    const stop = new AbortController();
    open.set(id, stop);
    const callId = newId<NetworkCallId>();
    options.onEvent({
      type: 'call-started',
      call: {
        id: callId,
        stepId: step.id,
        request: { ...request, body: request.body?.slice(0, MOST_RECORDED_BODY) ?? null },
        requestSize: request.body?.length ?? 0,
        startedAt: options.at(),
        durationMs: null,
        via: null,
        answer: null,
        answerSize: 0,
        failure: null,
        droppedHeaders: [],
      },
    });
    const reply = await options.fetch(request, {
      stepName: step.name,
      signal: stop.signal,
      holdClock: options.holdClock,
    });
    open.delete(id);
    options.onEvent({ type: 'call-ended', id: callId, at: options.at(), reply });
    if (!isClosed) warnOfHeaders(step, reply.droppedHeaders);
    return reply;
  }

  /** Once for each name: a loop that sends a thousand requests logs one row. */
  function warnOfHeaders(step: PlanStepHead, dropped: readonly string[]): void {
    const news = dropped.filter((name) => !namedHeaders.has(name)).slice(0, MOST_NAMED);
    if (news.length === 0 || namedHeaders.size >= MOST_NAMED) return;
    for (const name of news) namedHeaders.add(name);
    const names = news.map((name) => name.slice(0, 100)).join(', ');
    options.onEvent({
      type: 'step-logged',
      stepId: step.id,
      rows: [
        warnRow(
          `Left out of the request: ${names}. A browser does not let a page set ${news.length === 1 ? 'this header' : 'these headers'}; on the platform ${news.length === 1 ? 'it is' : 'they are'} sent.`,
        ),
      ],
    });
  }

  return {
    call,
    abort: (id) => open.get(id)?.abort(),
    close: () => {
      isClosed = true;
      for (const stop of open.values()) stop.abort();
    },
  };
}

function refused(message: string): FetchReply {
  return { ok: false, via: 'none', failure: { kind: 'aborted', message }, droppedHeaders: [] };
}

/** Nothing but what was checked: whatever else came along would be kept with the record. */
function rebuilt({ url, method, headers, body }: FetchRequest): FetchRequest {
  return { url, method, headers: headers.map(({ name, value }) => ({ name, value })), body };
}

/** Whether arguments from the sandbox are an id and a request; nothing in them is believed before. */
export function isFetchCall(args: readonly unknown[]): boolean {
  const [id, request] = args;
  return args.length === 2 && isCallId(id) && isRequest(request);
}

/** Whether arguments from the sandbox are the id of a request and nothing else. */
export function isAbortCall(args: readonly unknown[]): boolean {
  return args.length === 1 && isCallId(args[0]);
}

function isCallId(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isRequest(value: unknown): boolean {
  const url = member(value, 'url');
  const method = member(value, 'method');
  const body = member(value, 'body');
  return (
    typeof url === 'string' &&
    url.length <= MOST_OF_REQUEST.url &&
    typeof method === 'string' &&
    method.length <= MOST_OF_REQUEST.method &&
    // The whole buffer is kept, however little of it is the body.
    (body === null ||
      (body instanceof Uint8Array && body.buffer.byteLength <= MOST_OF_REQUEST.body)) &&
    areHeaders(member(value, 'headers'))
  );
}

function areHeaders(value: unknown): boolean {
  if (!Array.isArray(value) || value.length > MOST_OF_REQUEST.headers) return false;
  let size = 0;
  const headers: readonly unknown[] = value;
  for (const header of headers) {
    const name = member(header, 'name');
    const text = member(header, 'value');
    if (typeof name !== 'string' || typeof text !== 'string') return false;
    size += name.length + text.length;
  }
  return size <= MOST_OF_REQUEST.headerText;
}
