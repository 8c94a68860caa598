import type { StepId } from '@/lib/ids';
import { allInside, containersOf, placesInside, stepsInside } from '@/model/graph';
import { NODE_HEIGHT } from '@/model/place';
import type { Flow, Position, Step } from '@/model/project';
import { stepBoxes } from '@/model/step-boxes';
import { stepPlaces } from '@/state/step-face';

/** The way an arrow key points. */
export type Direction = 'up' | 'down' | 'left' | 'right';

/**
 * Where an arrow key leads: up and down along connections, in and out of containers; else to the nearest step that
 * way.
 */
export function nearestStep(flow: Flow, from: StepId, direction: Direction): Step | null {
  const start = flow.steps.find(({ id }) => id === from);
  if (start === undefined) return flow.steps[0] ?? null;
  const middles = middlesOf(flow);
  const own = new Set(
    [...allInside(flow, start), ...containersOf(flow, start)].map(({ id }) => id),
  );
  const others = flow.steps.filter(({ id }) => id !== from && !own.has(id));
  const closest = (steps: readonly Step[]) => nearest(middles, start, steps);
  return (
    inTree(flow, start, direction) ??
    closest(inNextBranch(flow, start, direction)) ??
    closest(connected(flow, start, direction)) ??
    closest(others.filter(isThatWay(middles, start, direction)))
  );
}

/** Down into a container, on to the next step of it, and up the same way. */
function inTree(flow: Flow, start: Step, direction: Direction): Step | null {
  if (direction === 'left' || direction === 'right') return null;
  const { inOrder, inner } = stepPlaces(flow);
  const byId = new Map(inOrder.map((step) => [step.id, step]));
  if (direction === 'up') {
    const previous = inner.get(start.id)?.previous?.id ?? start.parent?.stepId;
    return previous === undefined ? null : (byId.get(previous) ?? null);
  }
  const inside = inOrder.find(({ parent }) => parent?.stepId === start.id);
  if (inside !== undefined) return inside;
  return inOrder.find(({ id }) => inner.get(id)?.previous?.id === start.id) ?? null;
}

/** The steps of the nearest branch that way which has any: of the container around it, or one further out. */
function inNextBranch(flow: Flow, start: Step, direction: Direction): readonly Step[] {
  if (direction === 'up' || direction === 'down') return [];
  let at = start;
  for (const container of containersOf(flow, start)) {
    const places = placesInside(container);
    const own = places.findIndex(({ branch }) => branch === at.parent?.branch);
    const others =
      direction === 'right' ? places.slice(own + 1) : places.slice(0, own).toReversed();
    const found = others.map((place) => stepsInside(flow, place)).find(({ length }) => length > 0);
    if (found !== undefined) return found;
    at = container;
  }
  return [];
}

/** Behind the last step of a container comes what follows the container. */
function connected(flow: Flow, start: Step, direction: Direction): readonly Step[] {
  if (direction === 'left' || direction === 'right') return [];
  const { inOrder, inner } = stepPlaces(flow);
  const around = containersOf(flow, start);
  const next =
    direction === 'down'
      ? around.flatMap(({ id }) =>
          inOrder.filter((step) => inner.get(step.id)?.previous?.id === id),
        )
      : [];
  if (next[0] !== undefined) return [next[0]];
  const outermost = (around.at(-1) ?? start).id;
  const ids = new Set(
    direction === 'down'
      ? flow.edges.filter(({ from }) => from === outermost).map(({ to }) => to)
      : flow.edges.filter(({ to }) => to === outermost).map(({ from }) => from),
  );
  return flow.steps.filter(({ id }) => ids.has(id));
}

type Middles = ReadonlyMap<StepId, Position>;

/** The middle of each step's face, on the canvas. */
function middlesOf(flow: Flow): Middles {
  return new Map(
    [...stepBoxes(flow).onCanvas].map(([id, { x, y, width }]) => [
      id,
      { x: x + width / 2, y: y + NODE_HEIGHT / 2 },
    ]),
  );
}

function wayTo(middles: Middles, start: Step, step: Step): Position {
  const from = middles.get(start.id) ?? start.position;
  const to = middles.get(step.id) ?? step.position;
  return { x: to.x - from.x, y: to.y - from.y };
}

/** Within 45 degrees of the direction. */
function isThatWay(middles: Middles, start: Step, direction: Direction) {
  return (step: Step): boolean => {
    const { x, y } = wayTo(middles, start, step);
    if (direction === 'down') return y > 0 && y >= Math.abs(x);
    if (direction === 'up') return y < 0 && -y >= Math.abs(x);
    if (direction === 'right') return x > 0 && x >= Math.abs(y);
    return x < 0 && -x >= Math.abs(y);
  };
}

function nearest(middles: Middles, start: Step, steps: readonly Step[]): Step | null {
  let best: Step | null = null;
  let least = Infinity;
  for (const step of steps) {
    const { x, y } = wayTo(middles, start, step);
    const distance = Math.hypot(x, y);
    if (distance < least) [best, least] = [step, distance];
  }
  return best;
}
