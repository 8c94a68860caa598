import { expectAccessible } from './fixtures';
import { expect, test } from './shared-page';
import { branchStep, CODE_TRIGGER, codeStep, flowFile, inputsStep, loopStep } from './project-file';

const value = (text: string) => ({ type: 'value', value: text });
const reference = (text: string) => ({ type: 'reference', value: text });

test('a loop of ten thousand iterations keeps each of them; one without end is stopped', async ({
  app,
  page,
}) => {
  const square = 'module.exports = async (context, { count }) => ({ data: count.index ** 2 });';
  const loop = (times: string) =>
    flowFile({
      name: `Loop ${times}`,
      steps: [
        CODE_TRIGGER,
        inputsStep(
          'Count',
          'loopNTimes',
          { iterationCount: value(times) },
          { '': [codeStep('Square', square)] },
        ),
        codeStep(
          'Sum',
          'module.exports = async (context, s) => ({ data: s.count.results.length });',
        ),
      ],
    });
  await app.import(loop('10000'));
  const seen = await page.evaluate(async () => {
    const { status, steps } = await window.codeConnector.run();
    const squares = steps.filter(({ key }) => key === 'square');
    return {
      status,
      count: squares.length,
      wrong: squares.filter(
        ({ iteration, results }, at) => iteration?.[0] !== at || results !== at ** 2,
      ).length,
      last: steps.at(-1)?.results,
    };
  });
  expect(seen).toEqual({ status: 'succeeded', count: 10_000, wrong: 0, last: 10_000 });

  // Each is there to be looked at.
  await page.keyboard.press('ControlOrMeta+K');
  await page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox').fill('Square');
  await page.keyboard.press('Enter');
  await expect(app.step.name).toHaveValue('Square');
  await app.step.show('Output');
  const choice = app.step.region.getByRole('group', { name: 'Iteration' });
  await expect(choice).toContainText('of 10,000');
  await expect(app.step.output).toContainText('99980001');
  await choice.getByRole('spinbutton').fill('5000');
  await expect(app.step.output).toContainText('24990001');
  await choice.getByRole('button', { name: 'Previous iteration' }).click();
  await expect(app.step.output).toContainText('24980004');
  await expectAccessible(page);
  // The input is that of the same iteration.
  await app.step.show('Input');
  await expect(app.step.region.getByRole('tree', { name: 'Input' })).toContainText('4998');

  await app.import(loop('9000000'));
  await app.run.click();
  await expect(app.stop).toBeVisible();
  // The page paints while iterations arrive.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 30; frame += 1) {
      // One after the other: that is what is looked at.
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
  await app.stop.click();
  await expect(app.console.outcome).toHaveText('Run stopped');
});

test('branches, loops and the platform’s own steps run as its definition says', async ({
  app,
  page,
}) => {
  const isDone = ['and', ['equal', reference('each.currentItem'), value('5')]];
  const trigger = inputsStep('Trigger', 'webhookTrigger', {
    statusCode: value('202'),
    contentType: value('text/plain'),
    headers: { type: 'complex', value: [] },
    body: value('taken'),
  });
  const flaky = `module.exports = async ({ executionState }) => {
  executionState.n = (executionState.n ?? 0) + 1;
  if (executionState.n < 3) throw new Error('not yet');
  return { data: executionState.n };
};`;
  const steps = [
    trigger,
    loopStep(
      'Each',
      [
        branchStep('Check', { Done: [inputsStep('Leave', 'breakLoop')], Else: [] }, isDone),
        inputsStep('Say', 'writeLog', {
          level: value('warn'),
          message: { type: 'template', value: 'item {{$each.currentItem}} at {{$each.index}}' },
        }),
        codeStep(
          'Twice',
          'module.exports = async (c, { each }) => ({ data: each.currentItem * 2 });',
        ),
      ],
      'trigger.results.body.data.items',
    ),
    {
      ...codeStep('Flaky', flaky),
      errorHandling: {
        type: 'retry',
        maxAttempts: 3,
        delaySeconds: 60,
        usesExponentialBackoff: true,
        ignoreFinalError: false,
      },
    },
    inputsStep('Stop', 'stopExecution', { statusCode: value('200'), jsonBody: value('') }),
    codeStep('Never'),
  ];
  const payloads = [{ name: 'test', body: '{"items":[3,4,5,6]}' }];
  const settings = { skipsRetryDelays: true };
  await app.import(flowFile({ name: 'Kinds', steps, payloads, settings }));
  const record = await page.evaluate(async () => window.codeConnector.run());
  const lines = record.steps.map(({ key, iteration, status, results }) =>
    [
      key,
      iteration?.join(',') ?? '',
      status,
      key === 'trigger' ? '' : (JSON.stringify(results) ?? ''),
    ].join(' '),
  );
  expect(lines).toEqual([
    'trigger  succeeded ',
    'each  succeeded [6,8]',
    'check 0 succeeded {"branch":"Else"}',
    'say 0 succeeded ',
    'twice 0 succeeded 6',
    'check 1 succeeded {"branch":"Else"}',
    'say 1 succeeded ',
    'twice 1 succeeded 8',
    'check 2 succeeded {"branch":"Done"}',
    'leave 2 succeeded ',
    'flaky  succeeded 3',
    'stop  succeeded ',
    'never  skipped ',
  ]);
  expect(record.response).toMatchObject({ statusCode: 202, body: 'taken' });
  const rows = record.steps.flatMap(({ logs }) =>
    logs.map(({ level, message }) => `${level} ${message}`),
  );
  expect(rows).toEqual([
    'warn item 3 at 0',
    'warn item 4 at 1',
    'warn Try 1 of 4 failed: not yet; next at once, where the platform waits 60 s.',
    'warn Try 2 of 4 failed: not yet; next at once, where the platform waits 2 minutes.',
  ]);
});

test('a step that never ends is ignored or tried again in a new worker, and what was done is kept', async ({
  app,
  page,
}) => {
  const handling = (of: object) => ({
    errorHandling: {
      type: 'ignore',
      maxAttempts: 0,
      delaySeconds: 0,
      usesExponentialBackoff: false,
      ignoreFinalError: false,
      ...of,
    },
  });
  // So many quick steps that the host is not told of each before it begins.
  const count =
    'module.exports = async ({ instanceState }) => ({ data: (instanceState.n = (instanceState.n ?? 0) + 1) });';
  const square =
    'module.exports = async (context, { each }) => { if (each.index === 150) for (;;); return { data: each.index ** 2 }; };';
  const flow = flowFile({
    name: 'Never ends',
    steps: [
      CODE_TRIGGER,
      inputsStep(
        'Each',
        'loopNTimes',
        { iterationCount: value('300') },
        { '': [codeStep('Count', count), { ...codeStep('Square', square), ...handling({}) }] },
      ),
      {
        ...codeStep('Stuck', 'module.exports = async () => { for (;;); };'),
        ...handling({ type: 'retry', maxAttempts: 1, ignoreFinalError: true }),
      },
      codeStep(
        'Sum',
        'module.exports = async (context, s) => ({ data: [s.each.results, s.stuck.results, s.count.results] });',
      ),
    ],
  });
  await app.import(flow);
  const record = await page.evaluate(async () => window.codeConnector.run({ stepTimeoutMs: 500 }));
  expect([record.status, record.error]).toEqual(['succeeded', undefined]);
  const ran = (key: string) => record.steps.filter((step) => step.key === key);
  expect(ran('square').map(({ status }) => status)).toEqual(
    Array.from({ length: 300 }, (_, at) => (at === 150 ? 'failed' : 'succeeded')),
  );
  expect(ran('stuck')[0]?.logs.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^Try 1 of 2 failed: Your code in Stuck ran longer than 500 ms, .*; next at once\.$/,
    ),
  ]);
  const ignored = (name: string) => ({
    error: { message: expect.stringContaining(`Your code in ${name} ran longer`) as unknown },
  });
  expect(ran('sum')[0]?.results).toEqual([
    Array.from({ length: 300 }, (_, at) => (at === 150 ? ignored('Square') : at ** 2)),
    ignored('Stuck'),
    300,
  ]);
});
