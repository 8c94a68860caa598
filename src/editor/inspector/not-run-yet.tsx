import { Play } from 'lucide-react';
import { startRun } from '@/state/commands/runs';
import { useRun } from '@/state/run';
import styles from './step-panel.module.css';

/** Says why there is nothing to see, and offers the run that changes it. */
export function NotRunYet({ text }: { readonly text: string }) {
  const isRunning = useRun(({ current }) => current?.status === 'running');
  return (
    <div className={styles.empty}>
      <p>{text}</p>
      {!isRunning && (
        <button type="button" className={styles.primary} onClick={() => void startRun()}>
          <Play aria-hidden size={14} />
          Run flow
        </button>
      )}
    </div>
  );
}
