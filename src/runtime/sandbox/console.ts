import type { LogLevel } from '@/plan/run';
import { formatLog } from './format-log';

type Write = (level: LogLevel, args: readonly unknown[]) => void;

/** The console of a worker, written into the log of the step that runs. */
export function makeConsole(write: Write): Record<string, (...args: unknown[]) => void> {
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  let indent = '';
  const at =
    (level: LogLevel) =>
    (...args: unknown[]): void => {
      write(level, indent === '' ? args : [indent + formatLog(args)]);
    };
  const info = at('info');
  const elapsed = (label: string): string => {
    const since = timers.get(label);
    return since === undefined
      ? `${label}: no such timer`
      : `${label}: ${(performance.now() - since).toFixed(3)}ms`;
  };
  return {
    log: info,
    info,
    debug: at('debug'),
    warn: at('warn'),
    error: at('error'),
    trace: at('trace'),
    dir: (value) => {
      info(value);
    },
    dirxml: info,
    table: (value) => {
      info(formatTable(value));
    },
    group: (...args) => {
      if (args.length > 0) info(...args);
      indent += '  ';
    },
    groupCollapsed: (...args) => {
      if (args.length > 0) info(...args);
      indent += '  ';
    },
    groupEnd: () => {
      indent = indent.slice(2);
    },
    assert: (isTrue, ...args) => {
      if (isTrue === true || Boolean(isTrue)) return;
      write('error', args.length === 0 ? ['Assertion failed'] : ['Assertion failed:', ...args]);
    },
    count: (label = 'default') => {
      const name = String(label);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      info(`${name}: ${counts.get(name) ?? 0}`);
    },
    countReset: (label = 'default') => {
      counts.delete(String(label));
    },
    time: (label = 'default') => {
      timers.set(String(label), performance.now());
    },
    timeLog: (label = 'default', ...args) => {
      info(elapsed(String(label)), ...args);
    },
    timeEnd: (label = 'default') => {
      info(elapsed(String(label)));
      timers.delete(String(label));
    },
    clear: () => undefined,
  };
}

/** Rows of `a | b`, the column names first. */
function formatTable(value: unknown): string {
  if (typeof value !== 'object' || value === null) return formatLog([value]);
  const rows = Object.entries(value).slice(0, 100);
  const columns = [...new Set(rows.flatMap(([, row]) => (isRecord(row) ? Object.keys(row) : [])))];
  if (columns.length === 0)
    return rows.map(([key, row]) => `${key} | ${formatLog([row])}`).join('\n');
  const head = ['(index)', ...columns].join(' | ');
  const body = rows.map(([key, row]) =>
    [key, ...columns.map((column) => (isRecord(row) ? formatLog([row[column]]) : ''))].join(' | '),
  );
  return [head, ...body].join('\n');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
