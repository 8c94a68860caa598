import type { FetchReply, FetchRequest } from '@/plan/network';
import type { LogLevel, RunResponse, TriggerRequest } from '@/plan/run';
import type { PlanStep } from '@/plan/plan';
import type { SubtleReply, SubtleRequest } from './subtle';
import type { StateName, StateTexts } from '@/plan/state';

/** Host to broker, on the control port. `spawn` carries two ports: calls to the worker, and its services. */
export type ToBroker =
  | { readonly type: 'spawn'; readonly id: number }
  | { readonly type: 'kill'; readonly id: number }
  | { readonly type: 'ping'; readonly id: number };

/** What the engine does not give the inner frame. */
export type Lack = 'workers' | 'evaluation';

/** Broker to host, on the control port. */
export type FromBroker =
  | { readonly type: 'up'; readonly origin: string }
  | { readonly type: 'lacks'; readonly what: Lack }
  | { readonly type: 'pong'; readonly id: number }
  | { readonly type: 'killed'; readonly id: number }
  | { readonly type: 'spawnfail'; readonly id: number; readonly message: string }
  | {
      readonly type: 'error';
      readonly id: number;
      readonly code: 'FLOOD' | 'OVERSIZE' | 'PORTS' | 'UNCAUGHT';
      readonly message: string;
    };

/** What a worker offers the host. */
export interface GuestApi {
  /** Walks a chain of the plan; resolves when its last report has been acknowledged. */
  runChain(job: ChainJob): Promise<void>;
  /** Whether the engine itself takes the source as a function's body. Runs nothing. */
  canCompile(source: string): boolean;
}

/** One chain of the plan for one worker. Results of steps that ran elsewhere come along as encoded text. */
export interface ChainJob {
  readonly steps: readonly PlanStep[];
  /** For the chain that begins with the trigger. */
  readonly request: TriggerRequest | null;
  readonly results: Readonly<Record<string, string>>;
  readonly configVars: Readonly<Record<string, unknown>>;
  readonly identity: Identity;
  /** The state objects as they stand where this chain begins. */
  readonly state: StateTexts;
  /** Key of the step whose result answers a synchronous caller; null for an asynchronous run. */
  readonly answersWith: string | null;
  /** Sources of the modules the code requires, by name. */
  readonly modules: Readonly<Record<string, string>>;
  /** Why other modules cannot be had, by name. */
  readonly moduleProblems: Readonly<Record<string, string>>;
  /** A step that is tried again is tried at once. */
  readonly skipsRetryDelays: boolean;
  /** For a worker that goes on where another one was ended; its results are among `results`. */
  readonly resume: Resume | null;
}

/** How a worker goes on in the place of another one. */
export interface Resume {
  readonly way: Way;
  /** Each step is reported before it begins, however many there are. */
  readonly isCareful: boolean;
}

/** The way to where a chain goes on: to a step, and to one inside it. */
export interface Way {
  /** The step's place among those it stands with; behind the last one for none. */
  readonly at: number;
  /** Its tries that have failed and were told. */
  readonly failed: number;
  /** How the try that was under way has failed; null where it is to begin, or is gone into. */
  readonly error: WireError | null;
  readonly inside:
    | null
    | { readonly kind: 'branch'; readonly branch: number; readonly way: Way }
    | {
        readonly kind: 'loop';
        readonly iteration: number;
        /** What the iterations before it gave. */
        readonly texts: readonly string[];
        readonly way: Way;
      };
}

/** Who and what the context says the execution is. */
export interface Identity {
  readonly executionId: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly flow: { readonly id: string; readonly name: string };
  readonly flowNames: readonly string[];
  readonly projectName: string;
}

/** What a worker may call. Events travel as JSON text, results beside them as bytes. */
export interface HostServices {
  report(events: string, results: readonly Uint8Array[]): void;
  /** One request; `id` is the worker's own, to abort it by. */
  fetch(id: number, request: FetchRequest): Promise<FetchReply>;
  abort(id: number): void;
  /** `crypto.subtle`, by the page's engine. */
  subtle(request: SubtleRequest): Promise<SubtleReply>;
}

/** A log row on the wire: level, message, milliseconds since 1970, flags, line. */
export type WireRow = readonly [
  level: LogLevel,
  message: string,
  at: number,
  cut: 0 | 1,
  line: number,
];

/** An error as the sandbox reports it. Believed by nobody until read-report.ts has cut it to size. */
export interface WireError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly line?: number;
  readonly column?: number;
  readonly stack?: string;
  /** See RunError. */
  readonly thrown?: string;
}

/** A text, or where it is long the index of its UTF-8 bytes among the report's results. */
export type WireText = string | number;

/** A body of bytes is always the index of a part. */
export type WireResponse = Omit<RunResponse, 'body'> & { readonly body: WireText };

/** What a worker says happened; `k` is the step's key. */
export type WireEvent =
  | { readonly t: 'start'; readonly k: string }
  | { readonly t: 'log'; readonly k: string; readonly rows: readonly WireRow[] }
  | {
      readonly t: 'end';
      readonly k: string;
      /** The result's text, or the index of its bytes among the report's results; -1 for none. */
      readonly r: WireText;
      readonly summary: string;
      readonly warnings: readonly string[];
      readonly response?: WireResponse;
    }
  | {
      readonly t: 'fail';
      readonly k: string;
      readonly error: WireError;
      readonly response?: WireResponse;
    }
  /** A step with branches takes one; -1 for none. */
  | {
      readonly t: 'enter';
      readonly k: string;
      readonly b: number;
      readonly response?: WireResponse;
    }
  /** A loop begins its next iteration. */
  | { readonly t: 'iterate'; readonly k: string }
  /** A try failed, and another follows. */
  | { readonly t: 'retry'; readonly k: string; readonly error: WireError }
  /** The last try failed, and the run goes on. */
  | {
      readonly t: 'ignored';
      readonly k: string;
      readonly error: WireError;
      readonly response?: WireResponse;
    }
  | { readonly t: 'refused'; readonly response: WireResponse; readonly message: string }
  /** Last in its report: steps are so many that the next ones may begin unsaid. */
  | { readonly t: 'late' }
  | { readonly t: 'state'; readonly state: Readonly<Record<StateName, WireText>> };
