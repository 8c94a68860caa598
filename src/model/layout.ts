import { Graph, layout } from '@dagrejs/dagre';
import type { StepId } from '@/lib/ids';
import { BETWEEN_STEPS, snap } from './place';
import type { Flow, Position } from './project';
import { stepBoxes } from './step-boxes';

/** A tidy top-to-bottom drawing: a position for each step, the trigger where it stands. Loaded lazily: dagre is large. */
export function tidyPositions(flow: Flow): Readonly<Record<StepId, Position>> {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 48, ranksep: BETWEEN_STEPS });
  graph.setDefaultEdgeLabel(() => ({}));
  const { boxes } = stepBoxes(flow);
  const top = flow.steps.flatMap(({ id, parent }) => {
    const box = parent === null ? boxes.get(id) : undefined;
    return box === undefined ? [] : [{ id, width: box.width, height: box.height }];
  });
  for (const { id, width, height } of top) graph.setNode(id, { width, height });
  for (const { from, to } of flow.edges) graph.setEdge(from, to);
  layout(graph);
  const [trigger] = top;
  const stands = flow.steps[0]?.position;
  if (trigger === undefined || stands === undefined) return {};
  const drawn = topLeft(graph, trigger);
  const shift = { x: stands.x - drawn.x, y: stands.y - drawn.y };
  return Object.fromEntries(
    top.map((box) => {
      const { x, y } = topLeft(graph, box);
      return [box.id, { x: snap(x + shift.x), y: snap(y + shift.y) }];
    }),
  );
}

/** Dagre gives the middle. */
function topLeft(
  graph: Graph,
  { id, width, height }: { readonly id: StepId; readonly width: number; readonly height: number },
): Position {
  const { x, y } = graph.node(id);
  return { x: x - width / 2, y: y - height / 2 };
}
