import type { StepId } from '@/lib/ids';
import { descendants } from './graph';
import { BETWEEN_STEPS, GRID, NODE_WIDTH, snap } from './place';
import type { Flow, Position, Step } from './project';
import { stepBoxes, type Box, type Size } from './step-boxes';

/**
 * A place at the top level for something of that size: below a step, its middle below the step's (below everything
 * when there is none), beside what already stands there.
 */
export function freeSpot(flow: Flow, below: StepId | undefined, { width, height }: Size): Position {
  const { onCanvas } = stepBoxes(flow);
  const top = topBoxes(flow);
  const anchor = below === undefined ? undefined : onCanvas.get(below);
  const lowest = top.reduce((most, { y, height }) => Math.max(most, y + height), 0);
  const trigger = flow.steps[0]?.position.x ?? 320;
  const above = anchor ?? { x: trigger, y: lowest, width: NODE_WIDTH, height: 0 };
  const hasFollowers = flow.edges.some(({ from }) => from === below);
  const spot = {
    x: above.x + (above.width - width) / 2,
    y: above.y + above.height + BETWEEN_STEPS,
  };
  // In front of followers the step takes their place: they make room.
  if (hasFollowers) return spot;
  while (top.some((box) => overlaps(box, { ...spot, width, height }))) {
    spot.x += width + GRID * 4 + 4;
  }
  return { x: snap(spot.x), y: snap(spot.y) };
}

/** Pushes everything below the new step down when it would lie on top of a follower. */
export function makeRoom(flow: Flow, id: StepId): Flow {
  const box = stepBoxes(flow).boxes.get(id);
  if (box === undefined) return flow;
  const { y, height } = box;
  const from = y - BETWEEN_STEPS - GRID / 2;
  const followers = new Set(flow.edges.filter((edge) => edge.from === id).map(({ to }) => to));
  const isCrowded = flow.steps.some(
    ({ id: other, parent, position }) =>
      parent === null &&
      followers.has(other) &&
      position.y >= from &&
      position.y < y + height + BETWEEN_STEPS,
  );
  if (!isCrowded) return flow;
  const down = height + BETWEEN_STEPS;
  return movedBy(flow, (step) =>
    step.id === id || step.position.y < from ? NOWHERE : { x: 0, y: down },
  );
}

/**
 * The flow after an edit inside containers: each one that has grown or shrunk keeps its middle, what stands beside it
 * and what follows below it keep their distance.
 */
export function keepDistances(before: Flow, after: Flow): Flow {
  if (before.steps === after.steps) return after;
  const old = stepBoxes(before).boxes;
  return after.steps.reduce((flow, { id, parent }) => {
    const was = parent === null ? old.get(id) : undefined;
    const is = stepBoxes(flow).boxes.get(id);
    if (was === undefined || is === undefined) return flow;
    const grown = { width: is.width - was.width, height: is.height - was.height };
    if (grown.width === 0 && grown.height === 0) return flow;
    return makeWay(flow, id, { ...is, width: was.width, height: was.height }, grown);
  }, after);
}

/** Moves what stands around a container that was `was` and has grown by `grown`. */
function makeWay(flow: Flow, id: StepId, was: Box, grown: Size): Flow {
  const { boxes } = stepBoxes(flow);
  const behind = descendants(flow, id);
  const side = grown.width / 2;
  const widest = { x: was.x - Math.max(0, side), width: was.width + Math.max(0, grown.width) };
  const tallest = was.height + Math.max(0, grown.height);
  return movedBy(flow, (step) => {
    const box = boxes.get(step.id);
    if (box === undefined) return NOWHERE;
    if (step.id === id) return { x: -side, y: 0 };
    if (box.y >= was.y + was.height) {
      const isBelow = box.x < widest.x + widest.width && box.x + box.width > widest.x;
      return isBelow || behind.has(step.id) ? { x: 0, y: grown.height } : NOWHERE;
    }
    const isBeside = box.y < was.y + tallest && box.y + box.height > was.y;
    if (isBeside && box.x >= was.x + was.width) return { x: side, y: 0 };
    if (isBeside && box.x + box.width <= was.x) return { x: -side, y: 0 };
    return NOWHERE;
  });
}

const NOWHERE: Position = { x: 0, y: 0 };

/** Moves steps of the top level. */
function movedBy(flow: Flow, way: (step: Step) => Position): Flow {
  const steps = flow.steps.map((step) => {
    const { x, y } = step.parent === null ? way(step) : NOWHERE;
    if (x === 0 && y === 0) return step;
    return { ...step, position: { x: step.position.x + x, y: step.position.y + y } };
  });
  return { ...flow, steps };
}

function topBoxes(flow: Flow): readonly Box[] {
  const { boxes } = stepBoxes(flow);
  return flow.steps.flatMap(({ id, parent }) => {
    const box = parent === null ? boxes.get(id) : undefined;
    return box === undefined ? [] : [box];
  });
}

function overlaps(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
