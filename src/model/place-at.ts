import type { StepId } from '@/lib/ids';
import { allInside, stepsInside } from './graph';
import { NODE_HEIGHT } from './place';
import type { Flow, Position, Step, StepParent } from './project';
import {
  COLUMN_PADDING,
  COLUMN_TITLE,
  LEAD,
  stepBoxes,
  type Box,
  type PlaceColumn,
} from './step-boxes';

/** Where something let go on a container comes to stand. */
export interface DropPlace {
  readonly parent: StepParent;
  /** Directly behind this step; first where null. */
  readonly after: StepId | null;
  /** The line or the free room that it takes, on the canvas. */
  readonly mark: Box;
}

const MARK_HEIGHT = 4;

/**
 * The place inside a container under a point of the canvas; null where there is none. `moved` is the step that is on its
 * way there: it is no place for itself, and makes none.
 */
export function placeAt(flow: Flow, point: Position, moved: StepId | null): DropPlace | null {
  const gone = new Set<StepId>();
  const step = flow.steps.find(({ id }) => id === moved);
  if (step !== undefined) {
    for (const { id } of [step, ...allInside(flow, step)]) gone.add(id);
  }
  const drawing = stepBoxes(flow);
  let found: DropPlace | null = null;
  let open: readonly Step[] = flow.steps.filter(({ parent }) => parent === null);
  for (;;) {
    const container = open.findLast(
      ({ id }) => !gone.has(id) && isIn(drawing.onCanvas.get(id), point),
    );
    const box = container === undefined ? undefined : drawing.onCanvas.get(container.id);
    if (container === undefined || box === undefined) return found;
    const column = columnAt(drawing.columns.get(container.id) ?? [], box, point);
    if (column === undefined) return found;
    open = stepsInside(flow, column.place).filter(({ id }) => !gone.has(id));
    found = inColumn(
      { x: box.x + column.x, y: box.y + column.y },
      column,
      open,
      drawing.onCanvas,
      point,
    );
  }
}

/** The column under the point, or the nearest one beside it. */
function columnAt(
  columns: readonly PlaceColumn[],
  { x, y }: Box,
  point: Position,
): PlaceColumn | undefined {
  if (point.y < y + NODE_HEIGHT) return undefined;
  const distance = (column: PlaceColumn) =>
    Math.max(x + column.x - point.x, point.x - (x + column.x + column.width), 0);
  return columns.toSorted((one, other) => distance(one) - distance(other))[0];
}

function inColumn(
  corner: Position,
  { place, name, width }: PlaceColumn,
  steps: readonly Step[],
  onCanvas: ReadonlyMap<StepId, Box>,
  point: Position,
): DropPlace {
  const isAbove = ({ id }: Step): boolean => {
    const box = onCanvas.get(id);
    return box !== undefined && box.y + box.height / 2 < point.y;
  };
  const at = steps.findLastIndex(isAbove);
  const before = steps[at];
  const lower = before === undefined ? undefined : onCanvas.get(before.id);
  const start =
    lower === undefined ? corner.y + (name === null ? 0 : COLUMN_TITLE) : lower.y + lower.height;
  const mark = {
    x: corner.x + COLUMN_PADDING,
    y: start + (LEAD - MARK_HEIGHT) / 2,
    width: width - 2 * COLUMN_PADDING,
    height: MARK_HEIGHT,
  };
  return { parent: place, after: before?.id ?? null, mark };
}

function isIn(box: Box | undefined, { x, y }: Position): boolean {
  return (
    box !== undefined &&
    x >= box.x &&
    y >= box.y &&
    x <= box.x + box.width &&
    y <= box.y + box.height
  );
}
