import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ErrorHandling, PlanStep } from '@/plan/plan';
import {
  code,
  codeOf,
  forEach,
  given,
  handling,
  pass,
  reference,
  simple,
  times,
  value,
  when,
} from '@/testing/a-plan';
import { linesOf, run, standInForWorker } from '@/testing/run-in-process';

vi.mock('./modules/required-modules', () => ({
  findModules: () => Promise.resolve({ sources: {}, problems: {}, warnings: [] }),
}));
standInForWorker();

const MS = 60;
const WORDS = `Your code in slow ran longer than ${MS} ms, the step’s time-out. Look for a loop that never ends, or raise the time-out in the step’s Settings.`;

/** How often `slow` has begun, by its own account: it outlives the worker. */
let begun = 0;
beforeEach(() => {
  begun = 0;
  vi.stubGlobal('countBeginning', () => (begun += 1));
});

type Bad = 'hangs' | 'throws';

/** A step that does not end, or throws what is said of one that does not end, where the condition over `s` holds. */
function slow(bad: Bad, when_: string, of: Partial<ErrorHandling>): PlanStep {
  const fails =
    bad === 'hangs' ? 'await new Promise(() => {})' : `throw new Error(${JSON.stringify(WORDS)})`;
  const source = `module.exports = async ({ logger }, s) => {
    const nth = countBeginning();
    logger.info('try ' + nth);
    if (${when_}) ${fails};
    return { data: 'slow ' + nth };
  };`;
  return codeOf('slow', source, { ...handling(of), timeoutMs: MS });
}

const isEqual = (path: string, other: unknown) => ['and', ['equal', reference(path), other]];
const counts = codeOf(
  'counts',
  'module.exports = async ({ instanceState: i }, s) => { i.n = (i.n ?? 0) + 1; return { data: i.n }; }',
);

/** Flows with a place for the step, and when it is not to end. */
const FLOWS: readonly (readonly [
  name: string,
  when_: string,
  flow: (step: PlanStep) => readonly PlanStep[],
])[] = [
  ['first of all', 'nth === 1', (step) => [step, code('after', 's.slow.results')]],
  [
    'between steps',
    'nth === 1',
    (step) => [
      given('t', { a: 1 }),
      counts,
      step,
      code('after', '[s.t.results, s.counts.results]'),
    ],
  ],
  [
    'in a branch that ends the flow',
    'nth === 1',
    (step) => [
      given('t', 1),
      counts,
      when(
        'if',
        ['A', isEqual('t.results', 2)],
        ['B', isEqual('t.results', 1), code('b', '1'), step],
      ),
    ],
  ],
  [
    'in a loop in a branch, in an iteration in between',
    's.each.index === 1',
    (step) => [
      given('t', ['x', 'y', 'z']),
      when('if', [
        'A',
        isEqual('t.results[0]', 'x'),
        forEach('each', reference('t.results'), [
          counts,
          step,
          code(
            'last',
            '`${s.each.currentItem}${s.counts.results}${JSON.stringify(s.slow.results)}`',
          ),
        ]),
        code('inside', 's.each.results'),
      ]),
      code('after', '[s.each.results, s.last.results, s.counts.results]'),
    ],
  ],
  [
    'last in a loop in a loop, which another step leaves',
    's.outer.index + s.inner.index === 1',
    (step) => [
      times('outer', 3, [
        forEach('inner', value('["p","q","r"]'), [
          when('leave', ['Yes', isEqual('inner.index', 2), simple('break', 'out')], ['No', null]),
          counts,
          step,
        ]),
        code('sum', 's.inner.results.length'),
      ]),
      code('after', '[s.outer.results, s.inner.results]'),
    ],
  ],
  [
    'behind a trigger with branches',
    'nth === 1',
    (step) => [
      pass('trigger', {
        branches: [
          { name: 'A', steps: [] },
          { name: 'B', steps: [step, code('b', 's.trigger.results.body.data')] },
        ],
        takes: 1,
      }),
    ],
  ],
];

const HANDLINGS: readonly Partial<ErrorHandling>[] = [
  { type: 'ignore' },
  { type: 'retry', maxAttempts: 2 },
  { type: 'retry', maxAttempts: 1, ignoreFinalError: true },
];

describe('a step that runs out of time and may', () => {
  describe.each(HANDLINGS)('%j', (of) => {
    it.each(FLOWS)('is as one that throws: %s', async (_, when_, flow) => {
      const both = [];
      for (const bad of ['throws', 'hangs'] as const) {
        begun = 0;
        const { record, ended, left, workers } = await run(flow(slow(bad, when_, of)), {
          isSynchronous: true,
          body: { a: 1 },
        });
        both.push({
          steps: linesOf(record.steps),
          logs: ended.logs
            .flat()
            .map(({ stepId, message, iteration }) => [stepId, iteration, message]),
          left,
          response: record.response,
          status: record.status,
          begun,
        });
        expect(workers.every(({ isKilled }) => isKilled)).toBe(true);
        if (bad === 'hangs') expect(workers.length).toBeGreaterThan(1);
      }
      const [thrown, hung] = both;
      // Where nothing is left to try a time-out keeps its own name, and nobody is answered.
      const response = hung?.status === 'timed out' ? null : thrown?.response;
      const words = JSON.stringify(hung).replaceAll('timed out', 'failed');
      expect(JSON.parse(words)).toEqual(JSON.parse(JSON.stringify({ ...thrown, response })));
    });
  });
});
