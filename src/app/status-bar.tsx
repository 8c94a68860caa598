import { durationText } from '@/lib/duration-text';
import { showConsole } from '@/state/commands/selection';
import { useProblems } from '@/state/problems';
import { useRun } from '@/state/run';
import { useSession } from '@/state/session';
import { StatusIcon } from '@/ui/status-icon';
import styles from './status-bar.module.css';

const sandboxes = {
  starting: { status: 'queued', text: 'Sandbox starting' },
  ready: { status: 'succeeded', text: 'Sandbox ready' },
  unavailable: { status: 'failed', text: 'Sandbox not available' },
} as const;

/** One line at the bottom: is the page able to run, how long the last run took, what is wrong. */
export function StatusBar() {
  const sandbox = useRun((state) => state.sandbox);
  const runMs = useRun(({ current }) => current?.durationMs ?? null);
  const count = useProblems(({ problems }) => problems.length);
  const hasErrors = useProblems(({ problems }) =>
    problems.some(({ severity }) => severity === 'error'),
  );
  const hasOpenStep = useSession(({ openStepId }) => openStepId !== null);
  const { status, text } = sandboxes[sandbox.status];
  return (
    <footer className={styles.status}>
      <span title={sandbox.status === 'unavailable' ? sandbox.reason : undefined}>
        <StatusIcon status={status} size={12} />
        {text}
      </span>
      {runMs !== null && <span>{durationText(runMs)}</span>}
      <button type="button" onClick={() => showConsole('problems')}>
        <StatusIcon
          status={count === 0 ? 'succeeded' : hasErrors ? 'failed' : 'warning'}
          size={12}
        />
        {count === 0 ? 'No problems' : `${count} ${count === 1 ? 'problem' : 'problems'}`}
      </button>
      <span className={styles.space} />
      {hasOpenStep && <span>JavaScript, CommonJS</span>}
      <span>Everything stays on this device</span>
    </footer>
  );
}
