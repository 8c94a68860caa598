import { useEffect, type RefObject } from 'react';
import { useReactFlow, type Viewport } from 'reactflow';
import type { StepId } from '@/lib/ids';
import { NODE_WIDTH } from '@/model/place';
import type { Flow } from '@/model/project';
import { stepBoxes, type Size } from '@/model/step-boxes';
import { currentFlow } from '@/state/edit-document';
import { useSession } from '@/state/session';
import { provideViewHandlers } from '@/state/view-handlers';

/** Keeps steps clear of the buttons that float over the canvas. */
export const fitOptions = {
  padding: { top: '64px', bottom: '64px', x: '24px' },
  maxZoom: 1,
  minZoom: 0.1,
} as const;

/** Where a flow that would be too small to read as a whole is opened: at its trigger, at its own size. Null for others. */
export function openingView(flow: Flow, room: Size): Viewport | null {
  const boxes = [...stepBoxes(flow).onCanvas.values()];
  const trigger = flow.steps[0];
  const start = trigger === undefined ? undefined : stepBoxes(flow).onCanvas.get(trigger.id);
  if (start === undefined) return null;
  const left = boxes.reduce((least, { x }) => Math.min(least, x), start.x);
  const top = boxes.reduce((least, { y }) => Math.min(least, y), start.y);
  const right = boxes.reduce((most, { x, width }) => Math.max(most, x + width), start.x);
  const bottom = boxes.reduce((most, { y, height }) => Math.max(most, y + height), start.y);
  const zoom = Math.min(room.width / (right - left), room.height / (bottom - top));
  if (zoom >= SMALLEST_READABLE) return null;
  return { x: room.width / 2 - (start.x + NODE_WIDTH / 2), y: 80 - start.y, zoom: 1 };
}

/** Below this the names of steps cannot be read. */
const SMALLEST_READABLE = 0.5;

/** Offers what commands need of the canvas, and keeps its middle in the middle when its room changes. */
export function useCanvasView(
  section: RefObject<HTMLElement | null>,
  focusStep: (id: StepId) => void,
  rename: (id: StepId) => void,
): void {
  const { fitView, zoomTo, getZoom, screenToFlowPosition, getViewport, setViewport } =
    useReactFlow();

  useEffect(() => {
    const motion = () => ({
      duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180,
    });
    return provideViewHandlers({
      fitView: () => {
        // Steps that have just moved are measured in the next frame.
        requestAnimationFrame(() => void fitView({ ...fitOptions, ...motion() }));
      },
      zoomTo: (zoom) => void zoomTo(zoom, motion()),
      zoomBy: (factor) => void zoomTo(getZoom() * factor, motion()),
      viewCentre: () => {
        const box = section.current?.getBoundingClientRect();
        if (box === undefined) return { x: 0, y: 0 };
        return screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
      },
      renameSelected: () => {
        const id = useSession.getState().selection.at(-1);
        if (id !== undefined) rename(id);
      },
      focusCanvas: () => {
        const id = useSession.getState().selection.at(-1) ?? currentFlow()?.steps[0]?.id;
        if (id !== undefined) focusStep(id);
      },
    });
  }, [section, focusStep, rename, fitView, zoomTo, getZoom, screenToFlowPosition]);

  useEffect(() => {
    const element = section.current;
    if (element === null) return undefined;
    let width = element.clientWidth;
    const observer = new ResizeObserver(() => {
      const change = element.clientWidth - width;
      width = element.clientWidth;
      if (change === 0) return;
      const { x, y, zoom } = getViewport();
      void setViewport({ x: x + change / 2, y, zoom });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [section, getViewport, setViewport]);
}
