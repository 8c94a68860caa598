import type { Flow, Payload } from '@/model/project';
import { updatePayload } from '@/state/commands/payloads';
import { useRun } from '@/state/run';
import { TitleInput } from '@/ui/title-input';
import { useDraft } from '@/ui/use-draft';
import styles from './payloads-view.module.css';

interface PayloadNameProps {
  readonly flow: Flow;
  readonly payload: Payload;
}

/** The payload's name as a field, and what its last run said. */
export function PayloadName({ flow, payload }: PayloadNameProps) {
  const draft = useDraft(payload.name, (name) => updatePayload(payload.id, { name }));
  const lastRun = useRun(({ current }) =>
    current?.flow.id === flow.id && current.payloadName === payload.name ? current : null,
  );
  return (
    <div className={styles.nameBox}>
      <TitleInput aria-label="Payload name" {...draft} />
      {lastRun !== null && (
        <p className={styles.muted}>
          Run {lastRun.number}: {lastRun.status}
          {lastRun.response === null ? '' : `, answered with ${lastRun.response.statusCode}`}
        </p>
      )}
    </div>
  );
}
