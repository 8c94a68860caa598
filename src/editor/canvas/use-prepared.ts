import { useEffect, useState } from 'react';
import type { FlowId } from '@/lib/ids';
import { orderSteps } from '@/model/graph';
import type { Flow } from '@/model/project';
import { stepBoxes } from '@/model/step-boxes';
import { inSlices, nextTask } from '@/state/in-slices';
import { placesOf, stepPlaces } from '@/state/step-face';
import { stepEdges, stepNodes } from './flow-elements';

/** A flow of so many steps is drawn within a frame. */
const MOST_AT_ONCE = 24;
const UNTOUCHED = { selection: [], tabStop: null, dragged: new Map() } as const;

/**
 * Whether a flow can be drawn now. What is worked out once for a large one is worked out piece by piece, in tasks of
 * its own behind that of the views around the canvas, so that nothing holds the page up.
 */
export function usePrepared(flow: Flow | null): boolean {
  const [drawn, setDrawn] = useState<FlowId | null>(null);
  const isSmall = flow === null || flow.steps.length <= MOST_AT_ONCE;
  // One that grows while it is drawn stays.
  if (isSmall && flow !== null && drawn !== flow.id) setDrawn(flow.id);
  const isDrawn = isSmall || drawn === flow.id;
  useEffect(() => {
    if (isDrawn || flow === null) return undefined;
    let isWanted = true;
    // The views around it have just taken their part of this task.
    void nextTask()
      .then(async () => inSlices(workOut(flow)))
      .then(() => {
        if (isWanted) setDrawn(flow.id);
      });
    return () => {
      isWanted = false;
    };
  }, [flow, isDrawn]);
  return isDrawn;
}

/** All of it is remembered by the flow and its steps. */
function* workOut(flow: Flow): Generator<void> {
  orderSteps(flow);
  yield;
  stepBoxes(flow);
  yield;
  placesOf(flow);
  stepPlaces(flow);
  yield;
  stepNodes(flow, UNTOUCHED);
  yield;
  stepEdges(flow, [], null);
  yield;
}
