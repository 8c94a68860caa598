import type { StepId } from '@/lib/ids';
import { useStepFace } from '@/state/step-face';
import styles from './step-panel.module.css';

/** Says that the result on show is of older work, and of what. */
export function StaleNote({ stepId }: { readonly stepId: StepId }) {
  const { status, detail } = useStepFace(stepId);
  return status === 'stale' ? (
    <span className={styles.stale} title={detail}>
      {detail}
    </span>
  ) : null;
}
