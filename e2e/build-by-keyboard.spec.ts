import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import type { AppPage } from './pages/app-page';

/** Everything here is done with keys alone: no click, no focus set by the test. */

test('a flow of three steps is built, written and run', async ({ app, page }) => {
  const { keyboard } = page;
  await startBlank(app, page);
  await addStep(page, 'Double It', app);
  await addStep(page, 'Say It', app);
  await expect(app.node('Say It')).toHaveAccessibleName(/, step 3 of 3, /);

  await writeCode(
    app,
    page,
    'Say It',
    'module.exports = async (context, { doubleIt }) => ({ data: `It is  ${doubleIt.results}!` });',
  );
  await goTo(page, 'Canvas');
  await expect(app.node('Say It')).toBeFocused();
  await keyboard.press('ArrowUp');
  await expect(app.node('Double It')).toBeFocused();
  // One character too many, and taken back.
  await writeCode(
    app,
    page,
    'Double It',
    'module.exports = async (context, { flow1Trigger }) => ({ data: flow1Trigger.results.body.data.amount * 2 });x',
  );
  await keyboard.press('Backspace');

  await command(page, 'Show the payloads');
  await expect(app.payloads.region).toBeVisible();
  await tabTo(page, 'Body');
  await expect(app.payloads.body).toBeEditable();
  await keyboard.press('ControlOrMeta+A');
  // A brace typed over a selection would go around it.
  await keyboard.press('Delete');
  await keyboard.type('{"amount": 21}');
  await command(page, 'Show the flow');

  await keyboard.press('ControlOrMeta+Enter');
  await expect(app.console.outcome).toHaveText(/^Run succeeded in/);
  await goTo(page, 'Canvas');
  while (!(await isFocused(page, /^Say It, /))) await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(app.step.code).toBeFocused();
  await keyboard.press('Control+M');
  await keyboard.press('Shift+Tab');
  await expect(app.step.region.getByRole('tab', { name: 'Code' })).toBeFocused();
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  await expect(app.step.output).toContainText('It is  42!');
});

test('steps are connected, moved, copied and deleted, and all of it undone', async ({
  app,
  page,
}) => {
  const { keyboard } = page;
  await startBlank(app, page);
  await addStep(page, 'First', app);
  await addStep(page, 'Last', app);

  await keyboard.press('ArrowUp');
  await keyboard.press('ArrowUp');
  await expect(app.node('Flow 1 Trigger')).toBeFocused();
  await keyboard.press('c');
  await expect(page.getByRole('combobox', { name: 'Step to connect to' })).toBeFocused();
  await keyboard.type('Last');
  await keyboard.press('Enter');
  await expect(app.connection('Flow 1 Trigger', 'Last')).toBeVisible();

  await keyboard.press('ArrowDown');
  const focused = app.canvas.locator('.react-flow__node:focus');
  const before = await focused.boundingBox();
  await keyboard.press('Alt+ArrowRight');
  await expect
    .poll(async () => (await focused.boundingBox())?.x ?? 0)
    .toBeGreaterThan(before?.x ?? 0);

  await keyboard.press('ControlOrMeta+D');
  await expect(app.canvas.getByLabel(/, step \d of 4, /)).toHaveCount(4);
  await keyboard.press('Delete');
  await expect(app.canvas.getByLabel(/, step \d of 3, /)).toHaveCount(3);

  // Nine things were done: two steps added and named, one connected, one moved, one copied and deleted.
  const undo = app.canvas.getByRole('button', { name: 'Undo' });
  while (await undo.isEnabled()) await keyboard.press('ControlOrMeta+Z');
  await expect(app.canvas.getByLabel(/, step \d of /)).toHaveCount(1);
  const redo = app.canvas.getByRole('button', { name: 'Redo' });
  while (await redo.isEnabled()) await keyboard.press('ControlOrMeta+Shift+Z');
  await expect(app.canvas.getByLabel(/, step \d of 3, /)).toHaveCount(3);
  await expect(app.connection('Flow 1 Trigger', 'Last')).toBeVisible();
});

async function startBlank(app: AppPage, page: Page): Promise<void> {
  await command(page, 'New project');
  await expect(app.node('Flow 1 Trigger')).toBeVisible();
  await goTo(page, 'Canvas');
  await expect(app.node('Flow 1 Trigger')).toBeFocused();
}

/** Adds a code block behind the step that has the focus, and gives it a name. */
async function addStep(page: Page, name: string, app: AppPage): Promise<void> {
  await page.keyboard.press('a');
  await expect(page.getByRole('combobox', { name: 'Kind of step' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(app.node('Code Block')).toBeFocused();
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'Name of Code Block' })).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(app.node(name)).toBeFocused();
}

async function isFocused(page: Page, name: RegExp): Promise<boolean> {
  const texts = await page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-labelledby') ?? '';
    return document.querySelector(`#${CSS.escape(id)}`)?.textContent ?? '';
  });
  return name.test(texts);
}

/** Runs a command by its name. */
async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+K');
  const dialog = page.getByRole('dialog', { name: 'Commands' });
  await expect(dialog).toBeVisible();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

/** F6 until the focus is in the region. */
async function goTo(page: Page, region: string): Promise<void> {
  for (let count = 0; count < 8; count += 1) {
    const isThere = await page
      .getByRole('region', { name: region, exact: true })
      .evaluate((element) => element.contains(document.activeElement));
    if (isThere) return;
    await page.keyboard.press('F6');
  }
  throw new Error(`F6 does not lead to the region ${region}.`);
}

/** Opens the step that has the focus, which leads into its code, and writes it anew. */
async function writeCode(app: AppPage, page: Page, step: string, code: string): Promise<void> {
  await page.keyboard.press('Enter');
  await expect(app.step.code).toHaveAccessibleName(`Code of ${step}`);
  await expect(app.step.code).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(code);
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let count = 0; count < 80; count += 1) {
    const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    if (label === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}.`);
}
