import type { StepId } from '@/lib/ids';
import type { LogEntry, LogLevel } from '@/plan/run';

/** Log rows as they arrived, in batches; a batch is never changed. */
export type LogBatches = readonly (readonly LogEntry[])[];

/** Which rows are shown. Null is for all. */
export interface LogFilter {
  readonly level: LogLevel | null;
  readonly stepId: StepId | null;
  /** Matched anywhere in the message, without regard to case. */
  readonly text: string;
}

/** Shows every row. */
export const NO_FILTER: LogFilter = { level: null, stepId: null, text: '' };

/** Filters a log that grows, without reading again what it has read. */
export interface LogIndex {
  /** The rows that match, oldest first. The same array grows as batches arrive: look at its length. */
  readonly read: (batches: LogBatches, filter: LogFilter) => readonly LogEntry[];
}

/**
 * Finds the rows to show without copying those found before: a run may log a hundred thousand of them,
 * in thousands of batches, and each new batch is looked at once.
 */
export function createLogIndex(): LogIndex {
  let seen: LogBatches = [];
  let used = NO_FILTER;
  let rows: LogEntry[] = [];

  return {
    read: (batches, filter) => {
      const isSame =
        filter.level === used.level && filter.stepId === used.stepId && filter.text === used.text;
      if (!isSame || !continues(batches, seen)) {
        rows = [];
        seen = [];
        used = filter;
      }
      const matches = matcher(filter);
      for (let at = seen.length; at < batches.length; at += 1) {
        for (const row of batches[at] ?? []) if (matches(row)) rows.push(row);
      }
      seen = batches;
      return rows;
    },
  };
}

/** True where `batches` begins with all of `seen`: not so in a new run, or where old rows were dropped. */
function continues(batches: LogBatches, seen: LogBatches): boolean {
  if (batches === seen) return true;
  if (batches.length < seen.length) return false;
  return seen.every((batch, index) => batches[index] === batch);
}

function matcher({ level, stepId, text }: LogFilter): (row: LogEntry) => boolean {
  const wanted = text.toLowerCase();
  return (row) =>
    (level === null || row.level === level) &&
    (stepId === null || row.stepId === stepId) &&
    (wanted === '' || row.message.toLowerCase().includes(wanted));
}
