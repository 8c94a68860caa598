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
