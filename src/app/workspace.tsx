import { lazy, Suspense } from 'react';
import { Canvas } from '@/editor/canvas/canvas';
import { examples } from '@/examples';
import { resizePanel } from '@/state/commands/selection';
import { useSession } from '@/state/session';
import { Splitter } from '@/ui/splitter';
import { useMedia } from '@/ui/use-media';
import { NetworkChoice } from './network-choice';
import { PayloadChoice } from './payload-choice';
import { MEDIUM, NARROW } from './widths';
import styles from './workspace.module.css';

const Outline = lazy(async () => ({
  default: (await import('@/editor/outline/outline')).Outline,
}));
const FlowStrip = lazy(async () => ({
  default: (await import('@/editor/outline/flow-strip')).FlowStrip,
}));
const StepPanel = lazy(async () => ({
  default: (await import('@/editor/inspector/step-panel')).StepPanel,
}));
const PayloadsView = lazy(async () => ({
  default: (await import('@/editor/payloads/payloads-view')).PayloadsView,
}));
const ConfigVarsView = lazy(async () => ({
  default: (await import('@/editor/config/config-vars-view')).ConfigVarsView,
}));
const StateView = lazy(async () => ({
  default: (await import('@/editor/state/state-view')).StateView,
}));
const ConnectionsView = lazy(async () => ({
  default: (await import('@/editor/connections/connections-view')).ConnectionsView,
}));
const NetworkView = lazy(async () => ({
  default: (await import('@/editor/network/network-view')).NetworkView,
}));
const ProjectsView = lazy(async () => ({
  default: (await import('@/editor/projects/projects-view')).ProjectsView,
}));

const LEAST_PANEL = 360;
const LEAST_CANVAS = 320;
const DEFAULT_PANEL = 600;
const MEDIUM_PANEL = 480;

/** The view in the middle: the graph with the open step beside it, or one that needs the width. */
export function Workspace() {
  const view = useSession((session) => session.view);
  if (view === 'canvas' || view === 'outline') return <GraphView />;
  return (
    <div className={styles.wide}>
      <Suspense>
        {view !== 'projects' && <FlowStrip />}
        {view === 'payload' && <PayloadsView />}
        {view === 'connections' && <ConnectionsView />}
        {view === 'config' && <ConfigVarsView />}
        {view === 'state' && <StateView />}
        {view === 'network' && <NetworkView />}
        {view === 'projects' && <ProjectsView examples={examples} />}
      </Suspense>
    </div>
  );
}

function GraphView() {
  const isNarrow = useMedia(NARROW);
  const isMedium = useMedia(MEDIUM);
  const isOpen = useSession((session) => session.openStepId !== null);
  const isWide = useSession((session) => session.isPanelWide);
  const chosenWidth = useSession((session) => session.panelWidth);
  const isOutline = useSession(({ view }) => view === 'outline');
  // The default is what the room allows; a width that was chosen is kept as far as it fits.
  const width = isMedium && chosenWidth === DEFAULT_PANEL ? MEDIUM_PANEL : chosenWidth;

  const graph = isOutline ? (
    <Suspense>
      <Outline />
    </Suspense>
  ) : (
    <Canvas />
  );
  const panel = (
    <Suspense>
      <StepPanel />
    </Suspense>
  );
  if (isNarrow && isOpen) return <div className={styles.wide}>{panel}</div>;
  if (isWide && isOpen) {
    return (
      <div className={styles.wide}>
        <Suspense>
          <FlowStrip />
        </Suspense>
        {panel}
      </div>
    );
  }
  if (isNarrow) {
    return (
      <div className={styles.narrow}>
        <div className={styles.choice}>
          <PayloadChoice />
          <NetworkChoice />
        </div>
        {graph}
      </div>
    );
  }
  return (
    <>
      {graph}
      {isOpen && (
        <>
          <Splitter
            label="Width of the step panel"
            orientation="vertical"
            size={width}
            min={LEAST_PANEL}
            max={Math.max(LEAST_PANEL, innerWidth - LEAST_CANVAS)}
            onResize={resizePanel}
          />
          <div className={styles.panel} style={{ width }}>
            {panel}
          </div>
        </>
      )}
    </>
  );
}
