import type { StepId } from '@/lib/ids';
import { BETWEEN_STEPS, NODE_WIDTH, snap } from './place';
import type { Flow, Position, Step } from './project';
import { stepBoxes } from './step-boxes';

/** Where a new flow has its trigger, and its middle. */
const TOP = 80;
const MIDDLE = 320 + NODE_WIDTH / 2;

/**
 * The steps of a flow drawn as one sequence, as the platform does: each step of the top level below the one before it,
 * with room for what stands in it. Those in `placed` stay where they are, and what follows them stands below them.
 */
export function inOneLine(
  flow: Flow,
  placed: ReadonlyMap<StepId, Position> = new Map(),
): readonly Step[] {
  const { boxes } = stepBoxes(flow);
  let middle = MIDDLE;
  let y = TOP;
  return flow.steps.map((step) => {
    const box = boxes.get(step.id);
    if (step.parent !== null || box === undefined) return step;
    const position = placed.get(step.id) ?? { x: snap(middle - box.width / 2), y: snap(y) };
    middle = position.x + box.width / 2;
    y = position.y + box.height + BETWEEN_STEPS;
    return { ...step, position };
  });
}
