import type { MockRuleId, NetworkCallId, StepId } from '@/lib/ids';

/** What code's `fetch` may do: nothing, answers from rules, or real requests to allowed origins. */
export type NetworkMode = 'blocked' | 'mocked' | 'live';

/** From what reaches nothing to what reaches most. */
export const NETWORK_MODES: readonly NetworkMode[] = ['blocked', 'mocked', 'live'];

/** An answer for requests that match; the first rule that matches answers. */
export interface MockRule {
  readonly id: MockRuleId;
  readonly isOn: boolean;
  /** In capitals; empty for every method. */
  readonly method: string;
  /** A URL in which `*` stands for any text; compared with the whole URL. */
  readonly urlPattern: string;
  readonly statusCode: number;
  readonly headers: readonly HeaderPair[];
  readonly body: string;
  /** Milliseconds before the answer, at most 60,000. */
  readonly delayMs: number;
  /** Instead of an answer: the request fails as if there were no network, or never answers. */
  readonly fault: 'none' | 'network-error' | 'no-answer';
}

/** Part of the project: how the runs of its flows reach the network. */
export interface NetworkSettings {
  readonly mode: NetworkMode;
  /** Exact origins ("https://api.example.com") that live runs may call. */
  readonly allowedOrigins: readonly string[];
  readonly rules: readonly MockRule[];
  /** Redirects are refused unless this is set: the first hop leaves the list unchecked. */
  readonly followRedirects: boolean;
  /** Loopback and private addresses, only by this switch. */
  readonly allowLocalNetwork: boolean;
}

/** The settings of a new project, and of everything that was opened from a file or a link. */
export const NO_NETWORK: NetworkSettings = {
  mode: 'blocked',
  allowedOrigins: [],
  rules: [],
  followRedirects: false,
  allowLocalNetwork: false,
};

/** A header; a name may stand several times. */
export interface HeaderPair {
  readonly name: string;
  readonly value: string;
}

/** Why a call got no answer. `unknown`: the browser does not say, most often CORS or an unreachable server. */
export type CallFailure =
  | 'blocked'
  | 'not-mocked'
  | 'not-allowed'
  | 'refused-url'
  | 'redirect'
  | 'too-large'
  | 'offline'
  | 'aborted'
  | 'mock-fault'
  | 'unknown';

/** A request as it leaves the sandbox. */
export interface FetchRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array<ArrayBuffer> | null;
}

/** What a request from code may hold; the texts in characters, the body in bytes. */
export const MOST_OF_REQUEST = {
  url: 16_384,
  method: 40,
  headers: 200,
  headerText: 65_536,
  body: 10 * 1024 * 1024,
} as const;

/** An answer as code will see it. */
export interface NetworkAnswer {
  readonly statusCode: number;
  readonly statusText: string;
  /** The address that answered, after redirects. */
  readonly url: string;
  readonly isRedirected: boolean;
  readonly headers: readonly HeaderPair[];
  /** True where the browser hides headers that the server does not expose by CORS. */
  readonly mayHideHeaders: boolean;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Why code gets no answer. */
export interface NetworkFailure {
  readonly kind: CallFailure;
  /** Says what happened and what to do. */
  readonly message: string;
}

/** What comes of a request: an answer, from a mock or the network, or a failure. */
export type FetchReply =
  | {
      readonly ok: true;
      readonly via: 'mock' | 'live';
      readonly answer: NetworkAnswer;
      readonly droppedHeaders: readonly string[];
    }
  | {
      readonly ok: false;
      readonly via: 'mock' | 'live' | 'none';
      readonly failure: NetworkFailure;
      readonly droppedHeaders: readonly string[];
    };

/** What a run offers its code as a network. Never rejects. `holdClock` stops the step's time until what it returns is called. */
export type HostFetch = (
  request: FetchRequest,
  context: {
    readonly stepName: string;
    readonly signal: AbortSignal;
    readonly holdClock: () => () => void;
  },
) => Promise<FetchReply>;

/** Asked once per new origin of a live run. */
export interface NetworkQuestion {
  readonly origin: string;
  readonly stepName: string;
  readonly request: FetchRequest;
}

/** Of a body in a record at most this much is kept, in bytes. */
export const MOST_RECORDED_BODY = 1024 * 1024;

/** One request that code made, as the Network tab lists it. Times are milliseconds since the run began; bodies are cut to `MOST_RECORDED_BODY`. */
export interface NetworkCall {
  readonly id: NetworkCallId;
  readonly stepId: StepId;
  readonly request: FetchRequest;
  /** Bytes of the whole request body. */
  readonly requestSize: number;
  readonly startedAt: number;
  readonly durationMs: number | null;
  readonly via: 'mock' | 'live' | 'none' | null;
  readonly answer: NetworkAnswer | null;
  /** Bytes of the whole response body. */
  readonly answerSize: number;
  readonly failure: NetworkFailure | null;
  /** Names of headers that a browser does not let a page set, left out of the request. */
  readonly droppedHeaders: readonly string[];
}
