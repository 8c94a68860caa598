import { Position, type Edge as CanvasEdge, type Node as CanvasNode } from 'reactflow';
import { stepKinds } from '@/kinds';
import type { EdgeId, StepId } from '@/lib/ids';
import { NODE_HEIGHT, NODE_WIDTH } from '@/model/place';
import type { Edge, Flow, Position as Place, Step } from '@/model/project';
import { placesOf } from '@/state/step-face';

export interface StepNodeData extends Record<string, unknown> {
  readonly step: Step;
  readonly place: number;
  readonly total: number;
  readonly isLeaf: boolean;
}

export type StepNode = CanvasNode<StepNodeData, 'step'>;
export interface StepEdgeData extends Record<string, unknown> {
  readonly from: string;
  readonly to: string;
  /** A kind is held over it: let go, it becomes a step of this connection. */
  readonly isDropTarget: boolean;
}

export type StepEdge = CanvasEdge<StepEdgeData, 'step'>;

export interface CanvasView {
  readonly selection: readonly StepId[];
  /** The one step that Tab goes to. */
  readonly tabStop: StepId | null;
  /** Where steps are while they are dragged. */
  readonly dragged: ReadonlyMap<StepId, Place>;
}

const HANDLE = 10;
// Said rather than measured: edges can be drawn for steps that are not on the page.
const target = {
  type: 'target',
  position: Position.Top,
  x: (NODE_WIDTH - HANDLE) / 2,
  y: -HANDLE / 2,
  width: HANDLE,
  height: HANDLE,
} as const;
const source = {
  ...target,
  type: 'source',
  position: Position.Bottom,
  y: NODE_HEIGHT - HANDLE / 2,
} as const;
const triggerHandles = [source];
const actionHandles = [target, source];

/** The id of the element that holds a step's accessible name. */
export function labelId(id: string): string {
  return `step-label-${id}`;
}

/** React Flow's nodes for a flow. A step that did not change keeps its node, so that it is not drawn again. */
export function stepNodes(flow: Flow, view: CanvasView): StepNode[] {
  const places = placesOf(flow);
  const selected = new Set(view.selection);
  const withFollowers = new Set(flow.edges.map(({ from }) => from));
  return flow.steps.map((step) => {
    const data = {
      step,
      place: places.get(step.id) ?? 0,
      total: flow.steps.length,
      isLeaf: !withFollowers.has(step.id),
    };
    const node = keptNode(data, selected.has(step.id), view.tabStop === step.id);
    const position = view.dragged.get(step.id);
    return position === undefined ? node : { ...node, position, dragging: true };
  });
}

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

function keptNode(data: StepNodeData, isSelected: boolean, isTabStop: boolean): StepNode {
  const { step, place, total, isLeaf } = data;
  const key = [place, total, isLeaf, isSelected, isTabStop].join();
  const known = nodes.get(step);
  if (known?.key === key) return known.node;
  const node: StepNode = {
    id: step.id,
    type: 'step',
    position: step.position,
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    measured: { width: NODE_WIDTH, height: NODE_HEIGHT },
    handles: stepKinds[step.kind].role === 'trigger' ? triggerHandles : actionHandles,
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
