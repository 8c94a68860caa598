import type { MockRuleId, NetworkCallId, StepId } from '@/lib/ids';

/** What code's `fetch` may do: nothing, answers from rules, or real requests to allowed origins. */
export type NetworkMode = 'blocked' | 'mocked' | 'live';

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

/** One request that code made, as the Network tab lists it. Times are milliseconds since the run began. */
export interface NetworkCall {
  readonly id: NetworkCallId;
  readonly stepId: StepId;
  readonly via: 'mock' | 'live' | 'none';
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: readonly HeaderPair[];
  /** Names of headers that a browser does not let a page set, left out of the request. */
  readonly droppedHeaders: readonly string[];
  readonly requestBody: Uint8Array<ArrayBuffer> | null;
  readonly startedAt: number;
  readonly durationMs: number | null;
  readonly answer: NetworkAnswer | null;
  readonly failure: { readonly kind: CallFailure; readonly message: string } | null;
}

export interface NetworkAnswer {
  readonly statusCode: number;
  readonly statusText: string;
  /** The address that answered, after redirects. */
  readonly url: string;
  readonly isRedirected: boolean;
  readonly headers: readonly HeaderPair[];
  /** True where the browser may hide headers: those the server does not expose by CORS. */
  readonly mayHideHeaders: boolean;
  readonly body: Uint8Array<ArrayBuffer>;
}
