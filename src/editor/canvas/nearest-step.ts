import type { StepId } from '@/lib/ids';
import type { Flow, Step } from '@/model/project';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** Where an arrow key leads: up and down along connections, else to the nearest step that way. */
export function nearestStep(flow: Flow, from: StepId, direction: Direction): Step | null {
  const start = flow.steps.find(({ id }) => id === from);
  if (start === undefined) return flow.steps[0] ?? null;
  const linked = connected(flow, start, direction);
  return closest(start, linked) ?? closest(start, flow.steps.filter(isThatWay(start, direction)));
}

function connected(flow: Flow, start: Step, direction: Direction): readonly Step[] {
  if (direction === 'left' || direction === 'right') return [];
  const ids = new Set(
    direction === 'down'
      ? flow.edges.filter(({ from }) => from === start.id).map(({ to }) => to)
      : flow.edges.filter(({ to }) => to === start.id).map(({ from }) => from),
  );
  return flow.steps.filter(({ id }) => ids.has(id));
}

/** Within 45 degrees of the direction. */
function isThatWay(start: Step, direction: Direction) {
  return ({ id, position }: Step): boolean => {
    if (id === start.id) return false;
    const right = position.x - start.position.x;
    const down = position.y - start.position.y;
    if (direction === 'down') return down > 0 && down >= Math.abs(right);
    if (direction === 'up') return down < 0 && -down >= Math.abs(right);
    if (direction === 'right') return right > 0 && right >= Math.abs(down);
    return right < 0 && -right >= Math.abs(down);
  };
}

function closest(start: Step, steps: readonly Step[]): Step | null {
  const distance = ({ position }: Step) =>
    Math.hypot(position.x - start.position.x, position.y - start.position.y);
  return steps.reduce<Step | null>(
    (best, step) => (best === null || distance(step) < distance(best) ? step : best),
    null,
  );
}
