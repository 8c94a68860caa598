import type { FlowId } from '@/lib/ids';
import * as edit from '@/model/edit-project';
import * as retry from '@/model/flow-retry';
import type { Flow } from '@/model/project';
import { editFlow, editProject } from '@/state/edit-document';
import { notify } from '@/state/notices';
import { useDocument } from '@/state/document';
import { copyFlowSecrets } from '@/state/project-secrets';
import { useSession } from '@/state/session';

/** Shows another flow of the project, with nothing selected in it. */
export function selectFlow(flowId: FlowId): void {
  if (flowId === useSession.getState().flowId) return;
  useSession.setState({ flowId, selection: [], selectedEdges: [], openStepId: null });
}

/** Adds a flow and shows it. */
export function addFlow(): void {
  makeFlow('Add flow', (project) => edit.addFlow(project));
}

/** Copies a flow behind the original, and shows the copy. */
export function duplicateFlow(id: FlowId): void {
  const before = useDocument.getState().project;
  const original = before?.flows.find((flow) => flow.id === id);
  const copy = makeFlow('Duplicate flow', (project) => edit.duplicateFlow(project, id));
  if (before != null && original !== undefined && copy !== null)
    copyFlowSecrets(original, copy, before.id);
}

/** Changes a flow's name, description or whether its caller waits. */
export function updateFlowSettings(id: FlowId, patch: edit.FlowSettings, gesture?: string): void {
  const label = patch.name === undefined ? 'Change flow settings' : 'Rename flow';
  editFlow({ label, gesture }, (flow) => edit.updateFlowSettings(flow, patch), id);
}

/** Whether the platform runs the flow again when it has failed; nothing here does. */
export function switchFlowRetry(id: FlowId, isOn: boolean): void {
  editFlow({ label: 'Change flow retry' }, (flow) => retry.switchFlowRetry(flow, isOn), id);
}

/** Says how often, and after how long. */
export function updateFlowRetry(id: FlowId, patch: Partial<retry.FlowRetry>): void {
  editFlow({ label: 'Change flow retry' }, (flow) => retry.updateFlowRetry(flow, patch), id);
}

/** Deletes a flow, and shows the one beside it; the last one stays, and a notice says so. */
export function deleteFlow(id: FlowId): void {
  const { project } = useDocument.getState();
  if (project === null) return;
  if (project.flows.length === 1) {
    notify({ kind: 'error', text: 'The last flow stays. Add another one first.' });
    return;
  }
  const index = project.flows.findIndex((flow) => flow.id === id);
  if (!editProject({ label: 'Delete flow' }, (current) => edit.deleteFlow(current, id))) return;
  const { flows } = useDocument.getState().project ?? { flows: [] };
  const next = flows[Math.min(index, flows.length - 1)];
  if (next !== undefined) selectFlow(next.id);
}

/** Moves a flow by places up (negative) or down in the list. */
export function moveFlow(id: FlowId, by: number): void {
  editProject({ label: 'Move flow' }, (project) => edit.moveFlow(project, id, by));
}

type Made = { project: Parameters<typeof edit.addFlow>[0]; flow: Flow } | null;

function makeFlow(
  label: string,
  make: (project: Parameters<typeof edit.addFlow>[0]) => Made,
): Flow | null {
  let flow: Flow | null = null;
  editProject({ label }, (project) => {
    const made = make(project);
    flow = made?.flow ?? null;
    return made?.project ?? project;
  });
  // Assigned in the edit, which the compiler does not see.
  const made = flow as Flow | null;
  if (made !== null) selectFlow(made.id);
  return made;
}
