import type { RunState } from '@/plan/run';
import type { LogFilter } from './log-index';
import { LEVEL_LABELS } from './log-levels';
import styles from './run-console.module.css';

interface EmptyLogsProps {
  readonly run: RunState | null;
  readonly filter: LogFilter;
  readonly onClearFilter: () => void;
}

/** Why no row is shown, and what to do. */
export function EmptyLogs({ run, filter, onClearFilter }: EmptyLogsProps) {
  if (run !== null && run.logCount > 0) {
    return (
      <div className={styles.empty}>
        <p>No log matches {filterText(filter, run)}.</p>
        <button type="button" className={styles.link} onClick={onClearFilter}>
          Clear filter
        </button>
      </div>
    );
  }
  return (
    <div className={styles.empty}>
      <p>
        {run === null || run.status === 'running'
          ? 'Logs appear here while the flow runs.'
          : `Run ${run.number} wrote no logs.`}{' '}
        Use <code>logger.info(…)</code>.
      </p>
    </div>
  );
}

function filterText(filter: LogFilter, run: RunState): string {
  const step = filter.stepId === null ? undefined : run.steps[filter.stepId]?.name;
  return [
    filter.text === '' ? undefined : `“${filter.text}”`,
    filter.level === null ? undefined : `level ${LEVEL_LABELS[filter.level]}`,
    filter.stepId === null ? undefined : `step ${step ?? 'of another run'}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
