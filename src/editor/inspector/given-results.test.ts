import { describe, expect, it } from 'vitest';
import type { StepId } from '@/lib/ids';
import { beginRun, reduceEvents } from '@/plan/reduce-run';
import type { RunEvent, RunState, StepOutcome } from '@/plan/run';
import { aPlan, code, forEach, reference, times, when } from '@/testing/a-plan';
import { givenResults, plannedPlaces } from './given-results';
import { timeWithin } from './iteration-at';

const plan = aPlan([
  code('t', '1'),
  forEach('rows', reference('t.results.rows'), [
    code('head', '1'),
    times('twice', 2, [code('cell', '1')]),
    when('odd', ['Odd', ['and'], code('only', '1')], ['Else', null]),
    code('tail', '1'),
  ]),
  code('end', '1'),
]);
const places = plannedPlaces(plan);
const idOf = (key: string) => `id-${key}` as StepId;

const ended = (key: string, path: readonly number[], outcome: StepOutcome): RunEvent => ({
  type: 'step-ended',
  stepId: idOf(key),
  at: 1,
  outcome,
  ...(path.length === 0 ? {} : { iteration: path }),
});
const ran = (key: string, value: unknown, ...path: number[]): readonly RunEvent[] => [
  { ...ended(key, path, { status: 'skipped' }), type: 'step-started', at: 0 } as RunEvent,
  ended(key, path, {
    status: 'succeeded',
    result: { bytes: new TextEncoder().encode(JSON.stringify(value)), summary: '' },
    warnings: [],
  }),
];

const error = { name: 'Error', message: 'no tail' };
const events: readonly RunEvent[] = [
  ...ran('t', { rows: [{ n: 'a' }, { n: 'b' }, { n: 'c' }] }),
  ...[0, 1, 2].flatMap((row) => [
    ...ran('head', `head ${row}`, row),
    ...[0, 1].flatMap((at) => ran('cell', `cell ${row}.${at}`, row, at)),
    ...(row === 1 ? ran('only', 'only', row) : []),
    ended('tail', [row], { status: 'failed', error, isIgnored: true }),
  ]),
  ...ran('rows', ['x']),
];
const run: RunState = reduceEvents(
  beginRun({
    id: 'r' as never,
    number: 1,
    plan,
    payloadName: 'p',
    startedAt: '2026-01-01T00:00:00Z',
  }),
  events,
);

function seenBy(key: string, ...path: readonly number[]): Record<string, unknown> {
  const place = places.get(idOf(key));
  if (place === undefined) throw new Error(`The plan has no ${key}.`);
  return Object.fromEntries(
    givenResults(run, place, path, { configVars: {}, mask: String }).map(
      ({ key: other, bytes, loop }) => {
        const text = new TextDecoder().decode(loop?.read() ?? bytes ?? undefined);
        return [other, JSON.parse(text) as unknown];
      },
    ),
  );
}

describe('what a step in a loop saw', () => {
  it('is of the iteration that is looked at, with the loops around as they stood', () => {
    expect(seenBy('cell', 1, 0)).toEqual({
      t: { rows: [{ n: 'a' }, { n: 'b' }, { n: 'c' }] },
      rows: { currentItem: { n: 'b' }, index: 1 },
      head: 'head 1',
      twice: { currentItem: 0, index: 0 },
    });
  });

  it('holds what ran in it and nothing of another', () => {
    expect(seenBy('tail', 1)).toMatchObject({ head: 'head 1', cell: 'cell 1.1', only: 'only' });
    expect(Object.keys(seenBy('tail', 2))).not.toContain('only');
  });

  it('behind the loop is the last iteration, and an ignored failure', () => {
    expect(seenBy('end')).toMatchObject({
      rows: ['x'],
      head: 'head 2',
      cell: 'cell 2.1',
      tail: { error: { message: 'no tail' } },
    });
  });
});

describe('the time of a step', () => {
  const cell = run.steps[idOf('cell')];
  const within = (...path: readonly number[]) =>
    cell === undefined ? null : timeWithin(cell, path)?.time.iteration;

  it('is found by its own iteration, by one further out, and by none', () => {
    expect([within(1, 0), within(1), within(), within(1, 1, 7)]).toEqual([
      [1, 0],
      [1, 1],
      [2, 1],
      [1, 1],
    ]);
    expect([within(3), within(0, 5)]).toEqual([undefined, undefined]);
  });
});
