import { giveMockForRun, isMockMissing } from '@/state/commands/mocks';
import { openStep, revealLine } from '@/state/commands/selection';
import { useRun } from '@/state/run';
import { StatusIcon } from '@/ui/status-icon';
import { outcomeOf } from './outcome-text';
import styles from './run-console.module.css';

const NONE: readonly string[] = [];

/** How the run on show stands or ended, and which run it is. */
export function RunOutcome() {
  const run = useRun((state) => state.current);
  const simulated = useRun(({ ranWith }) => ranWith?.simulated ?? NONE);
  const outcome = run === null ? null : outcomeOf(run);
  const errorStep = run?.error?.stepId;
  const line = run?.error?.line;
  return (
    <div className={styles.outcome} data-tone={outcome?.tone}>
      {/* Always there: a status that appears together with its text is not announced. */}
      <div role="status" className={styles.badge} data-tone={outcome?.tone} title={outcome?.text}>
        {run !== null && <StatusIcon status={run.status} size={16} />}
        <span className={styles.cut}>{outcome?.text}</span>
      </div>
      {run !== null && errorStep !== undefined && isMockMissing(run.error) && (
        <button
          type="button"
          className={styles.link}
          onClick={() => void giveMockForRun(run, errorStep)}
        >
          Give it a result
        </button>
      )}
      {errorStep !== undefined && !isMockMissing(run?.error ?? null) && (
        <button
          type="button"
          className={styles.link}
          onClick={() =>
            line === undefined
              ? openStep(errorStep, 'output')
              : revealLine(errorStep, line, run?.error?.column)
          }
        >
          {line === undefined ? 'Go to step' : `Go to line ${line}`}
        </button>
      )}
      {run !== null && (
        <span className={styles.which}>
          Run {run.number} · {clock(run.startedAt)}
          {simulated.length > 0 && ` · simulated token: ${simulated.join(', ')}`}
        </span>
      )}
    </div>
  );
}

function clock(iso: string): string {
  return new Date(iso).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
