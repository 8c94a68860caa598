import type { FlowId, StepId } from '@/lib/ids';

/**
 * The narrow waist: what a flow compiles to and all that the runner knows of it. Plain JSON.
 * `steps` stand in the deterministic topological order, the trigger first.
 */
export interface Plan {
  readonly flow: { readonly id: FlowId; readonly name: string };
  readonly isSynchronous: boolean;
  readonly steps: readonly PlanStep[];
  /** Steps that the trigger does not reach: never run, recorded as skipped. */
  readonly unreached: readonly PlanStepHead[];
}

export interface PlanStepHead {
  readonly id: StepId;
  /** `stepResults.<key>`, derived from the name by the platform's rule. */
  readonly key: string;
  readonly name: string;
}

interface PlanStepBase extends PlanStepHead {
  /** Keys of the steps directly before it: it starts when all of them have ended well. */
  readonly waitsFor: readonly string[];
  /** Keys of all its ancestors in plan order: what `stepResults` holds for it. */
  readonly sees: readonly string[];
  /** Milliseconds, or null for the run's default. */
  readonly timeoutMs: number | null;
}

/** A step whose JavaScript runs in the sandbox. */
export interface CodePlanStep extends PlanStepBase {
  readonly kind: 'code';
  readonly role: 'trigger' | 'action';
  readonly source: string;
}

/** A step that is not executed: its `results` are given by the caller (JSON). Recorded as pinned. */
export interface GivenPlanStep extends PlanStepBase {
  readonly kind: 'given';
  readonly results: unknown;
}

/** Closed: branch, loop, stop, log and select steps join it with the round trip, each carrying its own inner `steps`. */
export type PlanStep = CodePlanStep | GivenPlanStep;
