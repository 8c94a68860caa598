import { useCallback, useState, type DragEvent } from 'react';
import { useReactFlow, type OnConnectEnd } from 'reactflow';
import { isStepKindKey } from '@/kinds';
import type { EdgeId, StepId } from '@/lib/ids';
import { NODE_HEIGHT, NODE_WIDTH, snap } from '@/model/place';
import { placeAt, type DropPlace } from '@/model/place-at';
import type { Position } from '@/model/project';
import { askForStep, closeDialog } from '@/state/commands/selection';
import { addStep, connectSteps } from '@/state/commands/steps';
import { currentFlow } from '@/state/edit-document';
import { KIND_DRAG_TYPE } from '@/state/kind-drag';
import type { AddTarget } from '@/state/session';
import { viewHandlers } from '@/state/view-handlers';

/** What may be let go on the canvas: a kind from the list, and the loose end of a connection. */
export function useDrops() {
  const { screenToFlowPosition } = useReactFlow();
  /** The connection that a kind is held over. */
  const [edge, setEdge] = useState<EdgeId | null>(null);
  /** Or the place inside a container. */
  const [drop, setDrop] = useState<DropPlace | null>(null);

  const dropAt = useCallback(
    ({ clientX, clientY }: DragEvent): DropPlace | null => {
      const flow = currentFlow();
      const point = screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false });
      return flow === null ? null : placeAt(flow, point, null);
    },
    [screenToFlowPosition],
  );

  const onDragOver = useCallback(
    (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(KIND_DRAG_TYPE)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      const place = dropAt(event);
      setDrop(place);
      setEdge(place === null ? edgeAt(event.clientX, event.clientY) : null);
    },
    [dropAt],
  );

  const onDragLeave = useCallback(({ relatedTarget, currentTarget }: DragEvent) => {
    if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
    setEdge(null);
    setDrop(null);
  }, []);

  const onDrop = useCallback(
    (event: DragEvent) => {
      const kind = event.dataTransfer.getData(KIND_DRAG_TYPE);
      if (!isStepKindKey(kind)) return;
      event.preventDefault();
      setEdge(null);
      setDrop(null);
      const place = dropAt(event);
      const onEdge = edgeAt(event.clientX, event.clientY);
      const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const position = {
        x: snap(at.x - NODE_WIDTH / 2),
        y: snap(at.y - NODE_HEIGHT / 2),
      };
      closeDialog();
      if (place !== null) addStep({ kind, ...targetOf(place) });
      else addStep(onEdge === null ? { kind, position } : { kind, onEdge });
      viewHandlers().focusCanvas?.();
    },
    [screenToFlowPosition, dropAt],
  );

  const onConnectEnd: OnConnectEnd = useCallback(
    (event, { fromNode, toNode, isValid }) => {
      if (fromNode === null || isValid === true) return;
      // The ids are the document's own; React Flow knows them as strings.
      const from = fromNode.id as StepId;
      const { x, y } = pointOf(event);
      const onto = stepAt(x, y) ?? (toNode === null ? null : (toNode.id as StepId));
      if (onto !== null) {
        if (onto !== from) connectSteps(from, onto);
        return;
      }
      if (!isCanvasAt(x, y)) return;
      const at: Position = screenToFlowPosition({ x, y });
      askForStep(
        {
          after: from,
          asBranch: true,
          position: { x: snap(at.x - NODE_WIDTH / 2), y: snap(at.y) },
        },
        { x, y },
      );
    },
    [screenToFlowPosition],
  );

  return { edge, drop, onDragOver, onDragLeave, onDrop, onConnectEnd };
}

function targetOf({ parent, after }: DropPlace): AddTarget {
  return after === null ? { into: parent } : { after };
}

function pointOf(event: MouseEvent | TouchEvent): { readonly x: number; readonly y: number } {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: point?.clientX ?? 0, y: point?.clientY ?? 0 };
}

function stepAt(x: number, y: number): StepId | null {
  const node = document.elementFromPoint(x, y)?.closest('.react-flow__node');
  // The ids are the document's own; React Flow knows them as strings.
  return (node?.getAttribute('data-id') ?? null) as StepId | null;
}

/** Let go elsewhere, on the console or beside the window, a connection is given up. */
function isCanvasAt(x: number, y: number): boolean {
  return document.elementFromPoint(x, y)?.closest('.react-flow') != null;
}

function edgeAt(x: number, y: number): EdgeId | null {
  const edge = document.elementFromPoint(x, y)?.closest('.react-flow__edge');
  // React Flow writes the edge's own id there.
  return (edge?.getAttribute('data-id') ?? null) as EdgeId | null;
}
