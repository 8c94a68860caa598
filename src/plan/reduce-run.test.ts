import { describe, expect, it } from 'vitest';
import { newId } from '@/lib/ids';
import { compile } from '@/model/compile';
import { removeEdges } from '@/model/edit';
import { aFlow, stepNamed } from '@/testing/a-flow';
import { beginRun, reduceRun } from './reduce-run';
import type { RunEvent, RunState } from './run';
import { readValues, toRunRecord } from './run-record';

const flow = aFlow('Orders').trigger('Start').code('Map').code('Post').build();
const loose = removeEdges(
  flow,
  flow.edges.filter(({ to }) => to === stepNamed(flow, 'Post').id).map(({ id }) => id),
);
const [start, map, post] = ['Start', 'Map', 'Post'].map((name) => stepNamed(flow, name).id) as [
  never,
  never,
  never,
];

const bytes = (value: unknown) => ({
  bytes: new TextEncoder().encode(JSON.stringify(value)),
  summary: '',
});
const text = (of: string) => new TextEncoder().encode(of);
const recordOf = (run: RunState) => toRunRecord(run, readValues(run));
const row = (message: string) =>
  ({ level: 'info', message, timestamp: '2026-01-01T00:00:00.000Z' }) as const;

function after(events: readonly RunEvent[], of = flow): RunState {
  const begun = beginRun({
    id: 'r' as never,
    number: 1,
    plan: compile(of),
    payloadName: 'p',
    startedAt: '2026-01-01T00:00:00.000Z',
  });
  return events.reduce(reduceRun, begun);
}

const wentWell: readonly RunEvent[] = [
  { type: 'step-started', stepId: start, at: 1 },
  { type: 'step-logged', stepId: start, rows: [row('a'), row('b')] },
  {
    type: 'step-ended',
    stepId: start,
    at: 4,
    outcome: { status: 'succeeded', result: bytes({ n: 1 }), warnings: [] },
  },
  {
    type: 'responded',
    response: {
      statusCode: 200,
      contentType: 'text/plain',
      headers: {},
      body: text('ok'),
      isBinary: false,
    },
  },
];

describe('a run', () => {
  it('keeps each step’s time, result and rows', () => {
    const run = after(wentWell);
    expect(run.steps[start]).toMatchObject({
      status: 'succeeded',
      startedAt: 1,
      durationMs: 3,
      logCount: 2,
    });
    expect(run.logCount).toBe(2);
    expect(run.steps[map]?.status).toBe('queued');
  });

  it('that fails skips what had not started and records it last', () => {
    const error = { name: 'TypeError', message: 'no', stepId: map, line: 3 };
    const run = after([
      ...wentWell,
      { type: 'step-started', stepId: map, at: 5 },
      { type: 'step-ended', stepId: map, at: 6, outcome: { status: 'failed', error } },
      { type: 'run-ended', at: 7, status: 'failed', error },
    ]);
    const record = recordOf(run);
    expect(record.steps.map(({ key, status }) => [key, status])).toEqual([
      ['start', 'succeeded'],
      ['map', 'failed'],
      ['post', 'skipped'],
    ]);
    expect(record.error).toEqual({ name: 'TypeError', message: 'no', step: 'map', line: 3 });
    expect(record.steps[0]?.results).toEqual({ n: 1 });
    expect(record.response?.body).toBe('ok');
  });

  it('that is stopped stops what ran', () => {
    const run = after([
      ...wentWell,
      { type: 'step-started', stepId: map, at: 5 },
      { type: 'run-ended', at: 9, status: 'stopped' },
    ]);
    expect([run.steps[map]?.status, run.steps[map]?.durationMs, run.steps[post]?.status]).toEqual([
      'stopped',
      4,
      'skipped',
    ]);
  });

  it('that never began has no steps in its record', () => {
    const record = recordOf(
      after([
        {
          type: 'run-ended',
          at: 0,
          status: 'failed',
          error: { name: 'SyntaxError', message: 'x', stepId: map },
        },
      ]),
    );
    expect(record).toMatchObject({ steps: [], response: null, error: { step: 'map' } });
  });

  it('skips a step the trigger does not reach', () => {
    const run = after([...wentWell, { type: 'run-ended', at: 9, status: 'succeeded' }], loose);
    expect(recordOf(run).steps.at(-1)).toMatchObject({ key: 'post', status: 'skipped' });
  });

  it('does not change for an event of a step it does not know', () => {
    const run = after(wentWell);
    expect(reduceRun(run, { type: 'step-started', stepId: newId(), at: 9 }).steps).toBe(run.steps);
  });

  it('adds rows without copying those before', () => {
    const one = after(wentWell);
    const two = reduceRun(one, { type: 'step-logged', stepId: start, rows: [row('c')] });
    expect(two.logs[0]).toBe(one.logs[0]);
    expect(two.logs).toHaveLength(2);
  });
});
