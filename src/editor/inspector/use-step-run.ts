import { codeOf } from '@/kinds';
import type { Flow, Step } from '@/model/project';
import type { StepId } from '@/lib/ids';
import type { CodePlanStep, Plan, PlanStep } from '@/plan/plan';
import { allPlanSteps } from '@/plan/plan-steps';
import type { RunError, RunState, StepRun } from '@/plan/run';
import { useRun } from '@/state/run';

export interface ShownRun {
  readonly run: RunState;
  /** This step in it; null where the run does not know the step. */
  readonly stepRun: StepRun | null;
}

/** The run on show, when it is one of this flow. */
export function useShownRun(flow: Flow, step: Step): ShownRun | null {
  const run = useRun((state) => state.current);
  if (run === null || run.flow.id !== flow.id) return null;
  return { run, stepRun: run.steps[step.id] ?? null };
}

/** The step as it was compiled for the run on show. */
export function usePlannedStep(step: Step): PlanStep | null {
  return useRun(({ ranWith }) =>
    ranWith === null ? null : (plannedSteps(ranWith.plan).get(step.id) ?? null),
  );
}

const planned = new WeakMap<Plan, ReadonlyMap<StepId, PlanStep>>();

/** All steps of a plan, those inside others too; made once a plan. */
function plannedSteps(plan: Plan): ReadonlyMap<StepId, PlanStep> {
  const known = planned.get(plan);
  if (known !== undefined) return known;
  const steps = new Map(allPlanSteps(plan.steps).map((step) => [step.id, step]));
  planned.set(plan, steps);
  return steps;
}

/** The source that ran, for showing an error's surroundings. */
export function usePlannedSource(step: Step): string | null {
  const before = usePlannedStep(step);
  return before?.kind === 'code' ? (before satisfies CodePlanStep).source : null;
}

/** The step's error in the run on show, as long as its code is still the one that failed. */
export function useFreshError(step: Step): RunError | null {
  const error = useRun(({ current }) => {
    if (current === null) return null;
    // An error found before anything ran stands at the run, with the step it is about.
    const ofRun = current.error?.stepId === step.id ? current.error : null;
    return current.steps[step.id]?.error ?? ofRun;
  });
  const source = usePlannedSource(step);
  return source === null || source === codeOf(step) ? error : null;
}
