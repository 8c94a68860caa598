import { Graph, layout } from '@dagrejs/dagre';
import type { StepId } from '@/lib/ids';
import { NODE_GAP, NODE_HEIGHT, NODE_WIDTH, snap } from './place';
import type { Flow, Position } from './project';

/** A tidy top-to-bottom drawing: a position for each step, the trigger where it stands. Loaded lazily: dagre is large. */
export function tidyPositions(flow: Flow): Readonly<Record<StepId, Position>> {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 48, ranksep: NODE_GAP - NODE_HEIGHT });
  graph.setDefaultEdgeLabel(() => ({}));
  const top = flow.steps.filter(({ parent }) => parent === null);
  for (const { id } of top) graph.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { from, to } of flow.edges) graph.setEdge(from, to);
  layout(graph);
  const trigger = flow.steps[0];
  if (trigger === undefined) return {};
  const centre = graph.node(trigger.id);
  const shift = {
    x: trigger.position.x - (centre.x - NODE_WIDTH / 2),
    y: trigger.position.y - (centre.y - NODE_HEIGHT / 2),
  };
  return Object.fromEntries(
    top.map(({ id }) => {
      const { x, y } = graph.node(id);
      const position = { x: x - NODE_WIDTH / 2 + shift.x, y: y - NODE_HEIGHT / 2 + shift.y };
      return [id, { x: snap(position.x), y: snap(position.y) }];
    }),
  );
}
