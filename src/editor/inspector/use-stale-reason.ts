import type { StepId } from '@/lib/ids';

/** Why the step's result in the run on show is of older work; null when it is not. */
export function useStaleReason(_stepId: StepId): string | null {
  return null;
}
