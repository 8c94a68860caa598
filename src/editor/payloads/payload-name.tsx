import { useState } from 'react';
import type { Flow, Payload } from '@/model/project';
import { updatePayload } from '@/state/commands/payloads';
import { useRun } from '@/state/run';
import styles from './payloads-view.module.css';

interface PayloadNameProps {
  readonly flow: Flow;
  readonly payload: Payload;
}

/** The payload's name as a field, and what its last run said. */
export function PayloadName({ flow, payload }: PayloadNameProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const lastRun = useRun(({ current }) =>
    current?.flow.id === flow.id && current.payloadName === payload.name ? current : null,
  );
  const commit = () => {
    const name = draft?.trim() ?? '';
    if (name !== '' && name !== payload.name) updatePayload(payload.id, { name });
    setDraft(null);
  };
  return (
    <div className={styles.nameBox}>
      <input
        aria-label="Payload name"
        className={styles.name}
        value={draft ?? payload.name}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape' && draft !== null) {
            // Only the field's own change is taken back; the view stays.
            event.stopPropagation();
            setDraft(null);
          }
        }}
      />
      {lastRun !== null && (
        <p className={styles.muted}>
          Run {lastRun.number}: {lastRun.status}
          {lastRun.response === null ? '' : `, answered with ${lastRun.response.statusCode}`}
        </p>
      )}
    </div>
  );
}
