import { Copy, Download, Play, Trash2 } from 'lucide-react';
import type { Flow, Payload } from '@/model/project';
import {
  choosePayload,
  deletePayload,
  duplicatePayload,
  savePayloadFile,
} from '@/state/commands/payloads';
import { startRun } from '@/state/commands/runs';
import { useRun } from '@/state/run';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { MenuButton } from '@/ui/menu-button';
import { PayloadBodyEditor } from './payload-body';
import { PayloadFields } from './payload-fields';
import { PayloadName } from './payload-name';
import list from '@/ui/list-view.module.css';
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
    <section aria-label="Payload" className={list.editor}>
      <div className={list.editorHead}>
        <PayloadName flow={flow} payload={payload} />
        <div className={styles.headButtons}>
          <IconButton
            label="Duplicate payload"
            icon={Copy}
            onClick={() => duplicatePayload(payload.id)}
          />
          <MenuButton
            label="Save as payload file"
            align="end"
            groups={() => [
              [
                {
                  label: 'For the platform’s command line',
                  do: () => void savePayloadFile(payload, 'command-line'),
                },
                {
                  label: 'For its editor extension',
                  do: () => void savePayloadFile(payload, 'extension'),
                },
              ],
            ]}
          >
            {(trigger) => <IconButton {...trigger} label="Save as payload file" icon={Download} />}
          </MenuButton>
          <IconButton
            label="Delete payload"
            icon={Trash2}
            {...(isLast ? { title: 'The last payload stays: a run needs one' } : {})}
            disabled={isLast}
            onClick={() => deletePayload(payload.id)}
          />
          <Button variant="primary" icon={Play} disabled={isRunning} onClick={runWithThis}>
            Run with this
          </Button>
        </div>
      </div>
      <div className={styles.columns}>
        <PayloadFields flow={flow} payload={payload} />
        <PayloadBodyEditor payload={payload} />
      </div>
    </section>
  );
}
