import { useCallback, useState } from 'react';
import type { NodeChange } from 'reactflow';
import type { StepId } from '@/lib/ids';
import type { Position } from '@/model/project';
import { select } from '@/state/commands/selection';
import { moveSteps } from '@/state/commands/steps';
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
  const burst = useBurst();

  const onNodesChange = useCallback(
    (changes: NodeChange<StepNode>[]) => {
      applySelection(changes);
      const moving = positionsOf(changes, true);
      if (moving.size > 0) setDragged((before) => new Map([...before, ...moving]));
      const landed = positionsOf(changes, false);
      if (landed.size === 0) return;
      setDragged((before) => {
        if (before.size === 0) return before;
        return NOTHING_DRAGGED;
      });
      const isByKey = document.activeElement?.classList.contains('react-flow__node') === true;
      const gesture = isByKey ? `move ${burst(performance.now())}` : undefined;
      moveSteps(Object.fromEntries(landed), gesture);
    },
    [burst],
  );
  return { dragged, onNodesChange };
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
    if (change.type !== 'select') continue;
    if (change.selected) chosen.add(change.id as StepId);
    else chosen.delete(change.id as StepId);
  }
  select([...chosen], selectedEdges);
}
