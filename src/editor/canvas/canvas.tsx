import { useCallback, useMemo, useRef, useState } from 'react';
import {
  Background,
  ConnectionLineType,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  type EdgeChange,
  type Viewport,
} from 'reactflow';
import './react-flow.css';
import type { EdgeId, FlowId, StepId } from '@/lib/ids';
import { GRID } from '@/model/place';
import type { Flow } from '@/model/project';
import { openStep, select } from '@/state/commands/selection';
import { connectSteps } from '@/state/commands/steps';
import { useDocument } from '@/state/document';
import { useSession } from '@/state/session';
import { CanvasMenu, type MenuSpot } from './canvas-menu';
import { CanvasTools } from './canvas-tools';
import { DropMark } from './drop-mark';
import { stepEdges, stepNodes, type StepEdge as StepEdgeType } from './flow-elements';
import { FlowMinimap } from './flow-minimap';
import { RenamingContext } from './renaming';
import { StepEdge } from './step-edge';
import { StepNode } from './step-node';
import { useCanvasFocus } from './use-canvas-focus';
import { useCanvasKeys } from './use-canvas-keys';
import { openingView } from './opening-view';
import { fitOptions, useCanvasView } from './use-canvas-view';
import { useDrops } from './use-drops';
import { useNodeChanges } from './use-node-changes';
import { usePrepared } from './use-prepared';
import styles from './canvas.module.css';

const nodeTypes = { step: StepNode };
const edgeTypes = { step: StepEdge };
const snapGrid: [number, number] = [GRID, GRID];
/** Of a flow with more steps only those in view are drawn. */
const MOST_DRAWN = 60;
const severalKeys = ['Shift', 'Meta', 'Control'];
const ariaTexts = {
  'node.a11yDescription.default':
    'Enter opens the step, arrow keys go to other steps, Alt and arrow keys move it, A adds a step after it, Shift A inside it, C connects it, M moves it into a branch or a loop.',
  'node.a11yDescription.ariaLiveMessage': ({ direction }: { direction: string }) =>
    `Moved ${direction}`,
} as const;

/** Where each flow was left, for as long as the page lives. */
const viewports = new Map<FlowId, Viewport>();

/** The flow as a drawing. */
export function Canvas() {
  const flowId = useSession((session) => session.flowId);
  const flow = useDocument(({ project }) => project?.flows.find(({ id }) => id === flowId) ?? null);
  const isPrepared = usePrepared(flow);
  if (flow === null || !isPrepared) {
    return <section aria-label="Canvas" className={styles.canvas} />;
  }
  return (
    <ReactFlowProvider key={flow.id}>
      <FlowCanvas flow={flow} />
    </ReactFlowProvider>
  );
}

function FlowCanvas({ flow }: { readonly flow: Flow }) {
  const section = useRef<HTMLElement>(null);
  const selection = useSession((session) => session.selection);
  const selectedEdges = useSession((session) => session.selectedEdges);
  const [menu, setMenu] = useState<MenuSpot | null>(null);
  const [renaming, setRenaming] = useState<StepId | null>(null);
  const { tabStop, focusStep, onFocus } = useCanvasFocus(section, flow);
  const { dragged, drop, onNodesChange } = useNodeChanges();
  const onKeyDownCapture = useCanvasKeys(flow, focusStep);
  const drops = useDrops();
  useCanvasView(section, focusStep, setRenaming);

  const nodes = useMemo(
    () => stepNodes(flow, { selection, tabStop, dragged }),
    [flow, selection, tabStop, dragged],
  );
  const edges = useMemo(
    () => stepEdges(flow, selectedEdges, drops.edge),
    [flow, selectedEdges, drops.edge],
  );
  const renamingValue = useMemo(
    () => ({
      renaming,
      endRenaming: () => {
        setRenaming(null);
        if (renaming !== null) focusStep(renaming);
      },
    }),
    [renaming, focusStep],
  );
  const onEdgesChange = useCallback((changes: EdgeChange<StepEdgeType>[]) => {
    const session = useSession.getState();
    const chosen = new Set<string>(session.selectedEdges);
    for (const change of changes) {
      if (change.type !== 'select') continue;
      if (change.selected) chosen.add(change.id);
      else chosen.delete(change.id);
    }
    // The ids are the document's own; React Flow knows them as strings.
    if (changes.some(({ type }) => type === 'select')) {
      select(session.selection, [...chosen] as EdgeId[]);
    }
  }, []);

  return (
    // The handlers are for what happens inside: the steps have the roles and the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={section}
      // A press on the ground gives the canvas the keys.
      tabIndex={-1}
      aria-label="Canvas"
      className={styles.canvas}
      onFocus={onFocus}
      onKeyDownCapture={onKeyDownCapture}
      onDragOver={drops.onDragOver}
      onDragLeave={drops.onDragLeave}
      onDrop={drops.onDrop}
    >
      <RenamingContext value={renamingValue}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onNodeClick={(event, node) => {
            const isSeveral = event.shiftKey || event.metaKey || event.ctrlKey;
            if (!isSeveral) openStep(node.data.step.id);
          }}
          onConnect={({ source, target }) => connectSteps(source as StepId, target as StepId)}
          onConnectEnd={drops.onConnectEnd}
          onNodeContextMenu={(event, node) => {
            event.preventDefault();
            if (!selection.includes(node.data.step.id)) select([node.data.step.id]);
            setMenu(spotOf(event, { stepId: node.data.step.id }));
          }}
          onEdgeContextMenu={(event, edge) => {
            event.preventDefault();
            // The document's own; React Flow knows it as a string.
            const id = edge.id as EdgeId;
            select([], [id]);
            setMenu(spotOf(event, { edgeId: id }));
          }}
          onPaneContextMenu={(event) => {
            event.preventDefault();
            setMenu(spotOf(event, {}));
          }}
          onMoveEnd={(_event, viewport) => viewports.set(flow.id, viewport)}
          onInit={({ setViewport, fitView }) => {
            if (viewports.has(flow.id) || section.current === null) return;
            const view = openingView(flow, section.current, useSession.getState().openStepId);
            if (view === null) void fitView(fitOptions);
            else void setViewport(view);
          }}
          defaultViewport={viewports.get(flow.id) ?? { x: 0, y: 0, zoom: 1 }}
          connectionLineType={ConnectionLineType.Bezier}
          connectionRadius={28}
          connectOnClick={false}
          snapToGrid
          snapGrid={snapGrid}
          minZoom={0.1}
          maxZoom={2}
          panOnScroll
          selectionMode={SelectionMode.Partial}
          multiSelectionKeyCode={severalKeys}
          deleteKeyCode={null}
          zoomOnDoubleClick={false}
          // A small flow is on the page as a whole, for whatever reads the page.
          onlyRenderVisibleElements={flow.steps.length > MOST_DRAWN}
          elevateNodesOnSelect={false}
          proOptions={{ hideAttribution: true }}
          ariaLabelConfig={ariaTexts}
        >
          <DropMark place={drop ?? drops.drop} />
          <Background gap={GRID} size={1.6} color="var(--canvas-dot)" />
        </ReactFlow>
      </RenamingContext>
      <CanvasTools />
      <FlowMinimap flow={flow} dragged={dragged} />
      {menu !== null && <CanvasMenu flow={flow} spot={menu} onClose={() => setMenu(null)} />}
    </section>
  );
}

function spotOf(
  event: { readonly clientX: number; readonly clientY: number },
  on: { readonly stepId?: StepId; readonly edgeId?: EdgeId },
): MenuSpot {
  return { ...on, x: event.clientX, y: event.clientY };
}
