import type { StepInputs } from '@/plan/plan';
import type { PlanStepBody } from './step-kind';

/** A trigger that gives its payload through. `note` says what the real one does that does not happen here. */
export function passThrough(response: StepInputs | null, note: string | null): PlanStepBody {
  return { kind: 'pass', response, note, branches: [], takes: null };
}
