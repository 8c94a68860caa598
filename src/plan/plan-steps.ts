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

const within = new WeakMap<PlanStep, readonly string[]>();

/** The keys of all steps inside a step; found once, for a loop asks at every iteration. */
export function keysWithin(step: PlanStep): readonly string[] {
  const known = within.get(step);
  if (known !== undefined) return known;
  const keys = allPlanSteps(stepsWithin(step)).map(({ key }) => key);
  within.set(step, keys);
  return keys;
}
