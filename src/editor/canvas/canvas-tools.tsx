import { Maximize, Minus, Network, Plus, Redo2, Undo2 } from 'lucide-react';
import { useStore } from 'reactflow';
import { redo, undo } from '@/state/commands/history';
import { askForStep } from '@/state/commands/selection';
import { tidyFlow } from '@/state/commands/steps';
import { shortcutText } from '@/state/commands';
import { useDocument } from '@/state/document';
import { viewHandlers } from '@/state/view-handlers';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import styles from './canvas.module.css';

const ZOOM_STEP = 1.25;

/** The buttons that float over the canvas. */
export function CanvasTools() {
  const undoLabel = useDocument(({ history }) => history?.past.at(-1)?.label ?? null);
  const redoLabel = useDocument(({ history }) => history?.future.at(-1)?.label ?? null);
  const zoom = useStore(({ transform }) => Math.round(transform[2] * 100));
  return (
    <>
      <div className={styles.tools} data-place="top">
        <Button
          variant="ghost"
          size="compact"
          icon={Plus}
          shortcut={shortcutText('add-step')}
          onClick={() => askForStep()}
        >
          Add step
        </Button>
        <span className={styles.rule} />
        <IconButton
          label="Undo"
          title={hint('Undo', undoLabel, 'undo')}
          icon={Undo2}
          disabled={undoLabel === null}
          onClick={undo}
        />
        <IconButton
          label="Redo"
          title={hint('Redo', redoLabel, 'redo')}
          icon={Redo2}
          disabled={redoLabel === null}
          onClick={redo}
        />
      </div>
      <div className={styles.tools} data-place="bottom">
        <IconButton
          label="Zoom out"
          icon={Minus}
          onClick={() => viewHandlers().zoomBy?.(1 / ZOOM_STEP)}
        />
        <button
          type="button"
          className={styles.zoom}
          aria-label={`Zoom ${zoom} percent; set to 100 percent`}
          title="Set the zoom to 100 %"
          onClick={() => viewHandlers().zoomTo?.(1)}
        >
          {zoom}%
        </button>
        <IconButton
          label="Zoom in"
          icon={Plus}
          onClick={() => viewHandlers().zoomBy?.(ZOOM_STEP)}
        />
        <span className={styles.rule} />
        <IconButton
          label="Fit the flow into view"
          icon={Maximize}
          onClick={() => viewHandlers().fitView?.()}
        />
        <IconButton label="Tidy the drawing" icon={Network} onClick={() => void tidyFlow()} />
      </div>
    </>
  );
}

function hint(verb: string, label: string | null, command: 'undo' | 'redo'): string {
  const what = label === null ? verb : `${verb}: ${label}`;
  return `${what} (${shortcutText(command) ?? ''})`;
}
