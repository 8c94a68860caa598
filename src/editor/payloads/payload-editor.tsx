import { Copy, Play, Trash2 } from 'lucide-react';
import type { Flow, Payload } from '@/model/project';
import { choosePayload, deletePayload, duplicatePayload } from '@/state/commands/payloads';
import { startRun } from '@/state/commands/runs';
import { useRun } from '@/state/run';
import { PayloadBodyEditor } from './payload-body';
import { PayloadFields } from './payload-fields';
import { PayloadName } from './payload-name';
import styles from './payloads-view.module.css';

interface PayloadEditorProps {
  readonly flow: Flow;
  readonly payload: Payload;
}

/** One payload: what is sent, and the run that sends it. */
export function PayloadEditor({ flow, payload }: PayloadEditorProps) {
  const isRunning = useRun(({ current }) => current?.status === 'running');
  const isLast = flow.payloads.length === 1;
  const runWithThis = () => {
    choosePayload(payload.id);
    void startRun();
  };
  return (
    <section aria-label="Payload" className={styles.editor}>
      <div className={styles.head}>
        <PayloadName flow={flow} payload={payload} />
        <div className={styles.headButtons}>
          <button
            type="button"
            className={styles.iconButton}
            aria-label="Duplicate payload"
            title="Duplicate payload"
            onClick={() => duplicatePayload(payload.id)}
          >
            <Copy aria-hidden size={16} />
          </button>
          <button
            type="button"
            className={styles.iconButton}
            aria-label="Delete payload"
            title={isLast ? 'The last payload stays: a run needs one' : 'Delete payload'}
            disabled={isLast}
            onClick={() => deletePayload(payload.id)}
          >
            <Trash2 aria-hidden size={16} />
          </button>
          <button
            type="button"
            className={styles.primary}
            disabled={isRunning}
            onClick={runWithThis}
          >
            <Play aria-hidden size={14} />
            Run with this
          </button>
        </div>
      </div>
      <div className={styles.columns}>
        <PayloadFields payload={payload} />
        <PayloadBodyEditor payload={payload} />
      </div>
    </section>
  );
}
