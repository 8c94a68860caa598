import type { StepId } from '@/lib/ids';
import type { Flow, Position } from './project';

/** Canvas pixels: the size of a node, the grid, and the distance from one step to the next below it. */
export const NODE_WIDTH = 220;
export const NODE_HEIGHT = 64;
export const GRID = 16;
export const NODE_GAP = 112;

export function snap(value: number): number {
  // Plus 0: JSON has no -0, and a saved drawing must equal the one on screen.
  return Math.round(value / GRID) * GRID + 0;
}

/** A place below a step (below everything when there is none), beside what already stands there. */
export function freeSpot(flow: Flow, below: StepId | undefined): Position {
  const anchor = flow.steps.find(({ id }) => id === below);
  const top = flow.steps.filter(({ parent }) => parent === null);
  const lowest = top.reduce((most, { position }) => Math.max(most, position.y), 0);
  const start = anchor?.position ?? { x: flow.steps[0]?.position.x ?? 320, y: lowest };
  const hasFollowers = flow.edges.some(({ from }) => from === below);
  const spot = { x: start.x, y: start.y + NODE_GAP };
  // In front of followers the step takes their place: they make room.
  if (hasFollowers) return spot;
  while (top.some(({ position }) => overlaps(position, spot))) {
    spot.x += NODE_WIDTH + GRID * 4 + 4;
  }
  return { x: snap(spot.x), y: snap(spot.y) };
}

function overlaps(one: Position, other: Position): boolean {
  return Math.abs(one.x - other.x) < NODE_WIDTH && Math.abs(one.y - other.y) < NODE_HEIGHT;
}
