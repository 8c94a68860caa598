import { codeOf } from '@/kinds';
import type { Flow, Step } from '@/model/project';
import type { StepId } from '@/lib/ids';
import type { CodePlanStep, Plan } from '@/plan/plan';
import type { RunError, RunState, StepRun } from '@/plan/run';
import { useIterationOnShow } from '@/state/iteration-on-show';
import { useRun } from '@/state/run';
import { plannedPlaces, type PlannedPlace } from './given-results';

/** The run on show, as one step sees it. */
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

/** The step as it was compiled for the run on show, and the loops around it. */
export function usePlannedPlace(step: Step): PlannedPlace | null {
  return useRun(({ ranWith }) =>
    ranWith === null ? null : (placesOf(ranWith.plan).get(step.id) ?? null),
  );
}

const places = new WeakMap<Plan, ReadonlyMap<StepId, PlannedPlace>>();

function placesOf(plan: Plan): ReadonlyMap<StepId, PlannedPlace> {
  const known = places.get(plan) ?? plannedPlaces(plan);
  places.set(plan, known);
  return known;
}

/** The iteration that a person looks at, of the run on show; null for the latest. */
export function useShownIteration(run: RunState): readonly number[] | null {
  return useIterationOnShow(({ shown }) => (shown?.run === run.id ? shown.path : null));
}

/** The source that ran, for showing an error's surroundings. */
export function usePlannedSource(step: Step): string | null {
  const before = usePlannedPlace(step)?.step;
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
