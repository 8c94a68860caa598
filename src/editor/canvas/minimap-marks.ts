import type { StepId } from '@/lib/ids';
import { containersOf } from '@/model/graph';
import type { Flow, Position, Step } from '@/model/project';
import { stepBoxes, type Box } from '@/model/step-boxes';

/** What a step is shown as, where all of them have to fit. */
export type MinimapMark = 'container' | 'selected container' | 'step' | 'selected step' | 'failed';

/** All steps of a flow that look the same, as one shape. */
export interface MinimapShape {
  readonly key: string;
  readonly mark: MinimapMark;
  /** Of SVG, in canvas pixels. */
  readonly path: string;
}

/** The whole flow as a few shapes, and the room they take, in canvas pixels. */
export interface MinimapMarks {
  readonly bounds: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
  /** From the back to the front. */
  readonly marks: readonly MinimapShape[];
}

interface Shown {
  readonly selection: readonly StepId[];
  /** Where the run ended. */
  readonly failed: StepId | undefined;
  /** Within what they stand in. */
  readonly dragged: ReadonlyMap<StepId, Position>;
}

/** The steps of a flow as a few shapes: containers behind what stands in them, then the steps. */
export function minimapMarks(flow: Flow, { selection, failed, dragged }: Shown): MinimapMarks {
  const { onCanvas, columns } = stepBoxes(flow);
  const selected = new Set(selection);
  const markOf = (step: Step): MinimapMark => {
    if (step.id === failed) return 'failed';
    if (columns.has(step.id)) return selected.has(step.id) ? 'selected container' : 'container';
    return selected.has(step.id) ? 'selected step' : 'step';
  };
  const shapes = new Map<string, { readonly depth: number; mark: MinimapMark; path: string }>();
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const step of flow.steps) {
    const still = onCanvas.get(step.id);
    if (still === undefined) continue;
    const around = step.parent === null ? [] : containersOf(flow, step);
    const box = dragged.size === 0 ? still : movedBox(flow, still, [step, ...around], dragged);
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
    const mark = markOf(step);
    // Containers are seen through: one inside another is a shape of its own.
    const depth = columns.has(step.id) ? around.length : IN_FRONT;
    const key = `${depth} ${mark}`;
    const shape = shapes.get(key) ?? { depth, mark, path: '' };
    shape.path += pathOf(box);
    shapes.set(key, shape);
  }
  return {
    bounds: left > right ? { left: 0, top: 0, right: 0, bottom: 0 } : { left, top, right, bottom },
    marks: [...shapes]
      .map(([key, shape]) => ({ key, ...shape }))
      .toSorted((one, other) => one.depth - other.depth || rank(one.mark) - rank(other.mark)),
  };
}

/** Deeper than any container. */
const IN_FRONT = 1_000;

/** What stands out is drawn last. */
function rank(mark: MinimapMark): number {
  return mark === 'failed' ? 2 : mark.startsWith('selected') ? 1 : 0;
}

/** The box where it is dragged to, by itself or with a container around it. */
function movedBox(
  flow: Flow,
  box: Box,
  withContainers: readonly Step[],
  dragged: ReadonlyMap<StepId, Position>,
): Box {
  const { boxes } = stepBoxes(flow);
  let { x, y } = box;
  for (const { id } of withContainers) {
    const to = dragged.get(id);
    const from = boxes.get(id);
    if (to === undefined || from === undefined) continue;
    x += to.x - from.x;
    y += to.y - from.y;
  }
  return { ...box, x, y };
}

const RADIUS = 16;

function pathOf({ x, y, width, height }: Box): string {
  const corner = (dx: number, dy: number) => `a${RADIUS} ${RADIUS} 0 0 1 ${dx} ${dy}`;
  const [across, down] = [width - 2 * RADIUS, height - 2 * RADIUS];
  return [
    `M${x + RADIUS} ${y}h${across}`,
    corner(RADIUS, RADIUS),
    `v${down}`,
    corner(-RADIUS, RADIUS),
    `h${-across}`,
    corner(-RADIUS, -RADIUS),
    `v${-down}`,
    corner(RADIUS, -RADIUS),
    'z',
  ].join('');
}
