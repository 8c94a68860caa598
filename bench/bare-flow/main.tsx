import { createRoot } from 'react-dom/client';
import { ReactFlow, type Edge, type Node } from 'reactflow';
import 'reactflow/dist/style.css';

/** The limit for loading: a chain of default nodes and nothing else. */
const count = Number(new URLSearchParams(location.search).get('nodes') ?? 10);

const nodes: Node[] = Array.from({ length: count }, (_, at) => ({
  id: `n${at}`,
  position: { x: 320, y: 80 + at * 112 },
  data: { label: `Step ${at + 1}` },
}));
const edges: Edge[] = nodes.slice(1).map((node, at) => ({
  id: `e${at}`,
  source: `n${at}`,
  target: node.id,
}));

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(<ReactFlow defaultNodes={nodes} defaultEdges={edges} fitView />);
}
