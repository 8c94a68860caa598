import type { BranchId, PayloadId, StepId } from '@/lib/ids';
import { mockOf, removeMock, setMock, setTriggerBranch } from '@/model/edit-mocks';
import type { Flow, Mock } from '@/model/project';
import { toPlainJson } from '@/plan/decoding';
import type { RunError, RunState } from '@/plan/run';
import { editFlow } from '@/state/edit-document';
import { useDocument } from '@/state/document';
import { notify } from '@/state/notices';
import { useRun } from '@/state/run';
import { choosePayload, chosenPayload } from './payloads';
import { openStep, showView } from './selection';

/** Sets the text of a step's mocked result or error. */
export function editMock(payloadId: PayloadId, mock: Mock, gesture?: string): void {
  editFlow(
    { label: 'Edit mocked result', gesture },
    (flow) => setMock(flow, payloadId, mock),
    flowOf(payloadId)?.id ?? null,
  );
}

/** Gives a step that has none a result to begin with: what the flow reads of it. */
export async function startMock(payloadId: PayloadId, stepId: StepId): Promise<void> {
  // The parser of JavaScript is a chunk of its own.
  const { mockStart } = await import('@/model/mock-start');
  const flow = flowOf(payloadId);
  const step = flow?.steps.find(({ id }) => id === stepId);
  if (flow === undefined || step === undefined) return;
  editMock(payloadId, { stepId, kind: 'result', text: mockStart(flow, step) });
}

/** Takes away what a payload says that a step yields. */
export function deleteMock(payloadId: PayloadId, stepId: StepId): void {
  editFlow(
    { label: 'Remove mocked result' },
    (flow) => removeMock(flow, payloadId, stepId),
    flowOf(payloadId)?.id ?? null,
  );
}

const MOST_COPIED_BYTES = 2 * 1024 * 1024;

/** Makes what the step gave in the run on show its mocked result. */
export function copyResultToMock(payloadId: PayloadId, stepId: StepId): void {
  const bytes = useRun.getState().current?.steps[stepId]?.result?.bytes;
  if (bytes === undefined) return;
  if (bytes.length > MOST_COPIED_BYTES) {
    notify({
      kind: 'error',
      text: 'Not copied: the result is larger than 2 MB. Write a shorter one that is like it.',
    });
    return;
  }
  const text = `${JSON.stringify(toPlainJson(bytes), null, 2)}\n`;
  editMock(payloadId, { stepId, kind: 'result', text });
}

/** Opens the place where a step is given its result with a payload, and begins one where there is none. */
export async function giveMock(payloadId: PayloadId, stepId: StepId): Promise<void> {
  openStep(stepId, 'code');
  choosePayload(payloadId);
  const payload = flowOf(payloadId)?.payloads.find(({ id }) => id === payloadId);
  if (payload !== undefined && mockOf(payload, stepId) === null) await startMock(payloadId, stepId);
}

/** Whether a run ended at a step that has no result with its payload. */
export function isMockMissing(error: RunError | null): boolean {
  return error?.code === 'CC-NO-MOCK';
}

/** The same for the payload that a run was made with. */
export async function giveMockForRun(run: RunState, stepId: StepId): Promise<void> {
  openStep(stepId, 'code');
  const flow = useDocument.getState().project?.flows.find(({ id }) => id === run.flow.id);
  const payload =
    flow?.payloads.find(({ name }) => name === run.payloadName) ?? chosenPayload(flow ?? null);
  if (payload !== null) await giveMock(payload.id, stepId);
}

/** Says which branch of its trigger a payload takes; null for none yet. */
export function chooseTriggerBranch(payloadId: PayloadId, branch: BranchId | null): void {
  editFlow(
    { label: 'Choose branch' },
    (flow) => setTriggerBranch(flow, payloadId, branch),
    flowOf(payloadId)?.id ?? null,
  );
}

/** Shows a payload in its editor. */
export function showPayload(payloadId: PayloadId): void {
  choosePayload(payloadId);
  showView('payload');
}

function flowOf(payloadId: PayloadId): Flow | undefined {
  const { project } = useDocument.getState();
  return project?.flows.find(({ payloads }) => payloads.some(({ id }) => id === payloadId));
}
