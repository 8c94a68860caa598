import { member } from '@/lib/member';
import { EMPTY_STATE, NO_STATE, STATE_NAMES, type StateTexts } from '@/plan/state';
import type { LogLevel, LogRow, ResultBytes, RunResponse } from '@/plan/run';
import type { WireError } from './protocol/messages';

/** An event as the host believes it: checked, cut to size, and of the types it says. */
export type ReadEvent =
  | { readonly t: 'start'; readonly k: string }
  | { readonly t: 'log'; readonly k: string; readonly rows: readonly LogRow[] }
  | {
      readonly t: 'end';
      readonly k: string;
      readonly result: ResultBytes | null;
      readonly warnings: readonly string[];
      readonly response: RunResponse | null;
    }
  | {
      readonly t: 'fail' | 'ignored';
      readonly k: string;
      readonly error: WireError;
      readonly response: RunResponse | null;
    }
  | {
      readonly t: 'enter';
      readonly k: string;
      readonly b: number;
      readonly response: RunResponse | null;
    }
  | { readonly t: 'iterate'; readonly k: string }
  | { readonly t: 'retry'; readonly k: string; readonly error: WireError }
  | { readonly t: 'refused'; readonly message: string; readonly response: RunResponse | null }
  | { readonly t: 'late' }
  | { readonly t: 'state'; readonly state: StateTexts };

/** Parts of a report that no event has taken yet. */
type Parts = (Uint8Array | undefined)[];

const LEVELS: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'metric'];
const MOST_ROWS = 1_000;
const MOST_TEXT = 64 * 1024 * 1024;
/** The guest sends at most 500 together, and the rows that came before them. */
const MOST_EVENTS = 1_000;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** The events of a worker's report; null where it is not of the protocol, which ends the worker. */
export function readReport(
  text: string,
  results: readonly Uint8Array[],
): readonly ReadEvent[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(parsed) || parsed.length > MOST_EVENTS) return null;
  const events: ReadEvent[] = [];
  // Each part belongs to one event: named again and again, one long part would be decoded as often.
  const parts: (Uint8Array | undefined)[] = [...results];
  for (const item of parsed) {
    const event = readEvent(item, parts);
    if (event === null) return null;
    events.push(event);
  }
  return events;
}

function readEvent(item: unknown, parts: Parts): ReadEvent | null {
  const k = member(item, 'k');
  if (typeof k === 'string') return readStepEvent(k, item, parts);
  switch (member(item, 't')) {
    case 'refused':
      return {
        t: 'refused',
        message: text(member(item, 'message'), 1_000),
        response: readResponse(member(item, 'response'), parts),
      };
    case 'late':
      return { t: 'late' };
    case 'state':
      return { t: 'state', state: readState(member(item, 'state'), parts) };
    default:
      return null;
  }
}

function readStepEvent(k: string, item: unknown, parts: Parts): ReadEvent | null {
  const t = member(item, 't');
  switch (t) {
    case 'start':
    case 'iterate':
      return { t, k };
    case 'enter': {
      const b = member(item, 'b');
      if (typeof b !== 'number' || !Number.isInteger(b)) return null;
      return { t, k, b, response: readResponse(member(item, 'response'), parts) };
    }
    case 'log':
      return readLog(k, member(item, 'rows'));
    case 'end':
      return readEnd(k, item, parts);
    case 'retry':
      return { t, k, error: readError(member(item, 'error')) };
    case 'ignored':
    case 'fail': {
      const response = readResponse(member(item, 'response'), parts);
      return { t, k, error: readError(member(item, 'error')), response };
    }
    default:
      return null;
  }
}

function readState(state: unknown, parts: Parts): StateTexts {
  const texts = { ...NO_STATE };
  for (const name of STATE_NAMES) texts[name] = longText(member(state, name), parts) || EMPTY_STATE;
  return texts;
}

function readLog(key: string, rows: unknown): ReadEvent | null {
  if (!Array.isArray(rows) || rows.length > MOST_ROWS) return null;
  return { t: 'log', k: key, rows: rows.map(readRow) };
}

/** They come by the thousand: nothing is made for a row that it does not keep. */
function readRow(row: unknown): LogRow {
  const [level, message, at, isCut, line]: readonly unknown[] = Array.isArray(row) ? row : [];
  const known = LEVELS.find((name) => name === level) ?? 'info';
  const ms = typeof at === 'number' && Math.abs(at) < 8.64e15 ? at : 0;
  const read: LogRow = { level: known, message: text(message, 4_096), timestamp: isoOf(ms) };
  const isTruncated = isCut === 1;
  const hasLine = typeof line === 'number' && Number.isInteger(line) && line > 0;
  if (!isTruncated && !hasLine) return read;
  return { ...read, ...(isTruncated ? { truncated: true } : {}), ...(hasLine ? { line } : {}) };
}

let lastMs = 0;
let lastIso = new Date(lastMs).toISOString();

/** Most rows are logged in the same millisecond as the one before. */
function isoOf(ms: number): string {
  if (ms !== lastMs) {
    lastMs = ms;
    lastIso = new Date(ms).toISOString();
  }
  return lastIso;
}

function readEnd(key: string, item: unknown, parts: Parts): ReadEvent {
  const given = member(item, 'r');
  const bytes = typeof given === 'string' ? encoder.encode(given) : take(given, parts);
  const warnings = member(item, 'warnings');
  return {
    t: 'end',
    k: key,
    result:
      bytes === undefined
        ? null
        : // Messages carry unshared buffers only: the page is not isolated.
          { bytes: bytes as Uint8Array<ArrayBuffer>, summary: text(member(item, 'summary'), 40) },
    warnings: Array.isArray(warnings)
      ? warnings.slice(0, 20).map((warning) => text(warning, 1_000))
      : [],
    response: readResponse(member(item, 'response'), parts),
  };
}

/** Texts cut to the limits of a person's patience; places only where they are whole positive numbers. */
function readError(error: unknown): WireError {
  const code = text(member(error, 'code'), 60);
  const line = place(member(error, 'line'));
  const column = place(member(error, 'column'));
  const stack = text(member(error, 'stack'), 65_536);
  const thrown = text(member(error, 'thrown'), 1_000);
  return {
    name: text(member(error, 'name'), 200) || 'Error',
    message: text(member(error, 'message'), 8_192 + 2_200),
    ...(code === '' ? {} : { code }),
    ...(line === null ? {} : { line }),
    ...(column === null ? {} : { column }),
    ...(stack === '' ? {} : { stack }),
    ...(thrown === '' ? {} : { thrown }),
  };
}

function readResponse(response: unknown, parts: Parts): RunResponse | null {
  if (typeof response !== 'object' || response === null) return null;
  const status = member(response, 'statusCode');
  const headers = member(response, 'headers');
  const rows = typeof headers === 'object' && headers !== null ? Object.entries(headers) : [];
  return {
    statusCode: typeof status === 'number' && Number.isInteger(status) ? status : 200,
    contentType: text(member(response, 'contentType'), 1_000),
    headers: Object.fromEntries(
      rows.slice(0, 200).map(([name, value]) => [text(name, 1_000), text(value, 65_536)]),
    ),
    body: readBody(member(response, 'body'), parts),
    isBinary: member(response, 'isBinary') === true,
  };
}

function place(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 1e7
    ? value
    : null;
}

function text(value: unknown, most: number): string {
  if (typeof value !== 'string') return '';
  // A mere slice would hold all of the text in memory that it was cut from.
  return value.length <= most ? value : structuredClone(value.slice(0, most));
}

/** The part of that index; each is given once. */
function take(index: unknown, parts: Parts): Uint8Array | undefined {
  if (typeof index !== 'number' || !Object.hasOwn(parts, index)) return undefined;
  const part = parts[index];
  parts[index] = undefined;
  return part;
}

/** A text, or the index of its bytes. */
function longText(value: unknown, parts: Parts): string {
  const bytes = take(value, parts);
  return bytes === undefined ? text(value, MOST_TEXT) : decoder.decode(bytes);
}

/** The bytes of that index, or of a text. */
function readBody(value: unknown, parts: Parts): Uint8Array<ArrayBuffer> {
  // Messages carry unshared buffers only: the page is not isolated.
  const bytes = take(value, parts) as Uint8Array<ArrayBuffer> | undefined;
  return bytes ?? encoder.encode(text(value, MOST_TEXT));
}
