import type { PlanStep } from './plan';

const NONE: readonly PlanStep[] = [];

/** The steps directly inside a step, branch by branch. */
export function stepsWithin(step: PlanStep): readonly PlanStep[] {
  if (step.kind === 'loop') return step.steps;
  if (step.kind !== 'branch' && step.kind !== 'pass') return NONE;
  return step.branches.flatMap(({ steps }) => steps);
}

/** Steps with all inside them, each followed by its own. Without recursion: a file may nest deeply. */
export function allPlanSteps(steps: readonly PlanStep[]): readonly PlanStep[] {
  const found: PlanStep[] = [];
  const open = steps.toReversed();
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    found.push(step);
    open.push(...stepsWithin(step).toReversed());
  }
  return found;
}
