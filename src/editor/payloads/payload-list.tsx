import { Plus } from 'lucide-react';
import { byteText } from '@/lib/byte-text';
import type { PayloadId } from '@/lib/ids';
import type { Flow, Payload } from '@/model/project';
import { addPayload, choosePayload, importPayloadFile } from '@/state/commands/payloads';
import { Button } from '@/ui/button';
import { FileButton } from './file-button';
import { bodySize } from './payload-patch';
import list from '@/ui/list-view.module.css';
import styles from './payloads-view.module.css';

interface PayloadListProps {
  readonly flow: Flow;
  readonly chosen: PayloadId | null;
}

/** The flow's payloads; the chosen one is also what Run sends. */
export function PayloadList({ flow, chosen }: PayloadListProps) {
  const { payloads } = flow;
  return (
    <nav aria-label="Payloads" className={list.list} data-narrows>
      <div className={list.listHead}>
        <h2>Payloads</h2>
        <span className={styles.muted}>{payloads.length} saved</span>
      </div>
      <ul className={list.entries}>
        {payloads.map((payload) => (
          <li key={payload.id}>
            <button
              type="button"
              className={list.entry}
              data-marked
              aria-current={payload.id === chosen}
              onClick={() => choosePayload(payload.id)}
            >
              <span className={styles.method}>{payload.method}</span>
              <span className={list.entryName}>{payload.name}</span>
              <span className={styles.entryFacts}>{factsOf(payload)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.listFoot}>
        <Button icon={Plus} onClick={() => addPayload()}>
          New payload
        </Button>
        <FileButton label="Import payload file…" onFile={(file) => void importPayloadFile(file)} />
      </div>
    </nav>
  );
}

function factsOf(payload: Payload): string {
  const { body } = payload;
  const facts = [payload.pathFragment];
  if (body.kind === 'multipart') {
    facts.push('multipart', `${body.rows.length} ${body.rows.length === 1 ? 'part' : 'parts'}`);
  }
  if (body.kind === 'file') facts.push(body.file.name);
  facts.push(byteText(bodySize(body)));
  return facts.filter((fact) => fact !== '').join(' · ');
}
