import type { LogLevel } from '@/plan/run';
import type { WireRow } from '@/runtime/protocol/messages';
import { formatLog } from './format-log';
import { userPlace } from './user-error';

const now = Date.now.bind(Date);

/** The platform's cut of a log line (platform.md 2.3). */
const MOST_CHARACTERS = 4_096;
const FIRST_ROWS = 5_000;
const LAST_ROWS = 5_000;
/** Finding the caller's line costs a stack: done for the rows a person may look at. */
const ROWS_WITH_LINE = 500;

/** `context.logger`: the platform's levels, and `log`. */
export type Logger = Readonly<Record<LogLevel | 'log', (...args: unknown[]) => void>>;

/** The log of one call of a step. */
export interface StepLog {
  readonly logger: Logger;
  readonly write: (level: LogLevel, args: readonly unknown[]) => void;
  /** Sends the kept last rows; nothing is logged after it. */
  readonly close: () => void;
}

/** The log of one step: the first 5,000 rows go out at once, of the rest the last 5,000 when the step ends. */
export function openLog(fileName: string, send: (row: WireRow) => void): StepLog {
  let count = 0;
  let isOpen = true;
  const kept: WireRow[] = [];

  function write(level: LogLevel, args: readonly unknown[]): void {
    if (!isOpen) return;
    count += 1;
    const text = formatLog(args);
    const isCut = text.length > MOST_CHARACTERS;
    const line = count <= ROWS_WITH_LINE ? callerLine(fileName) : 0;
    const row: WireRow = [
      level,
      isCut ? text.slice(0, MOST_CHARACTERS) : text,
      now(),
      isCut ? 1 : 0,
      line,
    ];
    if (count <= FIRST_ROWS) send(row);
    else kept[(count - FIRST_ROWS - 1) % LAST_ROWS] = row;
  }

  function close(): void {
    isOpen = false;
    const beyond = count - FIRST_ROWS;
    const left = beyond - LAST_ROWS;
    if (left > 0) {
      send([
        'warn',
        `${left.toLocaleString('en')} rows left out: a step keeps its first and last 5,000.`,
        now(),
        0,
        0,
      ]);
    }
    const begin = left > 0 ? beyond % LAST_ROWS : 0;
    for (let index = 0; index < kept.length; index += 1) {
      const row = kept[(begin + index) % kept.length];
      if (row !== undefined) send(row);
    }
  }

  const at =
    (level: LogLevel) =>
    (...args: unknown[]): void => {
      write(level, args);
    };
  const logger: Logger = {
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    log: at('info'),
    warn: at('warn'),
    error: at('error'),
    metric: at('metric'),
  };
  return { logger, write, close };
}

function callerLine(fileName: string): number {
  // User code may have put anything in its place.
  const stack: unknown = new Error('where').stack;
  if (typeof stack !== 'string') return 0;
  for (const frame of stack.split('\n')) {
    const at = frame.indexOf(`${fileName}:`);
    if (at === -1) continue;
    const found = /^(\d+):(\d+)/.exec(frame.slice(at + fileName.length + 1));
    if (found !== null) return userPlace(Number(found[1]), Number(found[2])).line;
  }
  return 0;
}
