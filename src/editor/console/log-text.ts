import { iterationText } from '@/plan/iteration-text';
import type { LogEntry, RunState } from '@/plan/run';
import { LEVEL_LABELS } from './log-levels';

/** Rows for the clipboard, one line each: "14:03:22.104 [INFO] [Map Order] message". */
export function logText(rows: readonly LogEntry[], run: RunState): string {
  return rows
    .map((row) => {
      const name = run.steps[row.stepId]?.name ?? row.stepId;
      const { iteration } = row;
      const step = iteration === undefined ? name : `${name} #${iterationText(iteration)}`;
      const level = LEVEL_LABELS[row.level].toUpperCase();
      const cut = row.truncated === true ? ' … (cut at 4,096 characters)' : '';
      return `${clockText(row.timestamp)} [${level}] [${step}] ${row.message}${cut}`;
    })
    .join('\n');
}

/** The time of day with milliseconds, in the reader's time zone. */
export function clockText(iso: string): string {
  const date = new Date(iso);
  const part = (value: number, digits = 2) => String(value).padStart(digits, '0');
  return `${part(date.getHours())}:${part(date.getMinutes())}:${part(date.getSeconds())}.${part(date.getMilliseconds(), 3)}`;
}
