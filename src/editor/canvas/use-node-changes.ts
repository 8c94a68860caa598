import { useCallback, useRef, useState } from 'react';
import type { NodeChange } from 'reactflow';
import type { StepId } from '@/lib/ids';
import { NODE_HEIGHT, NODE_WIDTH } from '@/model/place';
import { placeAt, type DropPlace } from '@/model/place-at';
import type { Position } from '@/model/project';
import { stepBoxes } from '@/model/step-boxes';
import { dropStep, takeOut } from '@/state/commands/nesting';
import { select } from '@/state/commands/selection';
import { moveSteps } from '@/state/commands/steps';
import { currentFlow } from '@/state/edit-document';
import { useSession } from '@/state/session';
import { useBurst } from '@/ui/use-burst';
import type { StepNode } from './flow-elements';

const NOTHING_DRAGGED: ReadonlyMap<StepId, Position> = new Map();

/**
 * Takes React Flow's changes. A drag stays here until it ends and lands as one edit; moves by key have no end, so
 * one burst of them is one edit.
 */
export function useNodeChanges() {
  const [dragged, setDragged] = useState(NOTHING_DRAGGED);
  /** Where it would go inside a container, were it let go now. */
  const [drop, setDrop] = useState<DropPlace | null>(null);
  const burst = useBurst();
  const isDragging = useRef(false);

  const onNodesChange = useCallback(
    (changes: NodeChange<StepNode>[]) => {
      applySelection(changes);
      const moving = positionsOf(changes, true);
      if (moving.size > 0) {
        isDragging.current = true;
        setDragged((before) => new Map([...before, ...moving]));
        setDrop(dropOf(moving)?.place ?? null);
      }
      const landed = positionsOf(changes, false);
      if (landed.size === 0) return;
      setDragged((before) => {
        if (before.size === 0) return before;
        return NOTHING_DRAGGED;
      });
      setDrop(null);
      const isByKey = !isDragging.current;
      isDragging.current = false;
      if (!isByKey && landOne(landed)) return;
      const gesture = isByKey ? `move ${burst(performance.now())}` : undefined;
      moveSteps(Object.fromEntries(atTopLevel(landed)), gesture);
    },
    [burst],
  );
  return { dragged, drop, onNodesChange };
}

/** One step that is let go: in a container it goes where it was let go, out of one it stands free. */
function landOne(landed: ReadonlyMap<StepId, Position>): boolean {
  const drop = dropOf(landed);
  if (drop === null) return false;
  const { step, place, position } = drop;
  if (place !== null) dropStep(step.id, place);
  else if (step.parent !== null) takeOut(step.id, position);
  return place !== null || step.parent !== null;
}

/** What a single step would be let go on, and where on the canvas; null for the trigger, and for several. */
function dropOf(positions: ReadonlyMap<StepId, Position>) {
  const flow = currentFlow();
  const [[id, at] = [], ...others] = positions;
  const step = flow?.steps.find((candidate) => candidate.id === id);
  if (flow === null || step === undefined || at === undefined || others.length > 0) return null;
  if (step === flow.steps[0]) return null;
  const { onCanvas } = stepBoxes(flow);
  const around = step.parent === null ? undefined : onCanvas.get(step.parent.stepId);
  const position = { x: at.x + (around?.x ?? 0), y: at.y + (around?.y ?? 0) };
  const width = onCanvas.get(step.id)?.width ?? NODE_WIDTH;
  const face = { x: position.x + width / 2, y: position.y + NODE_HEIGHT / 2 };
  return { step, position, place: placeAt(flow, face, step.id) };
}

/** Steps inside a container stand where it lays them out. */
function atTopLevel(positions: ReadonlyMap<StepId, Position>): ReadonlyMap<StepId, Position> {
  const inner = new Set(
    currentFlow()?.steps.flatMap(({ id, parent }) => (parent === null ? [] : [id])),
  );
  return new Map([...positions].filter(([id]) => !inner.has(id)));
}

function positionsOf(
  changes: readonly NodeChange<StepNode>[],
  isDragging: boolean,
): ReadonlyMap<StepId, Position> {
  const positions = new Map<StepId, Position>();
  for (const change of changes) {
    if (change.type !== 'position' || change.position === undefined) continue;
    // The ids are the document's own; React Flow knows them as strings.
    if ((change.dragging ?? false) === isDragging)
      positions.set(change.id as StepId, change.position);
  }
  return positions;
}

function applySelection(changes: readonly NodeChange<StepNode>[]): void {
  if (!changes.some(({ type }) => type === 'select')) return;
  const { selection, selectedEdges } = useSession.getState();
  const chosen = new Set<StepId>(selection);
  for (const change of changes) {
    // The ids are the document's own; React Flow knows them as strings.
    if (change.type !== 'select') continue;
    if (change.selected) chosen.add(change.id as StepId);
    else chosen.delete(change.id as StepId);
  }
  select([...chosen], selectedEdges);
}
