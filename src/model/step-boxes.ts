import { branchesOf } from '@/kinds';
import type { StepId } from '@/lib/ids';
import { orderSteps, placesInside, stepsInside, unreachedSteps } from './graph';
import { NODE_HEIGHT, NODE_WIDTH } from './place';
import type { Flow, Position, Step, StepParent } from './project';

/** In pixels of the drawing. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A place and its size, in pixels of the drawing. */
export type Box = Position & Size;

/** One place inside a container as it is drawn: a branch, or a loop's body. Its box is within the container. */
export interface PlaceColumn extends Box {
  readonly place: StepParent;
  /** The branch's; null for a loop's body. */
  readonly name: string | null;
  readonly isEmpty: boolean;
}

/** Where all the steps of a flow are drawn. */
export interface StepBoxes {
  /** Where each step is drawn: within its container, at the top level on the canvas. */
  readonly boxes: ReadonlyMap<StepId, Box>;
  /** The same, all on the canvas. */
  readonly onCanvas: ReadonlyMap<StepId, Box>;
  /** Of the steps that hold steps. */
  readonly columns: ReadonlyMap<StepId, readonly PlaceColumn[]>;
}

/**
 * Canvas pixels. With these every container's width is that of a step and a number of times 32, so that its middle is
 * on the grid as a step's is.
 */
const MARGIN = 8;
const BETWEEN_COLUMNS = 20;

/** Between a column's edge and the steps in it, in pixels of the drawing. */
export const COLUMN_PADDING = 8;
/** Of a branch's name. */
export const COLUMN_TITLE = 32;
/** In front of the first step, between two, and behind the last; each has room for a button. */
export const LEAD = 48;
const TAIL = 48;
const EMPTY_COLUMN = 64;

const STEP: Size = { width: NODE_WIDTH, height: NODE_HEIGHT };
const NO_COLUMNS: readonly PlaceColumn[] = [];

/** Where all steps of a flow are drawn: containers are as large as what stands in them. Memoised by the steps. */
export function stepBoxes(flow: Flow): StepBoxes {
  const known = drawings.get(flow.steps);
  if (known !== undefined) return known;
  const drawing = draw(flow);
  drawings.set(flow.steps, drawing);
  return drawing;
}

/** How large a step is drawn that has nothing in it yet. */
export function emptySize(step: Step): Size {
  const columns = columnsOf(step, () => []);
  return columns.length === 0 ? STEP : sizeOf(columns);
}

const drawings = new WeakMap<readonly Step[], StepBoxes>();

function draw(flow: Flow): StepBoxes {
  const order = [...orderSteps(flow), ...unreachedSteps(flow)];
  const columns = new Map<StepId, readonly PlaceColumn[]>();
  const sizes = new Map<StepId, Size>();
  const inner = (place: StepParent) =>
    stepsInside(flow, place).map(({ id }) => sizes.get(id) ?? STEP);
  // From the inside out: in the order a container stands in front of what is in it.
  for (const step of order.toReversed()) {
    const own = columnsOf(step, inner);
    if (own.length > 0) columns.set(step.id, own);
    sizes.set(step.id, own.length === 0 ? STEP : sizeOf(own));
  }
  const boxes = new Map<StepId, Box>();
  const onCanvas = new Map<StepId, Box>();
  for (const step of order) {
    const { id, position } = step;
    const size = sizes.get(id) ?? STEP;
    if (step.parent === null) {
      boxes.set(id, { ...position, ...size });
      onCanvas.set(id, { ...position, ...size });
    }
    const around = onCanvas.get(id) ?? { x: 0, y: 0 };
    for (const column of columns.get(id) ?? NO_COLUMNS) {
      let y = column.y + titleOf(column) + LEAD;
      for (const child of stepsInside(flow, column.place)) {
        const childSize = sizes.get(child.id) ?? STEP;
        const x = column.x + (column.width - childSize.width) / 2;
        boxes.set(child.id, { x, y, ...childSize });
        onCanvas.set(child.id, { x: around.x + x, y: around.y + y, ...childSize });
        y += childSize.height + LEAD;
      }
    }
  }
  return { boxes, onCanvas, columns };
}

function columnsOf(
  step: Step,
  sizesIn: (place: StepParent) => readonly Size[],
): readonly PlaceColumn[] {
  const places = placesInside(step);
  if (places.length === 0) return NO_COLUMNS;
  const names = new Map(branchesOf(step).map(({ id, name }) => [id, name]));
  let x = MARGIN;
  const columns = places.map((place): PlaceColumn => {
    const inner = sizesIn(place);
    const name = place.branch === null ? null : (names.get(place.branch) ?? '');
    const width = Math.max(NODE_WIDTH, ...inner.map((size) => size.width)) + 2 * COLUMN_PADDING;
    const steps = inner.reduce((sum, { height }) => sum + LEAD + height, 0);
    const height = titleOf({ name }) + (inner.length === 0 ? EMPTY_COLUMN : steps + TAIL);
    const column = { place, name, isEmpty: inner.length === 0, x, y: NODE_HEIGHT, width, height };
    x += width + BETWEEN_COLUMNS;
    return column;
  });
  const height = columns.reduce((most, column) => Math.max(most, column.height), 0);
  return columns.map((column) => ({ ...column, height }));
}

function titleOf({ name }: Pick<PlaceColumn, 'name'>): number {
  return name === null ? 0 : COLUMN_TITLE;
}

function sizeOf(columns: readonly PlaceColumn[]): Size {
  const last = columns.at(-1) ?? { x: 0, width: NODE_WIDTH, height: 0 };
  // 16 below: the height stays on the grid too.
  return { width: last.x + last.width + MARGIN, height: NODE_HEIGHT + last.height + 2 * MARGIN };
}
