import type { StepId } from '@/lib/ids';
import type { ConfigVar, Flow } from '@/model/project';
import { staleSteps } from '@/model/stale';
import { useDocument } from '@/state/document';
import { useRun } from '@/state/run';
import { useChosenPayload } from './use-chosen-payload';

const NONE: readonly ConfigVar[] = [];

/** Why the step's result in the run on show is of older work; null when it is not, or there is none. */
export function useStaleReason(flow: Flow, stepId: StepId): string | null {
  const basis = useRun((state) => state.ranWith);
  const hasResult = useRun(({ current }) => {
    const status = current?.steps[stepId]?.status;
    return status === 'succeeded' || status === 'failed' || status === 'timed out';
  });
  const payload = useChosenPayload(flow);
  const configVars = useDocument(({ project }) => project?.configVars ?? NONE);
  if (basis === null || !hasResult) return null;
  return staleSteps(basis, { flow, payload, configVars }).get(stepId) ?? null;
}
