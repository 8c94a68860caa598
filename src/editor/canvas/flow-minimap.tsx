import { useEffect, useMemo, useRef, type PointerEvent } from 'react';
import { Panel, useReactFlow, useStore, type ReactFlowState } from 'reactflow';
import type { StepId } from '@/lib/ids';
import type { Flow, Position } from '@/model/project';
import { useRun } from '@/state/run';
import { useSession } from '@/state/session';
import { minimapMarks, type MinimapMark } from './minimap-marks';
import styles from './canvas.module.css';

interface FlowMinimapProps {
  readonly flow: Flow;
  /** Where steps are while they are dragged. */
  readonly dragged: ReadonlyMap<StepId, Position>;
}

/** Pixels on the page. */
const WIDTH = 144;
const HEIGHT = 96;
const BORDER = 5;

const COLOURS: Readonly<Record<MinimapMark, string>> = {
  container: 'var(--minimap-container)',
  'selected container': 'var(--accent-soft)',
  step: 'var(--minimap-node)',
  'selected step': 'var(--accent)',
  failed: 'var(--danger)',
};

/**
 * The whole flow in a corner; failed and selected steps stand out. Drag in it to move the view, turn the wheel to zoom.
 * React Flow's own draws an element per step, which listens to each move of the view: a pause with thousands of steps.
 */
export function FlowMinimap({ flow, dragged }: FlowMinimapProps) {
  const svg = useRef<SVGSVGElement>(null);
  /** Where on the page a drag has come to. */
  const held = useRef<Position | null>(null);
  const selection = useSession((session) => session.selection);
  const failed = useRun(({ current }) => {
    const error = current?.error?.stepId;
    return current?.status === 'failed' || current?.status === 'timed out' ? error : undefined;
  });
  const { bounds, marks } = useMemo(
    () => minimapMarks(flow, { selection, failed, dragged }),
    [flow, selection, failed, dragged],
  );
  const view = useStore(viewOf, isSameView);
  const { getViewport, setViewport, zoomTo, getZoom } = useReactFlow();

  useEffect(() => {
    const element = svg.current;
    const turn = (event: WheelEvent) => {
      // Not React's: its listener cannot keep the browser from zooming the page.
      event.preventDefault();
      const unit = event.deltaMode === 1 ? 0.05 : event.deltaMode === 0 ? 0.002 : 1;
      void zoomTo(getZoom() * 2 ** (-event.deltaY * unit));
    };
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, [getZoom, zoomTo]);

  const left = Math.min(bounds.left, view.left);
  const top = Math.min(bounds.top, view.top);
  const right = Math.max(bounds.right, view.right);
  const bottom = Math.max(bounds.bottom, view.bottom);
  /** Canvas pixels in one of the minimap. */
  const scale = Math.max((right - left) / WIDTH, (bottom - top) / HEIGHT) || 1;
  const width = (WIDTH + 2 * BORDER) * scale;
  const height = (HEIGHT + 2 * BORDER) * scale;
  const x = (left + right - width) / 2;
  const y = (top + bottom - height) / 2;
  const whole = `M${x} ${y}h${width}v${height}h${-width}z`;
  const window = `M${view.left} ${view.top}H${view.right}V${view.bottom}H${view.left}z`;

  const drag = ({ clientX, clientY }: PointerEvent) => {
    if (held.current === null) return;
    const at = getViewport();
    const factor = scale * at.zoom;
    const dx = (clientX - held.current.x) * factor;
    const dy = (clientY - held.current.y) * factor;
    held.current = { x: clientX, y: clientY };
    void setViewport({ ...at, x: at.x - dx, y: at.y - dy });
  };
  const letGo = () => {
    held.current = null;
  };

  return (
    <Panel position="bottom-right" className={styles.minimap ?? ''}>
      <svg
        ref={svg}
        role="img"
        aria-label="Minimap"
        width={WIDTH}
        height={HEIGHT}
        viewBox={`${x} ${y} ${width} ${height}`}
        onPointerDown={({ currentTarget, pointerId, button, clientX, clientY }) => {
          if (button !== 0) return;
          currentTarget.setPointerCapture(pointerId);
          held.current = { x: clientX, y: clientY };
        }}
        onPointerMove={drag}
        onPointerUp={letGo}
        onPointerCancel={letGo}
      >
        {marks.map(({ key, mark, path }) => (
          <path key={key} d={path} fill={COLOURS[mark]} />
        ))}
        <path
          d={`${whole}${window}`}
          fill="var(--minimap-mask)"
          fillRule="evenodd"
          stroke="var(--accent)"
          strokeWidth={scale}
        />
      </svg>
    </Panel>
  );
}

interface View {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What of the canvas is in sight, on it. */
function viewOf({ transform: [x, y, zoom], width, height }: ReactFlowState): View {
  return {
    left: -x / zoom,
    top: -y / zoom,
    right: (width - x) / zoom,
    bottom: (height - y) / zoom,
  };
}

function isSameView(one: View, other: View): boolean {
  return (
    one.left === other.left &&
    one.top === other.top &&
    one.right === other.right &&
    one.bottom === other.bottom
  );
}
