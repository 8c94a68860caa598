import type { StepId } from '@/lib/ids';
import type { Flow, Step } from '@/model/project';
import { useDocument } from '@/state/document';
import { useSession } from '@/state/session';

export interface OpenStep {
  readonly flow: Flow;
  readonly step: Step;
}

/** The step that the panel shows, with its flow; null when none is open. */
export function useOpenStep(): OpenStep | null {
  const flow = useFlowInView();
  const stepId = useSession((session) => session.openStepId);
  const step = flow?.steps.find(({ id }) => id === stepId);
  return flow === null || step === undefined ? null : { flow, step };
}

/** The step as the document has it now, whichever flow it is in. */
export function findStep(stepId: StepId): Step | null {
  const { project } = useDocument.getState();
  for (const flow of project?.flows ?? []) {
    const step = flow.steps.find(({ id }) => id === stepId);
    if (step !== undefined) return step;
  }
  return null;
}

function useFlowInView(): Flow | null {
  const flowId = useSession((session) => session.flowId);
  return useDocument(({ project }) => project?.flows.find(({ id }) => id === flowId) ?? null);
}
