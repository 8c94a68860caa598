import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures';
import { expect, test } from './shared-page';
import type { AppPage } from './pages/app-page';
import { replaceText } from './pages/paste';
import { codeStep, flowFile, inputsStep, loopStep, type FileStep } from './project-file';

const reference = (value: string) => ({ name: '', type: 'reference', value });

const START: FileStep = {
  name: 'Start',
  kind: 'codeBlockTrigger',
  data: {
    code: `module.exports = async (context, payload) => ({
  payload: { ...payload, order: { id: 7, lines: [{ sku: 'A-1' }] } },
});`,
  },
};
const CHECK: FileStep = {
  name: 'Check',
  kind: 'branchOnExpression',
  data: {
    inputs: {
      conditions: {
        type: 'complex',
        value: [
          {
            name: 'Heavy',
            type: 'complex',
            value: ['and', ['greaterThan', reference('start.results.body.data.kg'), reference('')]],
          },
        ],
      },
      strange: { type: 'dataSource', value: 'x' },
    },
    branches: [
      { id: 'heavy', name: 'Heavy' },
      { id: 'else', name: 'Else' },
    ],
  },
};
const NOTE = inputsStep('Note', 'writeLog', {
  level: { type: 'value', value: 'info' },
  message: { type: 'template', value: 'Of {{$nobody.results}} for {{#Owner}}' },
});
const LOOP = loopStep('Each', []);
const STOP = inputsStep('End', 'stopExecution', {
  statusCode: { type: 'value', value: '200' },
  headers: {
    type: 'complex',
    value: [{ name: { type: 'value', value: 'X-A' }, type: 'value', value: '1' }],
  },
});

test('the inputs of steps without code are edited as what they are', async ({ app, page }) => {
  await open(app, [START, CHECK, NOTE, LOOP, STOP]);
  const { step } = app;

  // A branch step: conditions and branches change together.
  await openStep(app, 'Check');
  await expect(step.region.getByRole('tab', { name: 'Inputs' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  const first = step.region.getByRole('group', { name: 'Branch 1' });
  await first.getByLabel('Operator').selectOption({ label: 'is greater than or equal to' });
  await first.getByLabel('Type of Right').selectOption('Value');
  await first.getByLabel('Right', { exact: true }).fill('100');
  await first.getByRole('button', { name: 'Add group to Heavy' }).click();
  const inner = first.getByRole('group', { name: 'Group Heavy 2' });
  await inner.getByLabel('Operator').selectOption({ label: 'exists' });
  await expect(inner.getByLabel('Right', { exact: true })).toHaveCount(0);
  await inner.getByLabel('Left', { exact: true }).fill('start.results.order');
  await expect(first.getByRole('group', { name: 'Group Heavy 2' }).getByRole('alert')).toHaveCount(
    0,
  );
  await step.region.getByRole('button', { name: 'Add branch', exact: true }).click();
  const second = step.region.getByRole('group', { name: 'Branch 2', exact: true });
  for (const taken of ['Heavy', 'Heavy ']) {
    await second.getByLabel('Name', { exact: true }).fill(taken);
    await expect(second.getByRole('alert').first()).toHaveText(/Another branch is named/);
  }
  await second.getByLabel('Name', { exact: true }).fill('Light');
  await second.getByLabel('Name', { exact: true }).press('Enter');
  await step.region.getByRole('button', { name: 'Move branch Light up' }).click();
  await expect(first.getByLabel('Name', { exact: true })).toHaveValue('Light');
  const check = await dataOf(page, 'Check');
  expect(check).toMatchObject({
    branches: [{ name: 'Light' }, { id: 'heavy', name: 'Heavy' }, { id: 'else', name: 'Else' }],
    inputs: {
      strange: { type: 'dataSource', value: 'x' },
      conditions: {
        value: [
          { name: 'Light' },
          {
            name: 'Heavy',
            value: [
              'and',
              ['greaterThanOrEqual', { type: 'reference' }, { type: 'value', value: '100' }],
              ['or', ['exists', { value: 'start.results.order' }, { value: '' }]],
            ],
          },
        ],
      },
    },
  });
  await expect(step.region.getByRole('region', { name: 'Inputs that are kept' })).toContainText(
    'strange',
  );
  await app.canvas.press('ControlOrMeta+z');
  await expect(first.getByLabel('Name', { exact: true })).toHaveValue('Heavy');

  await expectFit(page);

  // Templates: what they name and is not there, and its fix.
  await openStep(app, 'Note');
  const message = step.region.getByLabel('Message', { exact: true });
  await expect(message).toHaveAccessibleDescription(/No step has the key nobody/);
  await message.fill('For {{#Owner}}');
  await expect(message).toHaveAccessibleDescription(/No config variable is named Owner/);
  await step.region.getByRole('button', { name: 'Create Owner' }).click();
  await expect(message).toHaveAccessibleDescription(/^What the line says$/);
  await expect(step.region.getByLabel('Level', { exact: true })).toHaveValue('info');
  await step.region.getByLabel('Type of Message').selectOption('Config variable');
  await step.region.getByLabel('Message', { exact: true }).selectOption('Owner');
  expect(await dataOf(page, 'Note')).toMatchObject({
    inputs: { message: { type: 'configVar', value: 'Owner' } },
  });

  // A reference: required, and completed with what the last run gave.
  await app.runToEnd();
  await openStep(app, 'Each');
  const items = step.region.getByLabel('Items', { exact: true });
  await expect(items).toHaveAccessibleDescription(/Items is empty/);
  await items.focus();
  await expect(
    step.region.locator('datalist option').filter({ hasText: /^start.results.order.lines$/ }),
  ).toBeAttached();
  await items.fill('each.results');
  await expect(items).toHaveAccessibleDescription(/refers to itself/);
  await items.fill('start.results.order.lines');
  await expect(items).toHaveAccessibleDescription('A list, or an object, by reference');

  // Lists of pairs keep the spelling of their names.
  await openStep(app, 'End');
  await step.region.getByLabel('Name of Headers 1').fill('X-B');
  await step.region.getByRole('button', { name: 'Add to Headers' }).click();
  await step.region.getByLabel('Name of Headers 2').fill('X-C');
  await step.region.getByLabel('Value of Headers 2', { exact: true }).fill('2');
  expect(await dataOf(page, 'End')).toMatchObject({
    inputs: {
      headers: {
        value: [
          { name: { type: 'value', value: 'X-B' }, type: 'value', value: '1' },
          { name: 'X-C', type: 'value', value: '2' },
        ],
      },
    },
  });
  await expectFit(page);
});

const component = (key: string) => ({ key, version: 3, isPublic: false });

const CALL: FileStep = {
  name: 'Get Order',
  kind: 'componentStep',
  data: {
    component: component('warehouse'),
    action: 'getOrder',
    inputs: {
      orderId: { type: 'reference', value: 'start.results.body.data.id' },
      apiKey: { type: 'value', value: 'not-a-real-key' },
    },
    branches: [],
    holdsSteps: false,
  },
};
const READ = codeStep(
  'Read',
  `module.exports = async (context, { getOrder }) => ({
  data: [getOrder.results.id, ...getOrder.results.lines.map((line) => line.sku)],
});`,
);

test('a step of another component yields what the payload says, and a run without it stops there', async ({
  app,
  page,
}) => {
  const payloads = [
    { name: 'first', body: '{}' },
    { name: 'second', body: '{}' },
  ];
  await open(app, [START, CALL, READ], payloads);
  const { step } = app;
  const { outcome } = app.console;
  const mock = step.region.getByRole('textbox', { name: 'Mocked result of Get Order' });

  // Nothing is made up: the run stops and offers the editor, which begins with what is read later.
  await app.runToEnd();
  await expect(outcome).toHaveText(/^Run failed in Get Order: Get Order is a step of warehouse/);
  await app.console.region.getByRole('button', { name: 'Give it a result', exact: true }).click();
  await expect(step.name).toHaveValue('Get Order');
  await expect(mock).toBeEditable();
  await expect
    .poll(async () => mockOf(page, 'first'))
    .toEqual({
      kind: 'result',
      text: '{\n  "id": "",\n  "lines": [\n    {\n      "sku": ""\n    }\n  ]\n}\n',
    });
  await expect(step.region.getByText('Private', { exact: false })).toContainText('warehouse');
  const kept = step.region.getByRole('region', { name: 'Inputs that are kept' });
  await expect(kept).toContainText('start.results.body.data.id');
  await expect(kept).toContainText('••••••');
  await expect(kept).not.toContainText('not-a-real-key');

  // What is no JSON is said with its line, here and in Problems.
  await replaceText(mock, '{\n  "id": 7,\n  "lines": [{ "sku": "A-1" }\n}');
  await expect(step.region.getByText(/^Not JSON, line 4, column 1/)).toBeVisible();
  await app.console.show('Problems');
  await expect(app.console.region.getByText(/is not JSON \(line 4, column 1\)/)).toBeVisible();
  await replaceText(mock, '{ "id": 7, "lines": [{ "sku": "A-1" }] }');
  await expect(step.region.getByText('Valid JSON')).toBeVisible();
  await expectFit(page);
  await app.runToEnd();
  await expect(outcome).toHaveText(/^Run succeeded/);
  expect(await resultsOf(page, 'read')).toEqual([7, 'A-1']);

  // The other payload has none yet: Problems offers to give it one, and the last run has one to copy.
  await app.console.region.getByRole('button', { name: 'Give it a result: Get Order' }).click();
  await expect(app.payload.locator('option:checked')).toHaveText('second');
  await expect(step.region.getByLabel(/^With the payload “second”/)).toHaveValue('result');
  await step.region.getByRole('button', { name: 'Copy from last run' }).click();
  await expect
    .poll(async () => mockOf(page, 'second'))
    .toMatchObject({
      text: '{\n  "id": 7,\n  "lines": [\n    {\n      "sku": "A-1"\n    }\n  ]\n}\n',
    });
  await step.region.getByLabel(/^With the payload “second”/).selectOption('error');
  await step.region.getByLabel('Error message').fill('The order is gone');
  await app.runToEnd();
  await expect(outcome).toHaveText(/^Run failed in Get Order: The order is gone/);
  // Undone as it was made: the words, then the error in place of the result.
  await app.canvas.press('ControlOrMeta+z');
  await app.canvas.press('ControlOrMeta+z');
  expect(await mockOf(page, 'second')).toMatchObject({ kind: 'result' });
});

test('an app’s trigger with branches runs when the payload says which one is taken', async ({
  app,
  page,
}) => {
  await open(app, [
    {
      name: 'Events',
      kind: 'componentTrigger',
      data: {
        component: component('chat'),
        action: 'events',
        inputs: {},
        branches: [
          { id: 'note', name: 'Notification' },
          { id: 'verify', name: 'URL Verify' },
        ],
        holdsSteps: false,
      },
      inside: {
        Notification: [codeStep('Said', 'module.exports = async () => ({ data: "said" });')],
      },
    },
  ]);
  await app.runToEnd();
  await expect(app.console.outcome).toHaveText(/does not say which branch of Events is taken/);
  await app.console.show('Problems');
  await app.console.region.getByRole('button', { name: 'Choose a branch: test' }).click();
  const taken = app.payloads.region.getByLabel('Branch of Events');
  await expect(taken).toHaveAccessibleDescription(/No branch is chosen/);
  await taken.selectOption('Notification');
  await expect(taken).not.toHaveAccessibleDescription(/No branch is chosen/);
  await app.runToEnd();
  await expect(app.console.outcome).toHaveText(/^Run succeeded/);
  expect(await resultsOf(page, 'said')).toBe('said');
  await openStep(app, 'Events');
  await expect(app.step.region.getByLabel(/^The payload “test” takes/)).toHaveValue('note');

  // A schedule stands beside the inputs, and has a form of its own.
  await open(app, [
    {
      name: 'Nightly',
      kind: 'scheduleTrigger',
      data: {
        inputs: {},
        schedule: { type: 'value', value: '0 2 * * *', meta: { scheduleType: 'day', extra: 1 } },
      },
    },
  ]);
  await openStep(app, 'Nightly');
  const schedule = app.step.region.getByLabel('Schedule', { exact: true });
  await expect(schedule).toHaveValue('0 2 * * *');
  await schedule.fill('0 3 * * *');
  await app.step.region.getByLabel('Schedule type').selectOption('custom');
  await app.step.region.getByLabel('Time zone').fill('Europe/Oslo');
  expect(await dataOf(page, 'Nightly')).toEqual({
    inputs: {},
    schedule: {
      type: 'value',
      value: '0 3 * * *',
      meta: { scheduleType: 'custom', timeZone: 'Europe/Oslo', extra: 1 },
    },
  });
  await expectFit(page);
});

const PRICE = codeStep(
  'Price',
  `module.exports = async ({ logger }, { lines }) => {
  const { price } = lines.currentItem;
  logger.info('price ' + price);
  if (price === 20) throw new Error('No such price');
  return { data: { price, index: lines.index } };
};`,
);
const TAX = codeStep(
  'Tax',
  'module.exports = async (context, s) => ({ data: s.price.results.price.valueOf() * 2 });',
);
const LINES = loopStep('Lines', [PRICE, TAX], 'start.results.body.data.lines');

test('what is done with an error is chosen, and each iteration of a loop is looked at', async ({
  app,
  page,
}) => {
  const lines = Array.from({ length: 300 }, (_, at) => ({ price: at * 10 }));
  await open(app, [START, LINES], [{ name: 'test', body: JSON.stringify({ lines }) }]);
  const { step } = app;
  const { outcome } = app.console;

  await openStep(app, 'Price');
  await step.show('Settings');
  const handling = step.region.getByLabel('When it fails');
  await expect(handling).toHaveAccessibleDescription(/runs out of time has failed too/);
  await expect(step.region.getByText('Stands in')).toBeVisible();
  const timeOut = step.region.getByLabel('Time-out in seconds');
  await timeOut.fill('0');
  await timeOut.press('Enter');
  await expect(timeOut).toHaveAccessibleDescription(/not a number from 1 to 900/);
  await timeOut.fill('25,5');
  await timeOut.press('Enter');
  await expect(timeOut).toHaveValue('25.5');
  await handling.selectOption('Retry');
  await step.region.getByLabel('Max Attempts').fill('9');
  await expect(step.region.getByLabel('Max Attempts')).toHaveAccessibleDescription(/from 0 to 5/);
  await step.region.getByLabel('Max Attempts').fill('2');
  await step.region.getByLabel('Seconds Between Attempts').fill('60');
  await step.region.getByLabel('Seconds Between Attempts').press('Enter');
  await step.region.getByRole('checkbox', { name: /^Exponential Backoff/ }).check();
  await step.region.getByRole('checkbox', { name: /^Ignore Final Error/ }).check();
  await expectFit(page);
  await page.getByRole('button', { name: 'Run options' }).click();
  await page.getByRole('menuitemcheckbox', { name: /^Skip retry delays/ }).click();
  await page.getByRole('button', { name: 'Run options' }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: /^Skip retry delays/ })).toBeChecked();
  await page.keyboard.press('Escape');
  expect(await exported(page)).toMatchObject({
    skipsRetryDelays: true,
    flows: [
      {
        steps: [
          {},
          {},
          {
            timeoutMs: 25_500,
            errorHandling: {
              type: 'retry',
              maxAttempts: 2,
              delaySeconds: 60,
              usesExponentialBackoff: true,
              ignoreFinalError: true,
            },
          },
          {},
        ],
      },
    ],
  });

  await timeOut.fill('');
  await timeOut.press('Enter');
  await expect(timeOut).toHaveAccessibleDescription(/Empty for 30 seconds/);
  expect(await exported(page)).toMatchObject({
    flows: [{ steps: [{}, {}, { timeoutMs: null }, {}] }],
  });

  // Three tries of the third one, then the next step meets what it left and fails there.
  await app.runToEnd();
  await expect(outcome).toHaveText(/^Run failed in Tax: /);
  await app.console.show('Logs');
  await expect(app.console.region.getByRole('log')).toContainText('#3');
  await openStep(app, 'Price');
  await step.show('Output');
  const chooser = step.region.getByRole('group', { name: 'Iteration', exact: true });
  await expect(chooser).toContainText('failed, ignored');
  await expect(step.region.getByRole('region', { name: 'Error', exact: true })).toContainText(
    'Price failed, and the run went on',
  );
  await chooser.getByRole('button', { name: 'Previous iteration' }).click();
  await expect(chooser.getByRole('spinbutton')).toHaveValue('2');
  await expect(step.output).toContainText('10');
  await expect(step.region.getByRole('region', { name: 'Error', exact: true })).toHaveCount(0);

  // The same iteration of another step, and what it received: its item and the result before it in this iteration.
  await openStep(app, 'Tax');
  await expect(chooser.getByRole('spinbutton')).toHaveValue('2');
  await expect(step.output).toContainText('20');
  await step.show('Input');
  const input = step.region.getByRole('tree', { name: 'Input' });
  await expect(input).toContainText('price.results');
  await expect(input).not.toContainText('lines.results');

  // Three hundred of them, by keyboard.
  await openStep(app, 'Price');
  await step.show('Settings');
  await handling.selectOption('Ignore');
  await openStep(app, 'Tax');
  await step.show('Code');
  await step.typeCode('module.exports = async (context, { price }) => ({ data: price.results });');
  await app.runToEnd();
  await expect(outcome).toHaveText(/^Run succeeded/);
  await step.show('Output');
  await expect(chooser).toContainText('of 300');
  await chooser.getByRole('button', { name: 'All iterations' }).click();
  const list = chooser.getByRole('listbox', { name: 'Iterations' });
  await expect(list.getByRole('option', { selected: true })).toHaveText(/^300/);
  expect(await list.getByRole('option').count()).toBeLessThan(60);
  await list.focus();
  await list.press('Home');
  await list.press('ArrowDown');
  await list.press('ArrowDown');
  await expect(list.getByRole('option', { selected: true })).toHaveText(/^3/);
  await expect(step.output).toContainText('error');
  await expectFit(page);
  await app.console.show('Timeline');
  await expect(app.console.region.getByText('×300').first()).toBeVisible();
});

/** What a payload says that the first step of another component yields; null where it says nothing. */
async function mockOf(page: Page, name: string): Promise<unknown> {
  const [flow] = (await exported(page)).flows;
  const payload = flow?.payloads.find((other) => other.name === name);
  const [mock] = payload?.mocks ?? [];
  if (mock === undefined) return null;
  const { stepId: _stepId, ...rest } = mock;
  return rest;
}

/** What a step gives in another run of the flow. */
async function resultsOf(page: Page, key: string): Promise<unknown> {
  return page.evaluate(async (wanted) => {
    const { steps } = await window.codeConnector.run();
    return steps.find((step) => step.key === wanted)?.results;
  }, key);
}

async function open(
  app: AppPage,
  steps: readonly FileStep[],
  payloads?: readonly { name: string; body: string }[],
): Promise<void> {
  const given = payloads === undefined ? {} : { payloads };
  await app.openFile(flowFile({ name: 'Forms', steps, ...given }));
  await expect(app.page.getByRole('banner').getByRole('heading')).toContainText('Forms');
  await expect(app.run).toBeEnabled();
}

async function openStep(app: AppPage, name: string): Promise<void> {
  await app.page.keyboard.press('ControlOrMeta+K');
  const commands = app.page.getByRole('dialog', { name: 'Commands' });
  await commands.getByRole('combobox').fill(name);
  await commands
    .getByRole('option', { name: new RegExp(`^${name}`) })
    .first()
    .click();
  await expect(app.step.name).toHaveValue(name);
}

interface ExportedProject {
  readonly flows: readonly {
    readonly steps: readonly { readonly name: string; readonly data: unknown }[];
    readonly payloads: readonly {
      readonly name: string;
      readonly mocks?: readonly { readonly stepId: string }[];
    }[];
  }[];
}

/** The open project as its file has it. */
async function exported(page: Page): Promise<ExportedProject> {
  return page.evaluate(async () => {
    const { files } = await window.codeConnector.export('project');
    return (JSON.parse(files[0]?.text ?? '{}') as { project: ExportedProject }).project;
  });
}

/** The data of a step as the project file has it. */
async function dataOf(page: Page, name: string): Promise<unknown> {
  const [flow] = (await exported(page)).flows;
  return flow?.steps.find((step) => step.name === name)?.data;
}

/** Fits and is accessible, in both themes, on a wide page and on a phone. */
async function expectFit(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      // The page takes its new shape a moment after the window has.
      await expect(async () => expectAccessible(page)).toPass({ timeout: 10_000 });
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBe(0);
  }
}
