import type { Flow, Step } from '@/model/project';
import { useDocument } from '@/state/document';
import { useSession } from '@/state/session';

/** The step on show, and the flow it belongs to. */
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

function useFlowInView(): Flow | null {
  const flowId = useSession((session) => session.flowId);
  return useDocument(({ project }) => project?.flows.find(({ id }) => id === flowId) ?? null);
}
