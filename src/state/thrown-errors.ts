import type { Plan } from '@/plan/plan';
import { allPlanSteps } from '@/plan/plan-steps';
import type { RunError, RunEvent } from '@/plan/run';
import { placeOfThrown } from './problem-check';

/** Finds the line of what was thrown and is no Error, where the code leaves no doubt; else says that there is none. */
export function placeThrown(event: RunEvent, plan: Plan): RunEvent {
  if (event.type === 'run-ended' && event.error !== undefined)
    return { ...event, error: placeError(event.error, plan) };
  if (event.type !== 'step-ended' || event.outcome.status !== 'failed') return event;
  const { outcome } = event;
  return { ...event, outcome: { ...outcome, error: placeError(outcome.error, plan) } };
}

function placeError(error: RunError, plan: Plan): RunError {
  const { thrown, ...rest } = error;
  if (thrown === undefined) return rest;
  const step = allPlanSteps(plan.steps).find(({ id }) => id === error.stepId);
  const place = step?.kind === 'code' ? placeOfThrown(step.source, thrown) : null;
  if (place !== null) return { ...rest, ...place };
  return {
    ...rest,
    message: `${error.message} It was thrown without a place: only an Error knows its line. Write throw new Error(…).`,
  };
}
