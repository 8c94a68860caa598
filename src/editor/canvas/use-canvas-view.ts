import { useEffect, type RefObject } from 'react';
import { useReactFlow } from 'reactflow';
import type { StepId } from '@/lib/ids';
import { currentFlow } from '@/state/edit-document';
import { useSession } from '@/state/session';
import { provideViewHandlers } from '@/state/view-handlers';

/** Keeps steps clear of the buttons that float over the canvas. */
export const fitOptions = {
  padding: { top: '64px', bottom: '64px', x: '24px' },
  maxZoom: 1,
  minZoom: 0.1,
} as const;

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
