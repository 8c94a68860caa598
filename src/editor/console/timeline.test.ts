import { describe, expect, it } from 'vitest';
import type { FlowId, RunId, StepId } from '@/lib/ids';
import type { Plan } from '@/plan/plan';
import type { RunState, StepRun } from '@/plan/run';
import { outcomeOf } from './outcome-text';
import { timelineRows } from './timeline-rows';
import { timelineScale } from './timeline-scale';

// Ids are branded strings; tests make their own.
const id = (text: string) => text as StepId;
const flow = { id: 'flow' as FlowId, name: 'Flow' };

function stepRun(key: string, patch: Partial<StepRun>): StepRun {
  return {
    id: id(key),
    key,
    name: `Step ${key}`,
    status: 'succeeded',
    isIgnored: false,
    iteration: [],
    nth: 0,
    startedAt: null,
    durationMs: null,
    result: null,
    warnings: [],
    error: null,
    logCount: 0,
    iterations: [],
    iterationCount: 0,
    iterationBytes: 0,
    ...patch,
  };
}

function runOf(steps: readonly StepRun[], patch: Partial<RunState> = {}): RunState {
  return {
    id: 'run' as RunId,
    number: 1,
    flow,
    payloadName: 'push',
    status: 'succeeded',
    startedAt: '2025-11-13T10:00:00.000Z',
    durationMs: 214,
    steps: Object.fromEntries(steps.map((step) => [step.id, step])),
    order: steps.filter((step) => step.startedAt !== null).map((step) => step.id),
    startCount: steps.length,
    logs: [],
    logCount: 0,
    calls: [],
    callCount: 0,
    response: null,
    error: null,
    ...patch,
  };
}

function planOf(waitsFor: Readonly<Record<string, readonly string[]>>): Plan {
  const steps = Object.entries(waitsFor).map(([key, before]) => ({
    id: id(key),
    key,
    name: key,
    kind: 'given' as const,
    results: null,
    timeoutMs: null,
    errorHandling: null,
    sees: [],
    waitsFor: before,
  }));
  return { flow, isSynchronous: false, steps, unreached: [] };
}

describe('timelineScale', () => {
  it.each([
    [105, 120],
    [120, 120],
    [0, 4],
    [1, 4],
    [3600, 4000],
    [61_000, 80_000],
  ])('a run of %i ms stands on an axis of %i ms', (total, end) => {
    const { endMs, ticks } = timelineScale(total);
    expect(endMs).toBeCloseTo(end);
    expect(ticks).toHaveLength(5);
  });
});

describe('timelineRows', () => {
  const plan = planOf({ a: [], b: ['a'], c: ['a'], d: ['b', 'c'] });

  it('shows what a step waited after those before it had ended', () => {
    const run = runOf([
      stepRun('a', { startedAt: 0, durationMs: 10 }),
      stepRun('b', { startedAt: 10, durationMs: 30 }),
      stepRun('c', { startedAt: 25, durationMs: 5 }),
      stepRun('d', { startedAt: 41, durationMs: 1 }),
    ]);
    const rows = timelineRows(run, plan, 0);
    expect(rows.map((row) => row.waiting)).toEqual([
      null,
      null,
      { from: 10, to: 25 },
      { from: 40, to: 41 },
    ]);
    expect(rows[2]?.running).toEqual({ from: 25, to: 30 });
  });

  it('lets a running step grow and a step that could start wait', () => {
    const run = runOf(
      [
        stepRun('a', { startedAt: 0, durationMs: 10 }),
        stepRun('b', { startedAt: 12, status: 'running' }),
        stepRun('c', { status: 'queued' }),
        stepRun('d', { status: 'queued' }),
      ],
      { status: 'running', durationMs: null },
    );
    const rows = timelineRows(run, plan, 50);
    expect(rows[1]?.running).toEqual({ from: 12, to: 50 });
    expect(rows[2]?.waiting).toEqual({ from: 10, to: 50 });
    expect(rows[3]).toMatchObject({ waiting: null, running: null });
  });
});

describe('outcomeOf', () => {
  const failure = { name: 'TypeError', message: 'x is undefined\n at', stepId: id('a'), line: 7 };
  it.each([
    [{}, 'Run succeeded in 214 ms'],
    [{ status: 'failed' as const, error: failure }, 'Run failed in Step a: line 7: x is undefined'],
    [
      { status: 'failed' as const, error: { name: 'Error', message: 'No trigger.' } },
      'Run failed: No trigger.',
    ],
    [
      { status: 'timed out' as const, error: { ...failure, name: 'TimeoutError' } },
      'Run timed out in Step a',
    ],
    [{ status: 'stopped' as const }, 'Run stopped'],
  ])('%j reads "%s"', (patch, text) => {
    expect(outcomeOf(runOf([stepRun('a', {})], patch)).text).toBe(text);
  });
});
