import { describe, expect, it, vi } from 'vitest';
import type { PlanStep } from '@/plan/plan';
import {
  aPlan,
  code,
  codeOf,
  forEach,
  given,
  handling,
  mocked,
  pass,
  reference,
  simple,
  template,
  times,
  value,
  when,
} from '@/testing/a-plan';
import { linesOf, run, runOf, standInForWorker } from '@/testing/run-in-process';

vi.mock('./modules/required-modules', () => ({
  findModules: () => Promise.resolve({ sources: {}, problems: {}, warnings: [] }),
}));

standInForWorker();

const isEqual = (path: string, other: unknown) => ['and', ['equal', reference(path), other]];

describe('a loop', () => {
  it('runs its steps for each item, and gives the last one’s results', async () => {
    const { record } = await run([
      given('trigger', [{ id: 'a' }, { id: 'b' }]),
      forEach('each', reference('trigger.results'), [
        code('double', 's.each.currentItem.id.repeat(2)'),
        code('label', '`${s.each.index}:${s.double.results}`'),
      ]),
      code('after', '[s.each.results, s.label.results, "currentItem" in s.each]'),
    ]);
    expect(linesOf(record.steps)).toEqual([
      'trigger pinned [{"id":"a"},{"id":"b"}]',
      'each succeeded ["0:aa","1:bb"]',
      'double[0] succeeded "aa"',
      'label[0] succeeded "0:aa"',
      'double[1] succeeded "bb"',
      'label[1] succeeded "1:bb"',
      'after succeeded [["0:aa","1:bb"],"1:bb",false]',
    ]);
  });

  it('in a loop has the path of both, and begins anew each time', async () => {
    const { record } = await run([
      given('trigger', { rows: [[1, 2], [], [3]] }),
      forEach('rows', reference('trigger.results.rows'), [
        forEach('cells', reference('rows.currentItem'), [
          code('cell', 's.cells.currentItem * 10 + s.rows.index'),
        ]),
      ]),
    ]);
    expect(linesOf(record.steps)).toEqual([
      'trigger pinned {"rows":[[1,2],[],[3]]}',
      'rows succeeded [[10,20],[],[32]]',
      'cells[0] succeeded [10,20]',
      'cell[0,0] succeeded 10',
      'cell[0,1] succeeded 20',
      'cells[1] succeeded []',
      'cells[2] succeeded [32]',
      'cell[2,0] succeeded 32',
    ]);
  });

  it.each([
    [
      { a: 1, b: 2 },
      [
        ['a', 1],
        ['b', 2],
      ],
    ],
    ['["x"]', [[null, null]]],
    [[], []],
  ])('over %j takes the members', async (items, expected) => {
    const { record } = await run([
      given('trigger', items),
      forEach('each', reference('trigger.results'), [
        code('inner', '[s.each.currentItem.key ?? null, s.each.currentItem.value ?? null]'),
      ]),
    ]);
    expect(record.steps[1]?.results).toEqual(expected);
  });

  it.each([
    [3, [0, 1, 2]],
    ['2', [0, 1]],
    ['0', []],
  ])('of %s times counts', async (count, expected) => {
    const { record } = await run([times('n', count, [code('i', 's.n.currentItem')])]);
    expect(record.steps[0]?.results).toEqual(expected);
  });

  it('without a number runs a thousand times', async () => {
    const { record } = await run([times('n', undefined, [code('i', 's.n.index')])]);
    expect(record.steps).toHaveLength(1_001);
    expect(record.steps.at(-1)).toMatchObject({ iteration: [999], results: 999 });
  });

  it.each([
    [times('n', 'many', []), 'CC-LOOP-COUNT', '"many" times'],
    [times('n', -1, []), 'CC-LOOP-COUNT', '-1 times'],
    [forEach('n', reference('gone.results'), []), 'CC-LOOP-ITEMS', 'they are undefined'],
    [forEach('n', value('text'), []), 'CC-LOOP-ITEMS', 'they are "text"'],
  ])('with wrong inputs fails in words', async (step, errorCode, words) => {
    const { record } = await run([step]);
    expect(record).toMatchObject({ status: 'failed', error: { code: errorCode, step: 'n' } });
    expect(record.error?.message).toContain(words);
  });

  it('that breaks leaves the rest of its body and of itself', async () => {
    const { record } = await run([
      times('outer', 2, [
        times('n', 10, [
          when(
            'check',
            ['Two', isEqual('n.index', 2), simple('break', 'out'), code('never', '1')],
            ['Else', null],
          ),
          code('i', 's.n.index'),
        ]),
        code('sum', 's.n.results.length'),
      ]),
    ]);
    expect(record.status).toBe('succeeded');
    expect(record.steps[0]?.results).toEqual([2, 2]);
    expect(linesOf(record.steps).filter((line) => /^(out|never|i)/.test(line))).toEqual([
      'outer succeeded [2,2]',
      'i[0,0] succeeded 0',
      'i[0,1] succeeded 1',
      'out[0,2] succeeded',
      'i[1,0] succeeded 0',
      'i[1,1] succeeded 1',
      'out[1,2] succeeded',
      'never skipped',
    ]);
  });

  it('sees nothing of what an earlier iteration left', async () => {
    const { record } = await run([
      times('n', 3, [
        when('check', ['First', isEqual('n.index', 0), code('only', '"first"')], ['Else', null]),
        simple('select', 'pick', {
          stepResults: {
            type: 'complex',
            value: [reference('only.results'), reference('n.index')],
          },
        }),
      ]),
    ]);
    expect(record.steps[0]?.results).toEqual(['first', 1, 2]);
  });

  it('that fails says in which iteration, and all around it failed', async () => {
    const { record } = await run([
      times('n', 5, [
        codeOf('i', 'module.exports = (c, s) => { if (s.n.index === 1) throw new Error("no"); }'),
      ]),
      code('after', '1'),
    ]);
    expect(linesOf(record.steps)).toEqual([
      'n failed',
      'i[0] succeeded',
      'i[1] failed',
      'after skipped',
    ]);
    expect(record.error).toMatchObject({ message: 'no', step: 'i', line: 1 });
  });

  it('writes the rows of each iteration beside it', async () => {
    const { record } = await run(
      [
        times('n', 2, [
          codeOf('i', 'module.exports = ({ logger }, s) => { logger.info("at", s.n.index); }'),
          simple('log', 'note', {
            level: value('WARN'),
            message: template('n is {{$n.index}} in {{#Region}}'),
          }),
        ]),
      ],
      { configVars: { Region: 'North' } },
    );
    const rows = record.steps.flatMap(({ key, iteration, logs }) =>
      logs.map(({ level, message }) => [key, iteration?.[0], level, message]),
    );
    expect(rows).toEqual([
      ['i', 0, 'info', 'at 0'],
      ['note', 0, 'warn', 'n is 0 in North'],
      ['i', 1, 'info', 'at 1'],
      ['note', 1, 'warn', 'n is 1 in North'],
    ]);
  });

  it('of many iterations keeps each, and the state they leave', async () => {
    const source =
      'module.exports = ({ instanceState }, s) => { instanceState.n = (instanceState.n ?? 0) + s.n.index; return { data: s.n.index } }';
    const { record, left, ended } = await run([times('n', 1_000, [codeOf('i', source)])]);
    expect(record.steps).toHaveLength(1_001);
    expect(record.steps[700]).toMatchObject({ iteration: [699], results: 699 });
    expect(JSON.parse(left?.instanceState ?? '')).toEqual({ n: 499_500 });
    expect(ended.steps['id-i' as never]).toMatchObject({
      iterationCount: 1_000,
      status: 'succeeded',
    });
  });
});

describe('a loop that is quicker than the page', () => {
  it('waits for it, so that nothing piles up', async () => {
    const { record, mostOpen } = await run([times('n', 7_000, [simple('select', 'i')])], {
      isSlow: true,
    });
    expect(record.steps).toHaveLength(7_001);
    expect(mostOpen).toBeLessThanOrEqual(33);
  });
});

describe('a branch', () => {
  it('takes one, and what did not run is not there afterwards', async () => {
    const { record } = await run([
      given('trigger', { n: 5 }),
      when(
        'route',
        ['Six', isEqual('trigger.results.n', '6'), code('six', '6')],
        [
          'Five',
          isEqual('trigger.results.n', '5'),
          code('five', '5'),
          code('more', 's.five.results + 1'),
        ],
        ['Else', null, code('other', '0')],
      ),
      code('after', '[s.route.results, Object.keys(s), s.more.results]'),
    ]);
    expect(linesOf(record.steps)).toEqual([
      'trigger pinned {"n":5}',
      'route succeeded {"branch":"Five"}',
      'five succeeded 5',
      'more succeeded 6',
      'after succeeded [{"branch":"Five"},["trigger","route","five","more"],6]',
      'six skipped',
      'other skipped',
    ]);
  });

  it('that no condition decides fails with the step’s name', async () => {
    const { record } = await run([
      when('route', ['A', ['and', ['in', 'a', 5]], code('a', '1')], ['Else', null]),
    ]);
    expect(record.error).toMatchObject({ code: 'CC-CONDITION', step: 'route' });
  });

  it('answers a synchronous caller with what ran last in it', async () => {
    const route = (name: string, ...steps: PlanStep[]) => [
      when('route', [name, ['and'], ...steps], ['Else', null]),
    ];
    const options = { isSynchronous: true };
    const answer = async (...steps: PlanStep[]) =>
      (await run([pass('trigger'), ...route('A', ...steps)], options)).record.response?.body;
    expect(await answer(code('a', '"last"'))).toBe('"last"');
    expect(await answer(times('n', 2, [code('i', 's.n.index')]))).toBe('[0,1]');
    expect(await answer()).toBe('{"branch":"A"}');
  });
});

describe('a trigger without code', () => {
  const inputs = {
    statusCode: value('201'),
    contentType: value('text/plain'),
    headers: { type: 'complex', value: [{ name: 'X-A', type: 'value', value: '1' }] },
    body: template('in {{#Region}}'),
  };

  it('gives the payload through and answers by its inputs', async () => {
    const { record } = await run(
      [
        pass('trigger', { response: inputs, note: 'Not checked.' }),
        code('after', 's.trigger.results.body.data'),
      ],
      { body: { a: 1 }, configVars: { Region: 'North' } },
    );
    expect(record.response).toMatchObject({
      statusCode: 201,
      contentType: 'text/plain',
      headers: { 'X-A': '1' },
      body: 'in North',
    });
    expect(record.steps[1]?.results).toEqual({ a: 1 });
  });

  it('answers with the execution where its inputs say nothing', async () => {
    const empty = { statusCode: value(''), contentType: value(''), body: value('') };
    const { record, ended } = await run([pass('trigger', { response: empty, note: 'Said.' })]);
    expect(record.response).toMatchObject({ statusCode: 200, contentType: 'application/json' });
    expect(record.response?.body).toContain('executionId');
    expect(ended.steps['id-trigger' as never]).toMatchObject({ warnings: ['Said.'] });
  });

  it('with branches takes the one that is asked for, and answers before it', async () => {
    const branches = [
      { name: 'Notification', steps: [code('a', '1')] },
      {
        name: 'URL Verify',
        steps: [codeOf('b', 'module.exports = () => { throw new Error("b"); }')],
      },
    ];
    const { record } = await run([pass('trigger', { branches, takes: 1 })]);
    expect(linesOf(record.steps)).toEqual(['trigger failed', 'b failed', 'a skipped']);
    expect(record.response?.statusCode).toBe(200);
    const other = await run([pass('trigger', { branches, takes: 0 }), code('c', 's.a.results')]);
    expect(other.record.steps[2]).toMatchObject({ key: 'c', results: 1 });
  });
});

describe('a stop', () => {
  const stop = simple('stop', 'halt', {
    statusCode: value('409'),
    contentType: value('application/json'),
    jsonBody: template('{"n":{{$n.index}}}'),
  });

  it('ends the run well wherever it stands, and keeps the state', async () => {
    const state = codeOf(
      'keep',
      'module.exports = ({ instanceState }) => { instanceState.a = 1; }',
    );
    const steps = [
      pass('trigger'),
      state,
      times('n', 5, [when('check', ['One', isEqual('n.index', 1), stop], ['Else', null])]),
      code('after', '1'),
    ];
    const { record, left } = await run(steps);
    expect(linesOf(record.steps).slice(1)).toEqual([
      'keep succeeded',
      'n succeeded',
      'check[0] succeeded {"branch":"Else"}',
      'check[1] succeeded',
      'halt[1] succeeded',
      'after skipped',
    ]);
    expect([record.status, record.response?.statusCode]).toEqual(['succeeded', 200]);
    expect(left?.instanceState).toBe('{"a":1}');
    const { record: answered } = await run(steps, { isSynchronous: true });
    expect(answered.response).toMatchObject({ statusCode: 409, body: '{"n":1}' });
  });

  it('ends branches that run beside it', async () => {
    const plan = aPlan([
      given('trigger', 1),
      simple('stop', 'halt'),
      code('beside', '1'),
      code('behind', '1'),
    ]);
    const [trigger, halt, beside, behind] = plan.steps as [PlanStep, PlanStep, PlanStep, PlanStep];
    const steps = [
      trigger,
      halt,
      { ...beside, source: 'module.exports = () => new Promise(() => {})', waitsFor: ['trigger'] },
      { ...behind, waitsFor: ['halt', 'beside'] },
    ] as PlanStep[];
    const { record } = await runOf({ ...plan, steps });
    expect(record.status).toBe('succeeded');
    expect(linesOf(record.steps).slice(1).toSorted()).toEqual([
      'behind skipped',
      'beside stopped',
      'halt succeeded',
    ]);
  });
});

describe('a failure', () => {
  const failing = (tries: number) =>
    `let n = globalThis.tries = (globalThis.tries ?? 0) + 1; module.exports = () => { if (n <= ${tries}) throw new Error('try ' + n); globalThis.tries = 0; return { data: n } }`;

  it('that is ignored is the step’s result, and the run goes on', async () => {
    const { record } = await run([
      mocked('failing', 'call', handling({ type: 'ignore' })),
      when(
        'check',
        [
          'Failed',
          ['and', ['exists', reference('call.results.error')]],
          code('note', 's.call.results.error.message'),
        ],
        ['Else', null],
      ),
    ]);
    expect(record.steps[0]).toMatchObject({
      status: 'failed',
      isIgnored: true,
      error: { message: 'call is mocked so.' },
    });
    expect(record.steps[2]).toMatchObject({ key: 'note', results: 'call is mocked so.' });
    expect(record.status).toBe('succeeded');
  });

  it('is tried again, with words about each try', async () => {
    const retry = {
      type: 'retry',
      maxAttempts: 3,
      delaySeconds: 0.02,
      usesExponentialBackoff: true,
    } as const;
    const { record } = await run([codeOf('call', failing(2), handling(retry))]);
    expect(record.steps[0]?.results).toBe(3);
    expect(record.steps[0]?.durationMs).toBeGreaterThanOrEqual(55);
    expect(record.steps[0]?.logs.map(({ level, message }) => `${level} ${message}`)).toEqual([
      'warn Try 1 of 4 failed: try 1; next in 20 ms.',
      'warn Try 2 of 4 failed: try 2; next in 40 ms.',
    ]);
  });

  it('is tried again at once where delays are skipped, and says what the platform waits', async () => {
    const retry = { type: 'retry', maxAttempts: 1, delaySeconds: 60 } as const;
    const { record } = await run([mocked('failing', 'call', handling(retry))], {
      skipsRetryDelays: true,
    });
    expect(record.status).toBe('failed');
    expect(record.steps[0]?.logs.map(({ message }) => message)).toEqual([
      'Try 1 of 2 failed: call is mocked so.; next at once, where the platform waits 60 s.',
    ]);
  });

  it('of the last try may be ignored too', async () => {
    const retry = { type: 'retry', maxAttempts: 2, ignoreFinalError: true } as const;
    const { record } = await run([times('n', 2, [mocked('failing', 'call', handling(retry))])]);
    expect(record.status).toBe('succeeded');
    expect(record.steps[0]?.results).toEqual([
      { error: { message: 'call is mocked so.' } },
      { error: { message: 'call is mocked so.' } },
    ]);
    expect(record.steps.slice(1).map(({ logs }) => logs.length)).toEqual([2, 2]);
  });

  it('of a step without a mock ends the run, whatever is to be done about errors', async () => {
    const { record } = await run([mocked('missing', 'call', handling({ type: 'ignore' }))]);
    expect(record).toMatchObject({ status: 'failed', error: { code: 'CC-NO-MOCK', step: 'call' } });
  });

  it('of a break outside a loop is said', async () => {
    const { record } = await run([simple('break', 'out')]);
    expect(record.error).toMatchObject({ code: 'CC-BREAK', step: 'out' });
  });
});
