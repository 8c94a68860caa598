import type { StepId } from '@/lib/ids';
import { useDocument } from '@/state/document';
import { useRun } from '@/state/run';
import { useSession } from '@/state/session';
import { staleReasonOf } from '@/state/step-face';
import styles from './step-panel.module.css';

/** Says that the result on show is of older work, and of what. */
export function StaleNote({ stepId }: { readonly stepId: StepId }) {
  // The reason depends on all three; this one line may well be drawn anew with each of them.
  const document = useDocument();
  const session = useSession();
  const run = useRun();
  const reason = staleReasonOf(run, document, session, stepId);
  return reason === null ? null : (
    <span className={styles.stale} title={reason}>
      Stale: {reason}
    </span>
  );
}
