import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';
import type { AppPage } from './pages/app-page';
import { platformFile, type PlatformStep } from './platform-file';

const reference = (value: string) => ({ name: '', type: 'reference', value });

const START: PlatformStep = {
  name: 'Start',
  kind: 'codeBlockTrigger',
  data: {
    code: `module.exports = async (context, payload) => ({
  payload: { ...payload, order: { id: 7, lines: [{ sku: 'A-1' }] } },
});`,
  },
};
const CHECK: PlatformStep = {
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
const NOTE: PlatformStep = {
  name: 'Note',
  kind: 'writeLog',
  data: {
    inputs: {
      level: { type: 'value', value: 'info' },
      message: { type: 'template', value: 'Of {{$nobody.results}} for {{#Owner}}' },
    },
  },
};
const LOOP: PlatformStep = {
  name: 'Each',
  kind: 'loopOverItems',
  data: { inputs: { items: { type: 'reference', value: '' } } },
};
const STOP: PlatformStep = {
  name: 'End',
  kind: 'stopExecution',
  data: {
    inputs: {
      statusCode: { type: 'value', value: '200' },
      headers: {
        type: 'complex',
        value: [{ name: { type: 'value', value: 'X-A' }, type: 'value', value: '1' }],
      },
    },
  },
};

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
  await second.getByLabel('Name', { exact: true }).fill('Heavy');
  await expect(second.getByRole('alert').first()).toHaveText(/Another branch is named/);
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

  await looks(page, 'branch');

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

  // A reference: required, and completed.
  await openStep(app, 'Each');
  const items = step.region.getByLabel('Items', { exact: true });
  await expect(items).toHaveAccessibleDescription(/Items is empty/);
  await items.focus();
  await expect(step.region.locator('datalist option')).toHaveText([
    'note.results',
    'check.results',
    'start.results',
  ]);
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
  await looks(page, 'stop');
});

async function open(app: AppPage, steps: readonly PlatformStep[]): Promise<void> {
  const buffer = Buffer.from(platformFile({ name: 'Forms', steps }));
  await app.chooseFile({ name: 'project.json', mimeType: 'application/json', buffer });
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

/** The data of a step as the project file has it. */
async function dataOf(page: Page, name: string): Promise<unknown> {
  return page.evaluate(async (wanted) => {
    const { files } = await window.codeConnector.export('project');
    const file = JSON.parse(files[0]?.text ?? '{}') as {
      project: { flows: { steps: { name: string; data: unknown }[] }[] };
    };
    return file.project.flows[0]?.steps.find((step) => step.name === wanted)?.data;
  }, name);
}

/** Fits and is accessible, in both themes, on a wide page and on a phone. */
async function looks(page: Page, _name: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
      if (process.env['SHOTS'] !== undefined)
        await page.screenshot({ path: `/tmp/forms-shots/${_name}-${width}-${colorScheme}.png` });
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBe(0);
  }
}
