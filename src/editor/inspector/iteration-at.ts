import type { StepRun, StepTime } from '@/plan/run';

/** How many of a step's iterations are kept one by one. */
export function keptCount({ iterations }: StepRun): number {
  return iterations.reduce((count, batch) => count + batch.length, 0);
}

/** The one at that place among those that are kept; null where there is none. */
export function iterationAt({ iterations }: StepRun, index: number): StepTime | null {
  let before = 0;
  for (const batch of iterations) {
    if (index < before + batch.length) return batch[index - before] ?? null;
    before += batch.length;
  }
  return null;
}

/**
 * The last time the step ran within an iteration, which may be one of a loop further out or further in; null where it
 * did not run in it, or is not kept.
 */
export function timeWithin(
  step: StepRun,
  path: readonly number[],
): { readonly index: number; readonly time: StepTime } | null {
  // Times stand in the order of their paths.
  let from = 0;
  let to = keptCount(step);
  while (from < to) {
    const middle = (from + to) >>> 1;
    const time = iterationAt(step, middle);
    if (time !== null && comparePaths(time.iteration, path) <= 0) from = middle + 1;
    else to = middle;
  }
  const time = iterationAt(step, from - 1);
  return time === null || comparePaths(time.iteration, path) !== 0
    ? null
    : { index: from - 1, time };
}

/** As far as both go. */
function comparePaths(one: readonly number[], other: readonly number[]): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
