import { lazy, Suspense, useMemo } from 'react';
import type { EdgeId, StepId } from '@/lib/ids';
import type { Flow } from '@/model/project';
import { edgeMenu, flowMenu, stepMenu } from '@/state/graph-menus';

const Menu = lazy(async () => ({ default: (await import('@/ui/menu')).Menu }));

/** What was asked about, and where on the screen. */
export interface MenuSpot {
  readonly stepId?: StepId;
  readonly edgeId?: EdgeId;
  readonly x: number;
  readonly y: number;
}

interface CanvasMenuProps {
  readonly flow: Flow;
  readonly spot: MenuSpot;
  readonly onClose: () => void;
}

/** The context menu of a step, a connection or the canvas. */
export function CanvasMenu({ flow, spot, onClose }: CanvasMenuProps) {
  const { stepId, edgeId, x, y } = spot;
  const anchor = useMemo(() => ({ left: x, right: x, top: y, bottom: y }), [x, y]);
  const step = flow.steps.find(({ id }) => id === stepId);
  const groups =
    step !== undefined
      ? stepMenu(flow, step)
      : edgeId !== undefined
        ? edgeMenu(edgeId)
        : flowMenu();
  return (
    <Suspense>
      <Menu label={step?.name ?? 'Canvas'} groups={groups} anchor={anchor} onClose={onClose} />
    </Suspense>
  );
}
