import type { Flow, Step } from '@/model/project';
import { useStaleReason } from './use-stale-reason';
import styles from './step-panel.module.css';

/** Says that the result on show is of older work, and of what. */
export function StaleNote({ flow, step }: { readonly flow: Flow; readonly step: Step }) {
  const reason = useStaleReason(flow, step.id);
  return reason === null ? null : (
    <span className={styles.stale} title={reason}>
      Stale: {reason}
    </span>
  );
}
