import type { FlowId, StepId } from '@/lib/ids';

/**
 * The narrow waist: what a flow compiles to and all that the runner knows of it. Plain JSON.
 * `steps` stand in the deterministic topological order, the trigger first.
 */
export interface Plan {
  readonly flow: { readonly id: FlowId; readonly name: string };
  readonly isSynchronous: boolean;
  /** The flow's top level; a branch or a loop carries the steps inside it. */
  readonly steps: readonly PlanStep[];
  /** Steps that the trigger does not reach: never run, recorded as skipped. With those inside them. */
  readonly unreached: readonly PlanStepHead[];
}

/** What names a step in events and messages. */
export interface PlanStepHead {
  readonly id: StepId;
  /** `stepResults.<key>`, derived from the name by the platform's rule. */
  readonly key: string;
  readonly name: string;
}

interface PlanStepBase extends PlanStepHead {
  /** Keys of the steps directly before it: it starts when all of them have ended well. Inside a container: empty. */
  readonly waitsFor: readonly string[];
  /** Keys of all its ancestors in plan order: what `stepResults` holds for it, as far as they ran. */
  readonly sees: readonly string[];
  /** Milliseconds, or null for the run's default. */
  readonly timeoutMs: number | null;
  /** Null: its failure ends the run. */
  readonly errorHandling: ErrorHandling | null;
}

/** What is done when a step fails (platform.md 8). */
export interface ErrorHandling {
  readonly type: 'fail' | 'ignore' | 'retry';
  /** Tries after the first one, 0 to 5. Of `retry` only, as are the next three. */
  readonly maxAttempts: number;
  /** 0 to 60. */
  readonly delaySeconds: number;
  /** Each wait is twice as long as the one before. */
  readonly usesExponentialBackoff: boolean;
  /** Goes on when the last try has failed too. */
  readonly ignoreFinalError: boolean;
}

/** As the platform's form begins. */
export const USUAL_HANDLING: ErrorHandling = {
  type: 'fail',
  maxAttempts: 1,
  delaySeconds: 10,
  usesExponentialBackoff: false,
  ignoreFinalError: false,
};

/** Milliseconds before the next try, after so many tries have failed; null where the last one was made. */
export function retryDelay(handling: ErrorHandling | null, failed: number): number | null {
  if (handling?.type !== 'retry' || failed > handling.maxAttempts) return null;
  const { delaySeconds, usesExponentialBackoff } = handling;
  return delaySeconds * 1_000 * (usesExponentialBackoff ? 2 ** (failed - 1) : 1);
}

/** Whether the run goes on after so many tries have failed. */
export function isFailureIgnored(handling: ErrorHandling | null, failed: number): boolean {
  if (handling === null) return false;
  if (handling.type === 'ignore') return true;
  return handling.type === 'retry' && handling.ignoreFinalError && failed > handling.maxAttempts;
}

/** Whether a first failure of a step may leave the run going. */
export function mayGoOn(step: PlanStep): boolean {
  if (step.kind === 'given' || step.kind === 'missing') return false;
  return goesOnAfter(step.errorHandling, 1);
}

/** Whether the run goes on after so many tries have failed: by another try, or without the step's result. */
export function goesOnAfter(handling: ErrorHandling | null, failed: number): boolean {
  return retryDelay(handling, failed) !== null || isFailureIgnored(handling, failed);
}

/**
 * An input of a step as the platform writes it (platform.md 6.2): `value` is text for value, reference, configVar and
 * template, a list for complex. Read by `plan/inputs`; unknown members are carried along.
 */
export interface StepInput {
  readonly type: string;
  readonly value: unknown;
  readonly name?: unknown;
  readonly meta?: unknown;
}

/** A step's inputs by key, not yet evaluated. */
export type StepInputs = Readonly<Record<string, StepInput>>;

/** Steps that run one after another inside a container. */
export interface PlanBranch {
  readonly name: string;
  readonly steps: readonly PlanStep[];
}

/** A step whose JavaScript runs in the sandbox. */
export interface CodePlanStep extends PlanStepBase {
  readonly kind: 'code';
  readonly role: 'trigger' | 'action';
  readonly source: string;
}

/** A step that is not executed: its `results` are given by the caller or are its mock (JSON). Recorded as pinned. */
export interface GivenPlanStep extends PlanStepBase {
  readonly kind: 'given';
  readonly results: unknown;
}

/** A trigger without code of ours: gives the payload through, and answers by its inputs where it has any. */
export interface PassPlanStep extends PlanStepBase {
  readonly kind: 'pass';
  /** `statusCode`, `contentType`, `headers`, `body` as a webhook trigger's inputs are called; null for the default answer. */
  readonly response: StepInputs | null;
  /** Said as a warning: what the real trigger does that did not happen here. */
  readonly note: string | null;
  /** Of an app's trigger with branches. */
  readonly branches: readonly PlanBranch[];
  /** The branch that is taken; null where there are none. */
  readonly takes: number | null;
}

/** Takes the first branch whose condition holds (platform.md 6.5); the last branch is Else. */
export interface BranchPlanStep extends PlanStepBase {
  readonly kind: 'branch';
  readonly by: 'expression' | 'value';
  /** `conditions`, or `inputValue` and `branchValueMappings`; a condition's name is its branch's. */
  readonly inputs: StepInputs;
  readonly branches: readonly PlanBranch[];
}

/** Runs its steps for each item, or a number of times. */
export interface LoopPlanStep extends PlanStepBase {
  readonly kind: 'loop';
  readonly over: 'items' | 'count';
  /** `items`, or `iterationCount`. */
  readonly inputs: StepInputs;
  readonly steps: readonly PlanStep[];
}

/** Leaves the innermost loop around it. */
export interface BreakPlanStep extends PlanStepBase {
  readonly kind: 'break';
}

/** Ends the run well, with the response that its inputs say. */
export interface StopPlanStep extends PlanStepBase {
  readonly kind: 'stop';
  readonly inputs: StepInputs;
}

/** Writes a line into the log: `level`, `message`. */
export interface LogPlanStep extends PlanStepBase {
  readonly kind: 'log';
  readonly inputs: StepInputs;
}

/** Gives the result of the first of its named steps that ran. */
export interface SelectPlanStep extends PlanStepBase {
  readonly kind: 'select';
  readonly inputs: StepInputs;
}

/** A component step whose mock is an error. */
export interface FailingPlanStep extends PlanStepBase {
  readonly kind: 'failing';
  readonly message: string;
}

/** A step that cannot run here and has no mock: the run ends at it with these words, whatever its error handling. */
export interface MissingPlanStep extends PlanStepBase {
  readonly kind: 'missing';
  readonly message: string;
}

/** Closed: what the runner knows. */
export type PlanStep =
  | CodePlanStep
  | GivenPlanStep
  | PassPlanStep
  | BranchPlanStep
  | LoopPlanStep
  | BreakPlanStep
  | StopPlanStep
  | LogPlanStep
  | SelectPlanStep
  | FailingPlanStep
  | MissingPlanStep;
