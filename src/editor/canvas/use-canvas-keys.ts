import { useCallback, type KeyboardEvent } from 'react';
import type { StepId } from '@/lib/ids';
import type { Flow } from '@/model/project';
import { moveSelectionBy } from '@/state/commands/nesting';
import { openStep, select } from '@/state/commands/selection';
import { useSession } from '@/state/session';
import { viewHandlers } from '@/state/view-handlers';
import { nearestStep, type Direction } from './nearest-step';

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/**
 * The keys of a focused step: arrows go to others, Enter opens, Escape deselects. Seen before React Flow sees them,
 * which would move the step on any arrow; with Alt they are left to it.
 */
export function useCanvasKeys(flow: Flow, focusStep: (id: StepId) => void) {
  return useCallback(
    (event: KeyboardEvent) => {
      const id = focusedStep(event);
      if (id === null || event.ctrlKey || event.metaKey) return;
      const direction = directions[event.key];
      if (direction !== undefined && event.altKey) {
        if (!useSession.getState().selection.includes(id)) select([id]);
        const isInner = flow.steps.some((step) => step.id === id && step.parent !== null);
        if (!isInner) return;
        if (direction === 'up' || direction === 'down')
          moveSelectionBy(direction === 'up' ? -1 : 1);
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      if (direction !== undefined && !event.shiftKey) {
        const next = nearestStep(flow, id, direction);
        if (next !== null) go(next.id, focusStep);
      } else if (event.key === 'Enter') {
        openStep(id);
        viewHandlers().focusStep?.();
      } else if (event.key === 'Escape') {
        select([]);
      } else {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    },
    [flow, focusStep],
  );
}

/** Only where the step itself has the focus, not a button or a field inside it. */
function focusedStep({ target }: KeyboardEvent): StepId | null {
  if (!(target instanceof HTMLElement) || !target.classList.contains('react-flow__node')) {
    return null;
  }
  // The ids are the document's own; React Flow knows them as strings.
  return target.dataset['id'] as StepId;
}

function go(id: StepId, focusStep: (id: StepId) => void): void {
  if (useSession.getState().openStepId === null) select([id]);
  else openStep(id);
  focusStep(id);
}
