import type { StepId } from '@/lib/ids';
import { toBase64, toPlainJson } from './encoding';
import type { LogRow, RunError, RunResponse, RunState, StepOutcome, StepRun } from './run';

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

export type RecordedResponse = Omit<RunResponse, 'body' | 'isBinary'> & RecordedBody;

export interface RecordedBody {
  readonly body: string;
  /** Present where the body is binary. */
  readonly encoding?: 'base64';
}

/** What a record holds of a run that has to be read from bytes first. */
export interface RecordedValues {
  readonly results: ReadonlyMap<StepId, unknown>;
  /** Null where nobody was answered. */
  readonly body: RecordedBody | null;
}

export interface StepRecord {
  readonly key: string;
  readonly name: string;
  readonly status: StepOutcome['status'];
  readonly iteration?: readonly number[];
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
  const results = new Map<StepId, unknown>();
  for (const { id, result } of Object.values(run.steps)) {
    if (result !== null) results.set(id, toPlainJson(result.bytes));
  }
  return { results, body: run.response === null ? null : readBody(run.response) };
}

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
  const logs = rowsByStep(run);
  return {
    id: run.id,
    flow: run.flow.name,
    status: run.status,
    startedAt: run.startedAt,
    durationMs: rounded(run.durationMs ?? 0),
    steps: isBegun
      ? run.order.flatMap((id) => {
          const step = run.steps[id];
          return step === undefined
            ? []
            : [toStepRecord({ run, step, began, logs: logs.get(id) ?? [], results, nameOf })];
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
  readonly began: number;
  readonly logs: readonly RecordedRow[];
  readonly results: RecordedValues['results'];
  readonly nameOf: (id: StepId) => string;
}

function toStepRecord({ run, step, began, logs, results, nameOf }: StepParts): StepRecord {
  const { key, name, status, result, error } = step;
  if (status === 'queued' || status === 'running') throw new Error(`${name} has not ended.`);
  const after = step.startedAt ?? run.durationMs ?? 0;
  return {
    key,
    name,
    status,
    startedAt: new Date(began + after).toISOString(),
    durationMs: rounded(step.durationMs ?? 0),
    ...(result === null ? {} : { results: results.get(step.id) }),
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

function rowsByStep(run: RunState): ReadonlyMap<StepId, RecordedRow[]> {
  const rows = new Map<StepId, RecordedRow[]>();
  for (const { stepId, level, message, timestamp, truncated } of run.logs.flat()) {
    const own = rows.get(stepId) ?? [];
    rows.set(stepId, own);
    own.push({ level, message, timestamp, ...(truncated === true ? { truncated } : {}) });
  }
  return rows;
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
