import { stepKinds, type StepKindKey } from '@/kinds';
import { newId, type EdgeId, type StepId } from '@/lib/ids';
import * as edit from '@/model/edit';
import { allInside, containersOf, placesInside, stepsInside } from '@/model/graph';
import { snap } from '@/model/place';
import type { DropPlace } from '@/model/place-at';
import type { Flow, Position, Step, StepParent } from '@/model/project';
import { currentFlow, editFlow } from '@/state/edit-document';
import { notify } from '@/state/notices';
import { useSession } from '@/state/session';
import { viewHandlers } from '@/state/view-handlers';
import { askForStep, openDialog } from './selection';

/** Moves the selected step of a container one place up (-1) or down (1) in it. */
export function moveSelectionBy(by: -1 | 1): void {
  const step = selectedStep();
  if (step === null) return;
  const done = editFlow({ label: by === -1 ? 'Move step up' : 'Move step down' }, (flow) =>
    edit.moveStepBy(flow, step.id, by),
  );
  if (done) viewHandlers().focusCanvas?.();
}

/** Whether the selected step has a neighbour that way in its container. */
export function canMoveSelectionBy(by: -1 | 1): boolean {
  const flow = currentFlow();
  const step = selectedStep();
  if (flow === null || step?.parent == null) return false;
  const siblings = stepsInside(flow, step.parent);
  return siblings[siblings.indexOf(step) + by] !== undefined;
}

/** Moves steps to the end of a place inside a container, in their order. */
export function moveStepsInto(ids: readonly StepId[], place: StepParent): void {
  const done = editFlow({ label: ids.length === 1 ? 'Move step' : 'Move steps' }, (flow) =>
    outermost(flow, ids).reduce((moved, { id }) => {
      const last = stepsInside(moved, place).findLast((step) => step.id !== id);
      const target = last === undefined ? { parent: place } : { parent: place, after: last.id };
      return edit.moveStepTo(moved, id, target, () => newId<EdgeId>());
    }, flow),
  );
  if (done) viewHandlers().focusCanvas?.();
}

/** Moves the selected step out of its container, behind it. */
export function moveSelectionOut(): void {
  const step = selectedStep();
  if (step?.parent == null) return;
  const { stepId } = step.parent;
  const done = editFlow({ label: 'Move step out' }, (flow) => {
    const parent = flow.steps.find(({ id }) => id === stepId)?.parent ?? null;
    return edit.moveStepTo(flow, step.id, { parent, after: stepId }, () => newId<EdgeId>());
  });
  if (done) viewHandlers().focusCanvas?.();
}

/** Moves a step to where it was let go in a container. */
export function dropStep(id: StepId, { parent, after }: DropPlace): void {
  const target = after === null ? { parent } : { parent, after };
  editFlow({ label: 'Move step' }, (flow) =>
    edit.moveStepTo(flow, id, target, () => newId<EdgeId>()),
  );
}

/** Takes a step out of its container, to a position on the canvas. */
export function takeOut(id: StepId, { x, y }: Position): void {
  editFlow({ label: 'Move step out' }, (flow) => {
    const freed = edit.moveStepTo(flow, id, { parent: null }, () => newId<EdgeId>());
    return edit.moveSteps(freed, { [id]: { x: snap(x), y: snap(y) } });
  });
}

/** Whether the one selected step stands inside a container. */
export function isInnerSelected(): boolean {
  return selectedStep()?.parent != null;
}

/** The places that steps may be moved into: inside every other step that holds steps. */
export function placesFor(
  flow: Flow,
  ids: readonly StepId[],
): readonly { readonly container: Step; readonly place: StepParent }[] {
  const moved = flow.steps.filter(({ id }) => ids.includes(id));
  const own = new Set(
    moved.flatMap((step) => [step.id, ...allInside(flow, step).map(({ id }) => id)]),
  );
  return flow.steps
    .filter(({ parent }) => parent === null)
    .flatMap((step) => [step, ...allInside(flow, step)])
    .filter(({ id }) => !own.has(id))
    .flatMap((container) => placesInside(container).map((place) => ({ container, place })));
}

/** Asks into which branch or loop the selected steps go. */
export function askWhereTo(): void {
  const flow = currentFlow();
  if (flow === null) return;
  const trigger = flow.steps[0]?.id;
  const ids = useSession.getState().selection.filter((id) => id !== trigger);
  if (ids.length === 0) {
    notify({ kind: 'error', text: 'A trigger stays at the beginning of its flow.' });
    return;
  }
  openDialog({ kind: 'move-into', ids });
}

/** Whether the selected step holds steps. */
export function isContainerSelected(): boolean {
  const step = selectedStep();
  return step !== null && placesInside(step).length > 0;
}

/** Asks for a step inside the selected one: which branch first, where it has several. */
export function askInside(): void {
  const step = selectedStep();
  const places = step === null ? [] : placesInside(step);
  const [place, ...more] = places;
  if (step === null || place === undefined) return;
  if (more.length === 0) askForStep({ into: place });
  else openDialog({ kind: 'add-inside', container: step.id });
}

/** Makes the flow start by another kind of trigger. */
export function changeTrigger(kind: StepKindKey): void {
  editFlow({ label: `Change trigger to ${stepKinds[kind].label}` }, (flow) =>
    edit.replaceTrigger(flow, kind),
  );
}

/** Where something new comes to stand beside the selection: behind the last of it, inside a container. */
export function placeBesideSelection(): { parent: StepParent; after: StepId } | null {
  const step = selectedStep();
  return step?.parent == null ? null : { parent: step.parent, after: step.id };
}

/** The steps among these that stand in none of the others, in the flow's order. */
function outermost(flow: Flow, ids: readonly StepId[]): readonly Step[] {
  const chosen = new Set(ids);
  return flow.steps.filter(
    (step) => chosen.has(step.id) && !containersOf(flow, step).some(({ id }) => chosen.has(id)),
  );
}

function selectedStep(): Step | null {
  const id = useSession.getState().selection.at(-1);
  return currentFlow()?.steps.find((step) => step.id === id) ?? null;
}
