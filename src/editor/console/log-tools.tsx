import { ArrowDownToLine, ListFilter } from 'lucide-react';
import { useRun } from '@/state/run';
import type { StepId } from '@/lib/ids';
import type { LogLevel, RunState } from '@/plan/run';
import { CopyButton } from '@/ui/copy-button';
import { IconButton } from '@/ui/icon-button';
import { Select } from '@/ui/select';
import { createLogIndex, type LogFilter } from './log-index';
import { LEVEL_LABELS } from './log-levels';
import { logText } from './log-text';
import styles from './run-console.module.css';

interface LogToolsProps {
  readonly filter: LogFilter;
  readonly onFilter: (filter: LogFilter) => void;
  readonly isFollowing: boolean;
  readonly onFollow: (isFollowing: boolean) => void;
}

/** Chooses which rows are shown, whether new ones are followed, and copies those on show. */
export function LogTools({ filter, onFilter, isFollowing, onFollow }: LogToolsProps) {
  const steps = useRun(({ current }) => current?.steps ?? null);
  const hasRows = useRun(({ current }) => (current?.logCount ?? 0) > 0);
  return (
    <div className={styles.tools}>
      <Select
        size="compact"
        aria-label="Level"
        value={filter.level ?? ''}
        onChange={(event) =>
          // The options are the levels and nothing else.
          onFilter({ ...filter, level: (event.target.value || null) as LogLevel | null })
        }
      >
        <option value="">All levels</option>
        {Object.entries(LEVEL_LABELS).map(([level, label]) => (
          <option key={level} value={level}>
            {label}
          </option>
        ))}
      </Select>
      <Select
        size="compact"
        aria-label="Step of the log"
        value={filter.stepId ?? ''}
        onChange={(event) =>
          // The options are the ids of this run's steps and nothing else.
          onFilter({ ...filter, stepId: (event.target.value || null) as StepId | null })
        }
      >
        <option value="">All steps</option>
        {Object.values(steps ?? {}).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <label className={styles.filter}>
        <ListFilter aria-hidden size={14} />
        <input
          type="search"
          aria-label="Filter logs"
          placeholder="Filter logs"
          value={filter.text}
          onChange={(event) => onFilter({ ...filter, text: event.target.value })}
        />
      </label>
      <IconButton
        label="Follow new rows"
        icon={ArrowDownToLine}
        aria-pressed={isFollowing}
        onClick={() => onFollow(!isFollowing)}
      />
      {hasRows && <CopyButton label="Copy logs" text={() => textOfShown(filter)} />}
    </div>
  );
}

function textOfShown(filter: LogFilter): string {
  const run: RunState | null = useRun.getState().current;
  return run === null ? '' : logText(createLogIndex().read(run.logs, filter), run);
}
