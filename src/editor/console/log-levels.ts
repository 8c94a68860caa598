import type { LogLevel } from '@/plan/run';

/** The levels, lowest first, as people read them. */
export const LEVEL_LABELS: Readonly<Record<LogLevel, string>> = {
  trace: 'Trace',
  debug: 'Debug',
  info: 'Info',
  metric: 'Metric',
  warn: 'Warn',
  error: 'Error',
};
