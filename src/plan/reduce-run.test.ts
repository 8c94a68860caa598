import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId, type StepId } from '@/lib/ids';
import { compile } from '@/model/compile';
import { removeEdges } from '@/model/edit';
import { aFlow, stepNamed } from '@/testing/a-flow';
import { aPlan, code, times } from '@/testing/a-plan';
import { beginRun, reduceEvents, reduceRun } from './reduce-run';
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

describe('a run with loops', () => {
  const plan = aPlan([code('t', '1'), times('n', 2, [code('a', '1'), code('b', '1')])]);
  const idOf = (key: string) => `id-${key}` as StepId;
  const begun = beginRun({
    id: 'r' as never,
    number: 1,
    plan,
    payloadName: 'p',
    startedAt: '2026-01-01T00:00:00.000Z',
  });
  const place = (key: string, at: number | null) =>
    at === null ? { stepId: idOf(key) } : { stepId: idOf(key), iteration: [at] };
  const started = (key: string, at: number | null): RunEvent => ({
    type: 'step-started',
    at: 1,
    ...place(key, at),
  });
  const ended = (key: string, at: number | null, value: unknown): RunEvent => ({
    type: 'step-ended',
    at: 2,
    outcome: { status: 'succeeded', result: bytes(value), warnings: [] },
    ...place(key, at),
  });
  const ran = (key: string, at: number | null, value: unknown): readonly RunEvent[] => [
    started(key, at),
    { type: 'step-logged', rows: [row(`${key} ${String(at)}`)], ...place(key, at) },
    ended(key, at, value),
  ];
  const events: readonly RunEvent[] = [
    ...ran('t', null, 't'),
    started('n', null),
    ...[0, 1].flatMap((at) => [...ran('a', at, `a${at}`), ...ran('b', at, `b${at}`)]),
    ended('n', null, ['b0', 'b1']),
    { type: 'run-ended', at: 9, status: 'succeeded' },
  ];

  it('records each iteration in the order they started, with its own rows', () => {
    const run = reduceEvents(begun, events);
    const lines = recordOf(run).steps.map(({ key, iteration, results, logs }) =>
      [key, iteration?.join(), JSON.stringify(results), ...logs.map(({ message }) => message)].join(
        ' ',
      ),
    );
    expect(lines).toEqual([
      't  "t" t null',
      'n  ["b0","b1"]',
      'a 0 "a0" a 0',
      'b 0 "b0" b 0',
      'a 1 "a1" a 1',
      'b 1 "b1" b 1',
    ]);
    expect(run.steps[idOf('a')]).toMatchObject({
      iteration: [1],
      iterationCount: 2,
      logCount: 2,
      iterations: [[{ iteration: [0] }, { iteration: [1] }]],
    });
    expect(run.steps[idOf('n')]).toMatchObject({ iteration: [], iterationCount: 0 });
  });

  it('is the same however its events arrive', () => {
    const whole = (run: RunState) => ({
      ...run,
      logs: run.logs.flat(),
      steps: Object.values(run.steps).map((step) => ({
        ...step,
        iterations: step.iterations.flat(),
      })),
    });
    const expected = whole(events.reduce(reduceRun, begun));
    fc.assert(
      fc.property(fc.array(fc.nat(events.length), { maxLength: 5 }), (cuts) => {
        const places = [0, ...cuts.toSorted((one, other) => one - other), events.length];
        const run = places
          .slice(1)
          .reduce((state, to, at) => reduceEvents(state, events.slice(places[at], to)), begun);
        expect(whole(run)).toEqual(expected);
      }),
    );
  });

  it('that is stopped keeps the iteration under way as stopped', () => {
    const run = reduceEvents(begun, [
      ...ran('t', null, 't'),
      started('n', null),
      ...ran('a', 0, 'a0'),
      started('b', 0),
      { type: 'run-ended', at: 9, status: 'stopped' },
    ]);
    const lines = recordOf(run).steps.map(({ key, iteration, status }) =>
      [key, iteration?.join() ?? '', status].join(' '),
    );
    expect(lines).toEqual(['t  succeeded', 'n  stopped', 'a 0 succeeded', 'b 0 stopped']);
  });

  it('keeps results up to a size, and says which it has not kept', () => {
    const large = { bytes: new Uint8Array(40 * 1024 * 1024), summary: 'large' };
    const end = (at: number): RunEvent => ({
      type: 'step-ended',
      at: 2,
      outcome: { status: 'succeeded', result: large, warnings: [] },
      ...place('a', at),
    });
    const run = reduceEvents(begun, [started('a', 0), end(0), started('a', 1), end(1)]);
    const kept = run.steps[idOf('a')]?.iterations.flat() ?? [];
    expect(kept.map(({ result }) => result?.summary ?? null)).toEqual(['large', null]);
    expect(kept[1]?.warnings[0]).toContain('this one is not kept');
    // The latest is on show as it is.
    expect(run.steps[idOf('a')]?.result).toBe(large);
  });

  it('counts iterations beyond those it keeps', () => {
    const many = Array.from({ length: 50_002 }, (_, at) => [started('a', at), ended('a', at, at)]);
    const step = reduceEvents(begun, many.flat()).steps[idOf('a')];
    expect([step?.iterationCount, step?.iterations.flat().length]).toEqual([50_002, 50_000]);
    expect(step?.warnings).toEqual([expect.stringContaining('Only the first 50,000 iterations')]);
  });

  it('goes on behind a failure that is ignored', () => {
    const error = { name: 'Error', message: 'no' };
    const run = reduceEvents(begun, [
      started('t', null),
      {
        type: 'step-ended',
        at: 2,
        outcome: { status: 'failed', error, isIgnored: true },
        ...place('t', null),
      },
      { type: 'run-ended', at: 9, status: 'succeeded' },
    ]);
    expect(recordOf(run)).toMatchObject({
      status: 'succeeded',
      steps: [
        { key: 't', status: 'failed', isIgnored: true, error: { message: 'no' } },
        {},
        {},
        {},
      ],
    });
  });
});
