import { describe, expect, it, vi } from 'vitest';
import type { PlanStep } from '@/plan/plan';
import type { RunEvent } from '@/plan/run';
import { NO_STATE } from '@/plan/state';
import {
  aPlan,
  code,
  codeOf,
  forEach,
  given,
  handling,
  mocked,
  pass,
  simple,
  times,
  value,
  when,
} from '@/testing/a-plan';
import { ChainProgress } from './chain-progress';
import { toChains } from './chains';
import type { Resume, WireEvent } from './protocol/messages';
import { readReport } from './read-report';

const start = (k: string): WireEvent => ({ t: 'start', k });
const end = (k: string): WireEvent => ({ t: 'end', k, r: '1', summary: '', warnings: [] });
const ran = (k: string): readonly WireEvent[] => [start(k), end(k)];
const iterate = (k: string): WireEvent => ({ t: 'iterate', k });
const enter = (k: string, b: number): WireEvent => ({ t: 'enter', k, b });
const error = { name: 'Error', message: 'no' };
const retry = (k: string): WireEvent => ({ t: 'retry', k, error });
const ignored = (k: string): WireEvent => ({ t: 'ignored', k, error });
const fail = (k: string): WireEvent => ({ t: 'fail', k, error });
const state: WireEvent = { t: 'state', state: NO_STATE };

/** What the host makes of a worker's events, which need not be the guest's. */
function tell(
  steps: readonly PlanStep[],
  events: readonly WireEvent[],
  options: { readonly skipsRetryDelays?: boolean } = {},
) {
  const said: RunEvent[] = [];
  const ends: string[] = [];
  const deadlines: number[] = [];
  const [chain] = toChains(aPlan(steps));
  if (chain === undefined) throw new Error('A plan has a chain.');
  const taken: Resume[] = [];
  const known: Readonly<Record<string, string>>[] = [];
  const timeouts: (() => void)[] = [];
  const results = vi.fn<(key: string, text: string | null) => void>();
  const progress = new ChainProgress({
    chain: { ...chain, isShared: true },
    answersWith: null,
    hasRequest: false,
    skipsRetryDelays: options.skipsRetryDelays ?? false,
    warnings: [],
    stepMs: 1_000,
    at: () => 0,
    onEvent: (event) => said.push(event),
    onResult: results,
    onState: () => undefined,
    setDeadline: (ms, onTimeout) => {
      deadlines.push(ms);
      timeouts.push(onTimeout);
    },
    takeOver: (resume, so) => {
      taken.push(resume);
      known.push(so);
    },
    fail: (status, { code: errorCode, message }) => ends.push(`${status} ${errorCode ?? message}`),
  });
  for (const event of readReport(JSON.stringify(events), []) ?? []) {
    if (ends.length === 0) progress.take(event);
  }
  const words = () =>
    said.map((event) => {
      if (!('stepId' in event)) return event.type;
      const place = event.iteration === undefined ? '' : `[${event.iteration.join(',')}]`;
      const how = event.type === 'step-ended' ? ` ${event.outcome.status}` : '';
      return `${event.stepId.slice(3)}${place} ${event.type.slice(5)}${how}`;
    });
  const lines = words();
  const timeOut = () => timeouts.at(-1)?.();
  const more = (...next: readonly WireEvent[]): void => {
    progress.beginReport();
    for (const event of readReport(JSON.stringify(next), []) ?? []) progress.take(event);
  };
  return { said, lines, ends, deadlines, results, progress, taken, known, timeOut, more, words };
}

const loop = [times('n', 2, [code('a', '1'), code('b', '2')]), code('c', '3')];
const branches = when('if', ['A', ['and'], code('a', '1')], ['Else', null, code('b', '2')]);
const broken = [
  times('n', 9, [when('if', ['A', ['and'], simple('break', 'out'), code('a', '1')])]),
];
const again = {
  type: 'retry',
  maxAttempts: 2,
  delaySeconds: 5,
  usesExponentialBackoff: true,
} as const;

describe('a chain', () => {
  it('tells iterations by its own count', () => {
    const once = [...ran('a'), ...ran('b')];
    const { lines, ends, results, progress } = tell(loop, [
      start('n'),
      iterate('n'),
      ...once,
      iterate('n'),
      ...once,
      end('n'),
      ...ran('c'),
    ]);
    expect(lines).toEqual([
      'n started',
      ...[0, 1].flatMap((at) =>
        ['a', 'b'].flatMap((key) => [`${key}[${at}] started`, `${key}[${at}] ended succeeded`]),
      ),
      'n ended succeeded',
      'c started',
      'c ended succeeded',
    ]);
    expect([ends, progress.isDone]).toEqual([[], true]);
    // Each iteration forgets for other workers too.
    expect(results.mock.calls.filter(([, text]) => text === null)).toHaveLength(4);
  });

  it('passes given results inside loops and branches', () => {
    const steps = [times('n', 2, [given('g', 1), when('if', ['A', ['and'], given('h', 2)])])];
    const once = [iterate('n'), start('if'), enter('if', 0), end('if')];
    const { lines, ends } = tell(steps, [start('n'), ...once, ...once, end('n')]);
    expect(ends).toEqual([]);
    expect(lines.filter((line) => line.includes('pinned'))).toEqual([
      'g[0] ended pinned',
      'h[0] ended pinned',
      'g[1] ended pinned',
      'h[1] ended pinned',
    ]);
  });

  it('fails in all that its step stands in', () => {
    const { lines, ends } = tell(
      [times('n', 2, [branches])],
      [start('n'), iterate('n'), start('if'), enter('if', 1), start('b'), fail('b')],
    );
    expect(lines.slice(-3)).toEqual(['b[0] ended failed', 'if[0] ended failed', 'n ended failed']);
    expect(ends).toEqual(['failed no']);
  });

  it('gives each try its time, and the wait before it', () => {
    const { deadlines, lines, ends } = tell(
      [codeOf('a', '', handling(again))],
      [start('a'), retry('a'), retry('a'), fail('a')],
    );
    expect(deadlines).toEqual([1_000, 6_000, 11_000]);
    expect(lines).toEqual(['a started', 'a logged', 'a logged', 'a ended failed']);
    expect(ends).toEqual(['failed no']);
    const skipped = tell([codeOf('a', '', handling(again))], [start('a'), retry('a')], {
      skipsRetryDelays: true,
    });
    expect(skipped.deadlines).toEqual([1_000, 1_000]);
  });

  it('is taken over where a step that is to be ignored runs out of time', () => {
    const steps = [
      code('x', '1'),
      times('n', 3, [
        code('a', '1'),
        codeOf('b', '', handling({ type: 'ignore' })),
        code('c', '1'),
      ]),
    ];
    const { taken, known, ends, timeOut, more } = tell(steps, [
      ...ran('x'),
      start('n'),
      iterate('n'),
      ...['a', 'b', 'c'].flatMap(ran),
      iterate('n'),
      start('a'),
      { t: 'end', k: 'a', r: '"second"', summary: '', warnings: [] },
      state,
      start('b'),
    ]);
    timeOut();
    expect(ends).toEqual([]);
    expect(taken).toEqual([
      {
        isCareful: false,
        way: {
          at: 1,
          failed: 0,
          error: null,
          inside: {
            kind: 'loop',
            iteration: 1,
            texts: ['1'],
            way: {
              at: 1,
              failed: 0,
              error: expect.objectContaining({ code: 'CC-TIMEOUT-STEP' }) as unknown,
              inside: null,
            },
          },
        },
      },
    ]);
    // What the first iteration gave is not seen by the second.
    expect(known).toEqual([{ x: '1', a: '"second"' }]);
    more(ignored('b'), ...ran('c'), iterate('n'), ...ran('a'), start('b'));
    timeOut();
    expect(taken[1]?.way.inside).toMatchObject({ iteration: 2, texts: ['1', '1'] });
    more(ignored('b'), ...ran('c'), end('n'), state);
    expect(ends).toEqual([]);
  });

  it('that is ahead of its words is run again from its last one, each step with a word before', () => {
    const late: WireEvent = { t: 'late' };
    const steps = [code('a', '1'), codeOf('b', '', handling({ type: 'ignore' })), code('c', '1')];
    const { taken, ends, words, timeOut, more } = tell(steps, [...ran('a'), start('b')]);
    more({ t: 'log', k: 'b', rows: [['info', 'x', 0, 0, 0]] }, late);
    timeOut();
    expect(taken).toEqual([
      { isCareful: true, way: { at: 1, failed: 0, error: null, inside: null } },
    ]);
    more(start('b'), end('b'), start('c'), late);
    timeOut();
    expect([taken.length, ends]).toEqual([1, ['timed out CC-TIMEOUT-STEP']]);
    expect(words()).toEqual([
      'a started',
      'a ended succeeded',
      'b started',
      'b logged',
      'b ended succeeded',
      'c started',
      'c ended timed out',
    ]);
  });

  it('is not run again where the step that runs has asked for something', () => {
    const steps = [codeOf('a', '', handling({ type: 'ignore' }))];
    const { taken, progress, timeOut, more } = tell(steps, []);
    more(start('a'), { t: 'late' });
    progress.noteCall();
    timeOut();
    expect(taken).toMatchObject([{ isCareful: false, way: { error: { name: 'TimeoutError' } } }]);
  });

  it.each<readonly [string, readonly PlanStep[], readonly WireEvent[]]>([
    ['no handling', [code('a', '1')], [start('a')]],
    ['no further try', [codeOf('a', '', handling(again))], [start('a'), retry('a'), retry('a')]],
    [
      'handling of what it stands in alone',
      [forEach('n', value([1]), [code('a', '1')], handling({ type: 'ignore' }))],
      [start('n'), iterate('n'), start('a')],
    ],
  ])('ends with the run at a step that has %s', (_, steps, events) => {
    const { ends, taken, timeOut } = tell(steps, events);
    timeOut();
    expect([ends, taken]).toEqual([['timed out CC-TIMEOUT-STEP'], []]);
  });

  it('keeps no more rows of a step than a person can look through', () => {
    const rows = Array.from({ length: 1_000 }, () => ['info', 'x', 0, 0, 0] as const);
    const once: WireEvent[] = [
      iterate('n'),
      start('a'),
      ...Array.from({ length: 9 }, (): WireEvent => ({ t: 'log', k: 'a', rows })),
      end('a'),
    ];
    const { said, ends } = tell(
      [times('n', 9, [code('a', '1')])],
      [start('n'), ...Array.from({ length: 9 }, () => once).flat(), end('n')],
    );
    const kept = said.flatMap((event) => (event.type === 'step-logged' ? event.rows : []));
    expect(kept).toHaveLength(50_001);
    expect(kept.at(-1)?.message).toContain('Further rows are left out');
    expect(ends).toEqual([]);
  });

  it.each<readonly [string, readonly PlanStep[], readonly WireEvent[]]>([
    ['begins an iteration of a step that is no loop', loop, [start('a'), iterate('a')]],
    ['begins an iteration before its loop', loop, [iterate('n')]],
    ['begins an iteration of another loop', loop, [start('n'), iterate('c')]],
    [
      'begins one before the last has ended',
      loop,
      [start('n'), iterate('n'), ...ran('a'), iterate('n')],
    ],
    ['begins one while a step runs', loop, [start('n'), iterate('n'), start('a'), iterate('n')]],
    ['runs the steps of a loop before its iteration', loop, [start('n'), start('a')]],
    ['runs them again in one iteration', loop, [start('n'), iterate('n'), ...ran('a'), start('a')]],
    ['leaves a step of an iteration out', loop, [start('n'), iterate('n'), ...ran('b')]],
    ['ends a loop inside an iteration', loop, [start('n'), iterate('n'), ...ran('a'), end('n')]],
    [
      'goes on behind a loop that has not ended',
      loop,
      [start('n'), iterate('n'), ...ran('a'), ...ran('b'), start('c')],
    ],
    ['iterates a loop that has ended', loop, [start('n'), end('n'), iterate('n')]],
    [
      'breaks a loop by a step that is none',
      loop,
      [start('n'), iterate('n'), ...ran('a'), end('n'), iterate('n')],
    ],
    [
      'iterates a loop that it broke',
      broken,
      [
        start('n'),
        iterate('n'),
        start('if'),
        enter('if', 0),
        ...ran('out'),
        end('if'),
        iterate('n'),
      ],
    ],
    [
      'runs a step behind a break',
      broken,
      [start('n'), iterate('n'), start('if'), enter('if', 0), ...ran('out'), start('a')],
    ],
    ['breaks where there is no loop', [simple('break', 'out'), code('a', '1')], ran('out')],
    ['takes a branch that is none', [branches], [start('if'), enter('if', 2)]],
    ['takes a branch by a wrong number', [branches], [start('if'), enter('if', -2)]],
    ['takes two branches', [branches], [start('if'), enter('if', 0), ...ran('a'), enter('if', 1)]],
    ['takes a branch of a branch that has not started', [branches], [enter('if', 0)]],
    ['runs the steps of another branch', [branches], [start('if'), enter('if', 0), start('b')]],
    ['ends a branch without taking one', [branches], ran('if')],
    ['ends a branch before its steps', [branches], [start('if'), enter('if', 0), end('if')]],
    ['takes a branch of a code step', [code('a', '1')], [start('a'), enter('a', 0)]],
    [
      'takes another branch of a trigger than is asked for',
      [
        pass('t', {
          branches: [
            { name: 'A', steps: [] },
            { name: 'B', steps: [] },
          ],
          takes: 1,
        }),
      ],
      [start('t'), enter('t', 0)],
    ],
    ['tries a step again that has no such setting', [code('a', '1')], [start('a'), retry('a')]],
    [
      'tries a step more often than it may',
      [codeOf('a', '', handling(again))],
      [start('a'), retry('a'), retry('a'), retry('a')],
    ],
    [
      'tries a step again that has ended',
      [codeOf('a', '', handling(again)), code('b', '1')],
      [...ran('a'), retry('a')],
    ],
    [
      'ignores a failure that ends the run',
      [code('a', '1'), code('b', '1')],
      [start('a'), ignored('a')],
    ],
    [
      'ignores a failure of a try that is not the last',
      [codeOf('a', '', handling({ ...again, ignoreFinalError: true }))],
      [start('a'), retry('a'), ignored('a')],
    ],
    [
      'ignores that a mock is missing',
      [mocked('missing', 'a', handling({ type: 'ignore' }))],
      [start('a'), ignored('a')],
    ],
    ['fails a step that does not run', loop, [start('n'), fail('a')]],
    ['says its state inside a loop', loop, [start('n'), iterate('n'), state]],
    [
      'goes on behind a stop',
      [simple('stop', 'halt'), code('a', '1')],
      [...ran('halt'), start('a')],
    ],
    [
      'goes on in a loop behind a stop',
      [times('n', 2, [simple('stop', 'halt')])],
      [start('n'), iterate('n'), ...ran('halt'), iterate('n')],
    ],
    [
      'says its state twice behind a stop',
      [simple('stop', 'halt')],
      [...ran('halt'), state, state],
    ],
    [
      'refuses the payload inside a loop',
      loop,
      [
        start('n'),
        iterate('n'),
        {
          t: 'refused',
          message: 'x',
          response: { statusCode: 400, contentType: '', headers: {}, body: '', isBinary: false },
        },
      ],
    ],
  ])('whose worker %s is not believed', (_, steps, events) => {
    expect(tell(steps, events).ends).toEqual(['failed CC-PROTOCOL']);
  });

  it.each<readonly [string, unknown]>([
    ['without a branch', { t: 'enter', k: 'if' }],
    ['with half a branch', { t: 'enter', k: 'if', b: 0.5 }],
    ['of no step', { t: 'iterate' }],
    ['of no kind', { t: 'leave', k: 'n' }],
  ])('is told nothing by an event %s', (_, event) => {
    expect(readReport(JSON.stringify([event]), [])).toBeNull();
  });

  it('does not take late rows of another iteration for its own', () => {
    const late: WireEvent = { t: 'log', k: 'a', rows: [['info', 'late', 0, 0, 0]] };
    const { lines, ends } = tell(loop, [start('n'), iterate('n'), ...ran('a'), late, ...ran('b')]);
    expect([lines.filter((line) => line.includes('logged')), ends]).toEqual([[], []]);
  });
});
