import type { StepId } from '@/lib/ids';
import { useStaleReason } from './use-stale-reason';
import styles from './step-panel.module.css';

/** Says that the result on show is of older work, and of what. */
export function StaleNote({ stepId }: { readonly stepId: StepId }) {
  const reason = useStaleReason(stepId);
  return reason === null ? null : (
    <span className={styles.stale} title={reason}>
      Stale: {reason}
    </span>
  );
}
