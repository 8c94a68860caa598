import type { FlowId } from '@/lib/ids';
import { editFlow as editProjectFlow } from '@/model/edit-project';
import { record, redo, undo } from '@/model/history';
import type { Flow, Project } from '@/model/project';
import { setHistory, useDocument } from './document';
import { notify } from './notices';
import { useSession } from './session';

/** What an edit is called in the undo menu; edits with the same gesture become one entry. */
export interface Change {
  readonly label: string;
  readonly gesture?: string | undefined;
}

/** The one door for changes of the open project. False where it changed nothing or may not. */
export function editProject(change: Change, edit: (project: Project) => Project): boolean {
  const { history, saved } = useDocument.getState();
  if (history === null) return false;
  if (saved.status === 'read-only') {
    notify({ kind: 'error', text: `Not changed: ${saved.reason}` });
    return false;
  }
  const next = record(history, edit(history.present), change);
  if (next === history) return false;
  setHistory(next);
  return true;
}

/** Changes a flow, the one in view unless named. */
export function editFlow(
  change: Change,
  edit: (flow: Flow) => Flow,
  flowId: FlowId | null = useSession.getState().flowId,
): boolean {
  if (flowId === null) return false;
  return editProject(change, (project) => editProjectFlow(project, flowId, edit));
}

/** One entry back; nothing where there is none or the document is read-only. */
export function undoEdit(): void {
  step(undo);
}

/** One entry forward again; nothing where there is none or the document is read-only. */
export function redoEdit(): void {
  step(redo);
}

/** The flow on show; null while no project is open. */
export function currentFlow(): Flow | null {
  const { project } = useDocument.getState();
  const { flowId } = useSession.getState();
  return project?.flows.find(({ id }) => id === flowId) ?? null;
}

function step(move: typeof undo): void {
  const { history, saved } = useDocument.getState();
  if (history === null || saved.status === 'read-only') return;
  const next = move(history);
  if (next === history) return;
  showChangedFlow(history.present, next.present);
  setHistory(next);
}

/** Undo in another flow than the one in view would be invisible: go there. */
function showChangedFlow(before: Project, after: Project): void {
  const { flowId } = useSession.getState();
  const changed = after.flows.find(
    (flow) => before.flows.find(({ id }) => id === flow.id) !== flow,
  );
  const isInView = after.flows.some(({ id }) => id === flowId);
  const inView = after.flows.find(({ id }) => id === flowId);
  const wasChanged = inView !== before.flows.find(({ id }) => id === flowId);
  const target = !isInView ? (changed ?? after.flows[0]) : wasChanged ? inView : changed;
  if (target !== undefined && target.id !== flowId) {
    useSession.setState({ flowId: target.id, selection: [], selectedEdges: [], openStepId: null });
  }
}
