import { Position, type Edge as CanvasEdge, type Node as CanvasNode } from 'reactflow';
import { stepKinds } from '@/kinds';
import type { EdgeId, StepId } from '@/lib/ids';
import type { Edge, Flow, Position as Place, Step } from '@/model/project';
import { stepBoxes, type Box, type PlaceColumn } from '@/model/step-boxes';
import { placesOf, stepPlaces, type InnerPlace } from '@/state/step-face';

/** What a step on the canvas draws from; its run it reads itself. */
export interface StepNodeData extends Record<string, unknown> {
  readonly step: Step;
  readonly place: number;
  readonly total: number;
  readonly isLeaf: boolean;
  /** Where in a container it stands; null at the top level. */
  readonly inner: InnerPlace | null;
  /** The places of a step that holds steps. */
  readonly columns: readonly PlaceColumn[];
}

/** A step as React Flow has it. */
export type StepNode = CanvasNode<StepNodeData, 'step'>;
/** The names at both ends of a connection, for its buttons. */
export interface StepEdgeData extends Record<string, unknown> {
  readonly from: string;
  readonly to: string;
  /** A kind is held over it: let go, it becomes a step of this connection. */
  readonly isDropTarget: boolean;
}

/** A connection as React Flow has it. */
export type StepEdge = CanvasEdge<StepEdgeData, 'step'>;

/** What of the drawing is no part of the document. */
export interface CanvasView {
  readonly selection: readonly StepId[];
  /** The one step that Tab goes to. */
  readonly tabStop: StepId | null;
  /** Where steps are while they are dragged. */
  readonly dragged: ReadonlyMap<StepId, Place>;
}

/** Over all levels of containers: what is dragged. */
const ON_TOP = 1_000;
const HANDLE = 10;
const NO_COLUMNS: readonly PlaceColumn[] = [];

// Said rather than measured: edges can be drawn for steps that are not on the page.
function handlesOf(step: Step, { width, height }: Box) {
  if (step.parent !== null) return [];
  const target = {
    type: 'target',
    position: Position.Top,
    x: (width - HANDLE) / 2,
    y: -HANDLE / 2,
    width: HANDLE,
    height: HANDLE,
  } as const;
  const source = {
    ...target,
    type: 'source',
    position: Position.Bottom,
    y: height - HANDLE / 2,
  } as const;
  return stepKinds[step.kind].role === 'trigger' ? [source] : [target, source];
}

/** The id of the element that holds a step's accessible name. */
export function labelId(id: string): string {
  return `step-label-${id}`;
}

/**
 * React Flow's nodes for a flow: a container in front of what stands in it. A step that did not change keeps its node,
 * so that it is not drawn again.
 */
export function stepNodes(flow: Flow, view: CanvasView): StepNode[] {
  const places = placesOf(flow);
  const { boxes, columns } = stepBoxes(flow);
  const { inOrder, inner } = stepPlaces(flow);
  const selected = new Set(view.selection);
  const withFollowers = new Set(flow.edges.map(({ from }) => from));
  return inOrder.flatMap((step) => {
    const box = boxes.get(step.id);
    if (box === undefined) return [];
    const place = inner.get(step.id) ?? null;
    const data = {
      step,
      place: places.get(step.id) ?? 0,
      total: flow.steps.length,
      isLeaf: place === null ? !withFollowers.has(step.id) : place.isLast,
      inner: place,
      columns: columns.get(step.id) ?? NO_COLUMNS,
    };
    const node = keptNode(data, box, selected.has(step.id), view.tabStop === step.id);
    const position = view.dragged.get(step.id);
    return [position === undefined ? node : { ...node, position, dragging: true, zIndex: ON_TOP }];
  });
}

/** The connections of a flow as React Flow draws them. */
export function stepEdges(
  flow: Flow,
  selectedEdges: readonly EdgeId[],
  dropTarget: EdgeId | null,
): StepEdge[] {
  const selected = new Set(selectedEdges);
  const names = new Map(flow.steps.map(({ id, name }) => [id, name]));
  return flow.edges.map((edge) =>
    keptEdge(
      edge,
      {
        from: names.get(edge.from) ?? '',
        to: names.get(edge.to) ?? '',
        isDropTarget: edge.id === dropTarget,
      },
      selected.has(edge.id),
    ),
  );
}

const nodes = new WeakMap<Step, { readonly key: string; readonly node: StepNode }>();
const edges = new WeakMap<Edge, { readonly key: string; readonly edge: StepEdge }>();

function keptNode(data: StepNodeData, box: Box, isSelected: boolean, isTabStop: boolean): StepNode {
  const { step, place, total, isLeaf, inner, columns } = data;
  const { x, y, width, height } = box;
  const own = [inner === null ? '' : textOf(inner), columns.length === 0 ? '' : textOf(columns)];
  const key = [place, total, isLeaf, isSelected, isTabStop, x, y, width, height, ...own].join();
  const known = nodes.get(step);
  if (known?.key === key) return known.node;
  const node: StepNode = {
    id: step.id,
    type: 'step',
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: handlesOf(step, box),
    ...(step.parent === null ? {} : { parentId: step.parent.stepId }),
    selected: isSelected,
    deletable: false,
    data,
    // Focusable, and unlike a button it may have buttons inside.
    ariaRole: 'article',
    domAttributes: {
      tabIndex: isTabStop ? 0 : -1,
      'aria-labelledby': labelId(step.id),
      'aria-roledescription': 'step',
      'aria-current': isSelected ? 'true' : undefined,
    },
  };
  nodes.set(step, { key, node });
  return node;
}

/** An object as text, made once: most are the same from one drawing to the next. */
function textOf(value: object): string {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}

const texts = new WeakMap<object, string>();

function keptEdge(edge: Edge, data: StepEdgeData, isSelected: boolean): StepEdge {
  const key = JSON.stringify([data, isSelected]);
  const known = edges.get(edge);
  if (known?.key === key) return known.edge;
  const drawn: StepEdge = {
    id: edge.id,
    type: 'step',
    source: edge.from,
    target: edge.to,
    selected: isSelected,
    deletable: false,
    focusable: false,
    data,
    ariaRole: 'group',
    ariaLabel: `from ${data.from} to ${data.to}`,
  };
  edges.set(edge, { key, edge: drawn });
  return drawn;
}
