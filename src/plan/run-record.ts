import type { StepId } from '@/lib/ids';
import { toBase64 } from '@/lib/base64';
import { toPlainJson } from './decoding';
import type {
  LogRow,
  ResultBytes,
  RunError,
  RunResponse,
  RunState,
  StepOutcome,
  StepRun,
  StepTime,
} from './run';

/** A run as it leaves the page: interface.md section 2. */
export interface RunRecord {
  readonly id: string;
  readonly flow: string;
  readonly status: 'succeeded' | 'failed' | 'stopped' | 'timed out';
  readonly startedAt: string;
  readonly durationMs: number;
  readonly steps: readonly StepRecord[];
  readonly response: RecordedResponse | null;
  readonly error?: RecordedError;
}

/** The answer to the caller, its body as text. */
export type RecordedResponse = Omit<RunResponse, 'body' | 'isBinary'> & RecordedBody;

/** A body as JSON can carry it. */
export interface RecordedBody {
  readonly body: string;
  /** Present where the body is binary. */
  readonly encoding?: 'base64';
}

/** What a record holds of a run that has to be read from bytes first. */
export interface RecordedValues {
  readonly results: ReadonlyMap<ResultBytes, unknown>;
  /** Null where nobody was answered. */
  readonly body: RecordedBody | null;
}

/** One step of a record: one entry an iteration where it stands in a loop. */
export interface StepRecord {
  readonly key: string;
  readonly name: string;
  readonly status: StepOutcome['status'];
  readonly iteration?: readonly number[];
  /** Failed, and the run went on. */
  readonly isIgnored?: boolean;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly results?: unknown;
  readonly error?: RecordedError;
  readonly logs: readonly RecordedRow[];
}

type RecordedRow = Pick<LogRow, 'level' | 'message' | 'timestamp' | 'truncated'>;

/** `step` is the step's key, or its name where it has none. */
export type RecordedError = Omit<RunError, 'stepId'> & { readonly step?: string };

/** Reads them at once, as far as a run holds little. */
export function readValues(run: RunState): RecordedValues {
  const results = new Map<ResultBytes, unknown>();
  for (const result of resultsOf(run)) results.set(result, toPlainJson(result.bytes));
  return { results, body: run.response === null ? null : readBody(run.response) };
}

/** All results that a record of the run holds. */
export function resultsOf(run: RunState): readonly ResultBytes[] {
  return Object.values(run.steps)
    .flatMap(timesOf)
    .flatMap(({ result }) => (result === null ? [] : [result]));
}

/** The times a step ran: in loops each that was kept, elsewhere the only one. */
function timesOf(step: StepRun): readonly StepTime[] {
  return step.iterationCount === 0 ? [step] : step.iterations.flat();
}

/** Bytes as text where they are some, else as base64. */
export function readBody({ body, isBinary }: RunResponse): RecordedBody {
  if (isBinary) return { body: toBase64(body), encoding: 'base64' };
  return { body: new TextDecoder('utf-8', { ignoreBOM: true }).decode(body) };
}

/**
 * The record of a run that has ended. Steps in the order they started, the skipped ones last; a run that never
 * began has none. `nameOf` tells the key of a step that the run does not hold.
 */
export function toRunRecord(
  run: RunState,
  { results, body }: RecordedValues,
  nameOf: (id: StepId) => string = String,
): RunRecord {
  if (run.status === 'running') throw new Error('A run has a record only when it has ended.');
  const began = Date.parse(run.startedAt);
  const isBegun = Object.values(run.steps).some(({ startedAt }) => startedAt !== null);
  const logs = rowsByPlace(run);
  const times = run.order
    .flatMap((id) => run.steps[id] ?? [])
    .flatMap((step) => timesOf(step).map((time) => ({ step, time })))
    // The skipped ones keep their order behind all others.
    .toSorted((one, other) => (one.time.nth || Infinity) - (other.time.nth || Infinity) || 0);
  return {
    id: run.id,
    flow: run.flow.name,
    status: run.status,
    startedAt: run.startedAt,
    durationMs: rounded(run.durationMs ?? 0),
    steps: isBegun
      ? times.map(({ step, time }) => {
          const rows = logs.get(placeOf(step.id, time.iteration)) ?? [];
          return toStepRecord({ run, step, time, began, logs: rows, results, nameOf });
        })
      : [],
    response: toRecordedResponse(run.response, body),
    ...(run.error === null ? {} : { error: toRecordedError(run, run.error, nameOf) }),
  };
}

function toRecordedResponse(
  response: RunResponse | null,
  recorded: RecordedBody | null,
): RecordedResponse | null {
  if (response === null || recorded === null) return null;
  const { body: _body, isBinary: _isBinary, ...head } = response;
  return { ...head, ...recorded };
}

interface StepParts {
  readonly run: RunState;
  readonly step: StepRun;
  readonly time: StepTime;
  readonly began: number;
  readonly logs: readonly RecordedRow[];
  readonly results: RecordedValues['results'];
  readonly nameOf: (id: StepId) => string;
}

function toStepRecord({ run, step, time, began, logs, results, nameOf }: StepParts): StepRecord {
  const { key, name } = step;
  const { status, iteration, result, error } = time;
  if (status === 'queued' || status === 'running') throw new Error(`${name} has not ended.`);
  const after = time.startedAt ?? run.durationMs ?? 0;
  return {
    key,
    name,
    status,
    ...(iteration.length === 0 ? {} : { iteration }),
    ...(time.isIgnored ? { isIgnored: true } : {}),
    startedAt: new Date(began + after).toISOString(),
    durationMs: rounded(time.durationMs ?? 0),
    ...(result === null ? {} : { results: results.get(result) }),
    ...(error === null ? {} : { error: toRecordedError(run, error, nameOf) }),
    logs,
  };
}

function toRecordedError(
  run: RunState,
  { stepId, ...error }: RunError,
  nameOf: (id: StepId) => string,
): RecordedError {
  if (stepId === undefined) return error;
  const step = run.steps[stepId];
  return { ...error, step: step?.key || step?.name || nameOf(stepId) };
}

function rowsByPlace(run: RunState): ReadonlyMap<string, RecordedRow[]> {
  const rows = new Map<string, RecordedRow[]>();
  for (const { stepId, iteration, level, message, timestamp, truncated } of run.logs.flat()) {
    const place = placeOf(stepId, iteration ?? []);
    const own = rows.get(place) ?? [];
    rows.set(place, own);
    own.push({ level, message, timestamp, ...(truncated === true ? { truncated } : {}) });
  }
  return rows;
}

function placeOf(id: StepId, iteration: readonly number[]): string {
  return iteration.length === 0 ? id : `${id} ${iteration.join('.')}`;
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
