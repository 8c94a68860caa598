import type { FlowId, RunId, StepId } from '@/lib/ids';
import type { FetchReply, NetworkCall } from './network';

/** What calls the trigger: an HTTP request as bytes. Header names keep the case they were typed in. */
export interface TriggerRequest {
  readonly method: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly queryParameters: Readonly<Record<string, string>> | null;
  /** Without a leading slash. */
  readonly pathFragment: string;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

/** What the caller of the flow is answered. */
export interface RunResponse {
  readonly statusCode: number;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As it goes over the wire; text as UTF-8. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** Returned as bytes, neither as text nor as data. */
  readonly isBinary: boolean;
}

/** The platform's levels of a log. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'metric';

/** A line of the log, as the platform would keep it. */
export interface LogRow {
  readonly level: LogLevel;
  /** At most 4,096 characters, the platform's cut. */
  readonly message: string;
  /** ISO 8601 with milliseconds. */
  readonly timestamp: string;
  /** True where the message was cut. */
  readonly truncated?: boolean;
  /** Line of the user's code that logged, from 1, where the engine tells. */
  readonly line?: number;
}

/** An error of user code or of a limit; `line` and `column` are in the user's code, from 1. */
export interface RunError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly stepId?: StepId;
  readonly line?: number;
  readonly column?: number;
  readonly stack?: string;
  /** What was thrown where that is no Error and so knows no place: its JSON text, or "undefined". Not kept. */
  readonly thrown?: string;
}

/**
 * A step's result as it crossed the boundary: UTF-8 JSON in the encoding of `runtime/protocol/encoding`.
 * Parsed only when somebody looks. `summary` is a few words for the step's face ("3 items"), text from the guest.
 */
export interface ResultBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly summary: string;
}

/** How a step ended, or that it did not run. */
export type StepOutcome =
  | {
      readonly status: 'succeeded';
      readonly result: ResultBytes | null;
      readonly warnings: readonly string[];
    }
  | { readonly status: 'pinned'; readonly result: ResultBytes }
  /** An ignored failure does not end the run. */
  | { readonly status: 'failed'; readonly error: RunError; readonly isIgnored?: true }
  | { readonly status: 'timed out'; readonly error: RunError }
  | { readonly status: 'stopped' }
  | { readonly status: 'skipped' };

/** How a run stands as a whole. */
export type RunStatus = 'running' | 'succeeded' | 'failed' | 'stopped' | 'timed out';

/** A step, and inside loops the iteration of each loop around it, the outermost first, from 0. */
interface InStep {
  readonly stepId: StepId;
  readonly iteration?: readonly number[];
}

/** What a run says as it goes. `at` is milliseconds since the run began, by the host's clock. */
export type RunEvent =
  | (InStep & { readonly type: 'step-started'; readonly at: number })
  | (InStep & { readonly type: 'step-logged'; readonly rows: readonly LogRow[] })
  | (InStep & {
      readonly type: 'step-ended';
      readonly at: number;
      readonly outcome: StepOutcome;
    })
  | { readonly type: 'call-started'; readonly call: NetworkCall }
  | {
      readonly type: 'call-ended';
      readonly id: NetworkCall['id'];
      readonly at: number;
      readonly reply: FetchReply;
    }
  | { readonly type: 'responded'; readonly response: RunResponse }
  | {
      readonly type: 'run-ended';
      readonly at: number;
      readonly status: Exclude<RunStatus, 'running'>;
      readonly error?: RunError;
    };

/** One time that a step ran. `startedAt` is milliseconds since the run began. */
export interface StepTime {
  readonly status: 'queued' | 'running' | StepOutcome['status'];
  /** Failed, and the run went on. */
  readonly isIgnored: boolean;
  /** Empty outside loops. */
  readonly iteration: readonly number[];
  /** Which of all starts in the run this was, from 1; 0 before it. */
  readonly nth: number;
  readonly startedAt: number | null;
  readonly durationMs: number | null;
  readonly result: ResultBytes | null;
  readonly warnings: readonly string[];
  readonly error: RunError | null;
}

/** One step in a run: as it stands, which in a loop is its latest iteration. */
export interface StepRun extends StepTime {
  readonly id: StepId;
  readonly key: string;
  readonly name: string;
  /** Of all iterations. */
  readonly logCount: number;
  /** The times it ran in loops and has ended, the latest too. Append-only, in batches as `logs`. */
  readonly iterations: readonly (readonly StepTime[])[];
  /** How many there were: those beyond the most that are kept are only counted. */
  readonly iterationCount: number;
  /** Of the results in `iterations`. */
  readonly iterationBytes: number;
}

/** A line of the log with the step that wrote it. */
export interface LogEntry extends LogRow, InStep {}

/** A run as it stands: what `reduceRun` makes of its events. */
export interface RunState {
  readonly id: RunId;
  /** 1, 2, 3 … within this visit, for people ("Run 14"). */
  readonly number: number;
  readonly flow: { readonly id: FlowId; readonly name: string };
  readonly payloadName: string;
  readonly status: RunStatus;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number | null;
  readonly steps: Readonly<Record<StepId, StepRun>>;
  /** Steps in the order they started; skipped ones last. */
  readonly order: readonly StepId[];
  /** How many times a step has started. */
  readonly startCount: number;
  /** Append-only: batches as they arrived, so that a new one never copies the old. */
  readonly logs: readonly (readonly LogEntry[])[];
  readonly logCount: number;
  /** In the order they were made; of a run that makes many the first ones. */
  readonly calls: readonly NetworkCall[];
  readonly callCount: number;
  readonly response: RunResponse | null;
  readonly error: RunError | null;
}
