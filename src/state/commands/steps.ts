import type { StepKindKey } from '@/kinds';
import { hasBody, stepKinds } from '@/kinds';
import { newId, type EdgeId, type StepId } from '@/lib/ids';
import * as clips from '@/model/clip';
import * as edit from '@/model/edit';
import { containersOf, stepsInside } from '@/model/graph';
import type { Flow, Position, Step, StepParent } from '@/model/project';
import type { ErrorHandling, StepInput } from '@/plan/plan';
import { readClipboard, writeClipboard } from '@/state/clipboard';
import { currentFlow, editFlow } from '@/state/edit-document';
import { useDocument } from '@/state/document';
import { notify } from '@/state/notices';
import { useSession, type AddTarget } from '@/state/session';
import { viewHandlers } from '@/state/view-handlers';
import { placeBesideSelection } from './nesting';
import { openStep } from './selection';

/** Adds a step behind the target (the selected step when none is named), selects and returns it. */
export function addStep(add: AddTarget & { readonly kind: StepKindKey }): StepId | null {
  const flow = currentFlow();
  if (flow === null) return null;
  const after = placedBehind(add);
  const id = newId<StepId>();
  const done = editFlow({ label: `Add ${stepKinds[add.kind].label}` }, (current) =>
    edit.addStep(current, {
      ...add,
      ...(after === undefined ? {} : { after }),
      id,
      newEdgeId: () => newId<EdgeId>(),
    }),
  );
  if (!done) return null;
  const { openStepId } = useSession.getState();
  if (openStepId === null) useSession.setState({ selection: [id], selectedEdges: [] });
  else openStep(id);
  return id;
}

/** Whether a step that is added there stands in a loop, at any depth. */
export function isAddedInLoop(target: AddTarget): boolean {
  const flow = currentFlow();
  const around = target.into?.stepId ?? placedBehind(target);
  const step = flow?.steps.find(({ id }) => id === around);
  if (flow == null || step === undefined) return false;
  const isInside = target.into !== undefined && hasBody(step);
  return isInside || containersOf(flow, step).some(hasBody);
}

/** What a new step follows where it is not told its place: the selection, else the last step. */
function placedBehind({ after, onEdge, position, into }: AddTarget): StepId | undefined {
  const isPlaced = onEdge !== undefined || position !== undefined || into !== undefined;
  return after ?? (isPlaced ? undefined : (useSession.getState().selection.at(-1) ?? lastStepId()));
}

/** Draws an edge, or says which rule forbids it. */
export function connectSteps(from: StepId, to: StepId): boolean {
  const flow = currentFlow();
  if (flow === null) return false;
  const connected = edit.connect(flow, { id: newId(), from, to });
  if (!connected.ok) {
    notify({ kind: 'error', text: connected.error.message });
    return false;
  }
  return editFlow({ label: 'Connect steps' }, () => connected.value);
}

/** Deletes connections of the open flow; the steps at their ends stay. */
export function deleteEdges(ids: readonly EdgeId[]): void {
  editFlow({ label: ids.length === 1 ? 'Delete connection' : 'Delete connections' }, (flow) =>
    edit.removeEdges(flow, ids),
  );
}

/** Deletes what is selected, steps and edges; the step before takes the selection. */
export function deleteSelection(): void {
  const { selection, selectedEdges } = useSession.getState();
  deleteSteps(selection, selectedEdges);
}

/** Deletes steps with all inside them, and edges; the trigger stays, and a notice says so. */
export function deleteSteps(ids: readonly StepId[], edges: readonly EdgeId[] = []): void {
  const flow = currentFlow();
  if (flow === null) return;
  const trigger = flow.steps[0];
  if (trigger !== undefined && ids.includes(trigger.id)) {
    notify({
      kind: 'error',
      text: `${trigger.name} stays: every flow starts with its trigger. Delete the flow to be rid of both.`,
    });
  }
  const before = stepBefore(flow, ids[0]);
  const done = editFlow({ label: ids.length > 1 ? 'Delete steps' : 'Delete step' }, (current) =>
    edit.deleteSteps(edit.removeEdges(current, edges), ids, () => newId<EdgeId>()),
  );
  if (!done) return;
  const left = new Set(currentFlow()?.steps.map(({ id }) => id));
  const { openStepId } = useSession.getState();
  useSession.setState({
    selection: before !== undefined && left.has(before) ? [before] : [],
    selectedEdges: [],
    openStepId: openStepId !== null && left.has(openStepId) ? openStepId : null,
  });
}

/** The step in front of one: in a container the one above it, or the container itself. */
function stepBefore(flow: Flow, id: StepId | undefined): StepId | undefined {
  const parent = flow.steps.find((step) => step.id === id)?.parent ?? null;
  if (parent === null) return flow.edges.find(({ to }) => to === id)?.from;
  const siblings = stepsInside(flow, parent);
  return siblings[siblings.findIndex((step) => step.id === id) - 1]?.id ?? parent.stepId;
}

/** Positions of a finished drag, or of moves by key (one gesture per burst). */
export function moveSteps(positions: Readonly<Record<StepId, Position>>, gesture?: string): void {
  const isOne = Object.keys(positions).length === 1;
  editFlow({ label: isOne ? 'Move step' : 'Move steps', gesture }, (flow) =>
    edit.moveSteps(flow, positions),
  );
}

/** Renames a step of whichever flow has it. */
export function renameStep(id: StepId, name: string): void {
  editFlow({ label: 'Rename step' }, (flow) => edit.renameStep(flow, id, name), flowOf(id));
}

/** Sets a step's code; texts of one burst of typing are one entry. */
export function setStepCode(id: StepId, code: string, gesture?: string): void {
  editFlow({ label: 'Edit code', gesture }, (flow) => edit.setStepCode(flow, id, code), flowOf(id));
}

/** Replaces what a form edits: inputs, and branches with them. */
export function setStepData(id: StepId, data: Step['data'], gesture?: string): void {
  editFlow(
    { label: 'Edit inputs', gesture },
    (flow) => edit.setStepData(flow, id, data),
    flowOf(id),
  );
}

/** Sets one input of a step and leaves the others as they are. */
export function setStepInput(id: StepId, key: string, input: StepInput, gesture?: string): void {
  editFlow(
    { label: 'Edit input', gesture },
    (flow) => {
      const step = flow.steps.find((other) => other.id === id);
      if (step === undefined || !('inputs' in step.data)) return flow;
      const { data } = step;
      return edit.setStepData(flow, id, { ...data, inputs: { ...data.inputs, [key]: input } });
    },
    flowOf(id),
  );
}

/** Sets the text for people; changes of one gesture are one entry of the history. */
export function setStepDescription(id: StepId, description: string, gesture?: string): void {
  editFlow(
    { label: 'Edit description', gesture },
    (flow) => edit.setStepDescription(flow, id, description),
    flowOf(id),
  );
}

/** What is done when the step fails; null for what the platform does unless it is told. */
export function setErrorHandling(id: StepId, to: ErrorHandling | null, gesture?: string): void {
  editFlow(
    { label: 'Change error handling', gesture },
    (flow) => edit.setErrorHandling(flow, id, to),
    flowOf(id),
  );
}

/** Milliseconds, held to what a step may take; null for the project's default. */
export function setStepTimeout(id: StepId, timeoutMs: number | null): void {
  editFlow(
    { label: 'Change time-out' },
    (flow) => edit.setStepTimeout(flow, id, timeoutMs),
    flowOf(id),
  );
}

/** Draws the flow tidily from top to bottom. */
export async function tidyFlow(): Promise<void> {
  const { tidyPositions } = await import('@/model/layout');
  const flow = currentFlow();
  if (flow === null) return;
  moveAll(tidyPositions(flow));
  viewHandlers().fitView?.();
}

function moveAll(positions: Readonly<Record<StepId, Position>>): void {
  editFlow({ label: 'Tidy the drawing' }, (flow) => edit.moveSteps(flow, positions));
}

function lastStepId(): StepId | undefined {
  return currentFlow()?.steps.findLast(({ parent }) => parent === null)?.id;
}

function flowOf(stepId: StepId) {
  const { project } = useDocument.getState();
  return project?.flows.find(({ steps }) => steps.some(({ id }) => id === stepId))?.id ?? null;
}

/** Puts the selected actions on the clipboard as text; they can be pasted in another flow or tab. */
export async function copySelection(): Promise<boolean> {
  const flow = currentFlow();
  if (flow === null) return false;
  const clip = clips.stepsToClip(flow, useSession.getState().selection);
  if (clip.steps.length === 0) {
    notify({
      kind: 'info',
      text: 'Nothing was copied. Select actions first; a trigger stays in its flow.',
    });
    return false;
  }
  const { writeClip } = await import('@/formats/clip/clip-text');
  await writeClipboard(writeClip(clip));
  return true;
}

/** Copies what is selected and deletes it; deletes nothing where the clipboard refuses it. */
export async function cutSelection(): Promise<void> {
  if (await copySelection()) deleteSelection();
}

/**
 * Pastes copied steps, from `text` or, where there is none, the clipboard: first in a place inside a container, else
 * behind the selected step where that stands in one, else at a place of the canvas or a little aside.
 */
export async function pasteSteps(
  text?: string,
  at: Position | null = null,
  place: { readonly parent: StepParent } | null = null,
): Promise<void> {
  const { readClip } = await import('@/formats/clip/clip-text');
  const clip = readClip(text || (await readClipboard()));
  if (!clip.ok) {
    notify({ kind: 'error', text: clip.error.message });
    return;
  }
  const into = place ?? (at === null ? placeBesideSelection() : null);
  addPasted('Paste steps', (flow) => clips.pasteSteps(flow, clip.value, at, into));
}

/** Copies the selected steps beside themselves, without the clipboard. */
export function duplicateSelection(): void {
  const { selection } = useSession.getState();
  addPasted('Duplicate steps', (flow) => clips.duplicateSteps(flow, selection));
}

function addPasted(label: string, paste: (flow: Flow) => clips.Pasted): void {
  let ids: readonly StepId[] = [];
  editFlow({ label }, (flow) => {
    const pasted = paste(flow);
    ({ ids } = pasted);
    return pasted.flow;
  });
  if (ids.length > 0) useSession.setState({ selection: ids, selectedEdges: [] });
}
