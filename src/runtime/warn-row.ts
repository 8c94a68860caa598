import type { LogRow } from '@/plan/run';

/** A row that the editor itself adds to a step's log. */
export function warnRow(message: string): LogRow {
  return { level: 'warn', message, timestamp: new Date().toISOString() };
}
