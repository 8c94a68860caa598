import { expect, test } from './fixtures';
import { projectFile } from './project-file';
import { KeyboardPage } from './pages/keyboard-page';

const TRIGGER = 'Flow 1 Trigger';

// Not one call of the mouse, nor a focus set by the test: only keys, as the person presses them.

test('a three-step flow is built, run and read by keys alone', async ({ app, page }) => {
  const keys = new KeyboardPage(page);
  await test.step('start a new project', async () => {
    await page.keyboard.press('ControlOrMeta+5');
    await keys.tabTo(page.getByRole('button', { name: 'Start blank' }));
    await page.keyboard.press('Enter');
    await expect(app.node(TRIGGER)).toBeVisible();
    await keys.goToRegion(app.canvas);
    await expect(app.node(TRIGGER)).toBeFocused();
  });

  await test.step('add the first action, name it, write its code', async () => {
    await keys.addStep();
    await expect(app.node('Code Block')).toBeFocused();
    await keys.rename('Code Block', 'List Prices');
    await expect(app.node('List Prices')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(app.step.code).toBeFocused();
    await expect(app.step.code).toHaveAccessibleName('Code of List Prices');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('module.exports = async () => ({ datta');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('a: [2, 3, 5] });');
    await expect(app.step.region.locator('.view-line')).toHaveText([
      'module.exports = async () => ({ data: [2, 3, 5] });',
    ]);
  });

  await test.step('leave the editor, add the second action behind the first', async () => {
    await keys.leaveEditor();
    await expect(app.node('List Prices')).toBeFocused();
    await keys.addStep();
    await keys.rename('Code Block', 'Sum Up');
    await page.keyboard.press('Enter');
    await expect(app.step.code).toHaveAccessibleName('Code of Sum Up');
    await expect(app.step.code).toBeFocused();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(
      'module.exports = async (context, { flow1Trigger, listPrices }) => ({ data: { total: listPrices.results[2] * flow1Trigger.results.body.data.factor } });',
    );
    await expect(app.node('Sum Up')).toHaveAccessibleName(/, step 3 of 3, not run$/);
    await expect(app.connection('List Prices', 'Sum Up')).toBeVisible();
  });

  await test.step('write the payload', async () => {
    await keys.command('Show the payloads');
    await keys.tabTo(app.payloads.body);
    await expect(app.payloads.body).toBeEditable();
    await page.keyboard.press('ControlOrMeta+A');
    // A brace typed over a selection would go around it.
    await page.keyboard.press('Delete');
    await page.keyboard.type('{"factor": 2}');
    await keys.command('Show the flow');
  });

  await test.step('run, read the result', async () => {
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(app.console.outcome).toHaveText(/^Run succeeded in \d/);
    await keys.goToRegion(app.canvas);
    await keys.arrowTo('ArrowDown', app.node('Sum Up'));
    await page.keyboard.press('Enter');
    await expect(app.step.code).toBeFocused();
    await page.keyboard.press('Escape');
    await keys.goToTab('Output');
    await keys.tabTo(app.step.output);
    await expect(app.step.output).toContainText('total');
    await expect(app.step.output).toContainText('10');
    await keys.goToRegion(app.console.region);
    await keys.goToTab('Response');
    await expect(app.console.response).toContainText('200 OK');
  });
});

test('keys typed ahead of the page build the same flow', async ({ app, page }) => {
  const keys = new KeyboardPage(page);
  await keys.startBlank();
  await keys.goToRegion(app.canvas);
  // The list's code comes with its first use.
  await keys.addStep();
  await expect(app.node('Code Block')).toBeFocused();
  for (let count = 0; count < 3; count += 1) {
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
  }
  await expect(app.node('Code Block 4')).toHaveAccessibleName(/, step 5 of 5, /);
  await expect(app.node('Code Block 4')).toBeFocused();
  await expect(app.connection('Code Block 3', 'Code Block 4')).toBeVisible();
});

test('arrow keys go from step to step, and an open step follows', async ({ app, page }) => {
  const keys = new KeyboardPage(page);
  await keys.goToRegion(app.canvas);
  await keys.arrowTo('ArrowUp', app.node('Receive Push'));
  await page.keyboard.press('ArrowDown');
  await expect(app.node('List Changed Files')).toBeFocused();
  await expect(app.node('List Changed Files')).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Enter');
  await expect(app.step.name).toHaveValue('List Changed Files');
  await expect(app.step.code).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Alt+ArrowRight');
  await expect(app.step.name).toHaveValue('Choose Services');
});

test('Ctrl+M lets Tab out of the editor, and back in to type one', async ({ app, page }) => {
  const keys = new KeyboardPage(page);
  await keys.goToRegion(app.canvas);
  await page.keyboard.press('Enter');
  await expect(app.step.code).toBeFocused();
  await page.keyboard.press('Control+M');
  await page.keyboard.press('Tab');
  await expect(app.step.code).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(app.step.code).toBeFocused();
  await page.keyboard.press('Control+M');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Tab');
  await expect(app.step.code).toBeFocused();
});

test('steps are connected, moved, copied and deleted, and all of it undone', async ({
  app,
  page,
}) => {
  const { keyboard } = page;
  const keys = new KeyboardPage(page);
  await keys.command('New project');
  await expect(app.node(TRIGGER)).toBeVisible();
  await keys.goToRegion(app.canvas);
  await keys.addStep();
  await keys.rename('Code Block', 'First');
  await keys.addStep();
  await keys.rename('Code Block', 'Last');

  await keyboard.press('ArrowUp');
  await keyboard.press('ArrowUp');
  await expect(app.node(TRIGGER)).toBeFocused();
  await keyboard.press('c');
  await expect(page.getByRole('combobox', { name: 'Step to connect to' })).toBeFocused();
  await keyboard.type('Last');
  await keyboard.press('Enter');
  await expect(app.connection(TRIGGER, 'Last')).toBeVisible();
  await expect(app.node(TRIGGER)).toBeFocused();

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

  // Two steps added and named, one connected, one moved, one copied and deleted.
  const undo = app.canvas.getByRole('button', { name: 'Undo' });
  while (await undo.isEnabled()) await keyboard.press('ControlOrMeta+Z');
  await expect(app.canvas.getByLabel(/, step \d of /)).toHaveCount(1);
  const redo = app.canvas.getByRole('button', { name: 'Redo' });
  while (await redo.isEnabled()) await keyboard.press('ControlOrMeta+Shift+Z');
  await expect(app.canvas.getByLabel(/, step \d of 3, /)).toHaveCount(3);
  await expect(app.connection(TRIGGER, 'Last')).toBeVisible();
});

test('Delete takes a step out of the chain and leaves the focus on the one before', async ({
  app,
  page,
}) => {
  const keys = new KeyboardPage(page);
  await keys.startBlank();
  await keys.goToRegion(app.canvas);
  await keys.addStep();
  await keys.rename('Code Block', 'One');
  await keys.addStep();
  await keys.rename('Code Block', 'Two');
  await page.keyboard.press('ArrowUp');
  await expect(app.node('One')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(app.node('One')).toBeHidden();
  await expect(app.node(TRIGGER)).toBeFocused();
  await expect(app.connection(TRIGGER, 'Two')).toBeVisible();
});

test('the outline alone is enough to build a flow, and to go through a long one', async ({
  app,
  page,
}) => {
  const keys = new KeyboardPage(page);
  const row = (name: string) => app.outline.getByRole('button', { name: new RegExp(`^${name},`) });
  // Of a long flow the steps out of sight are only named, until the keys or a scroll come to them.
  await app.chooseFile({
    name: 'long.json',
    mimeType: 'application/json',
    buffer: Buffer.from(long(300)),
  });
  await expect(app.notice).toContainText('Long was opened from long.json');
  await page.keyboard.press('ControlOrMeta+2');
  await keys.goToRegion(app.outline);
  await expect(row('Step 2')).toBeFocused();
  await expect(app.outline.getByText('Step 300')).toBeAttached();
  await expect(row('Step 300')).toHaveCount(0);
  await page.keyboard.press('End');
  await expect(row('Step 300')).toBeFocused();
  await expect(row('Step 300')).toBeInViewport();
  await page.keyboard.press('ArrowUp');
  await expect(row('Step 299')).toBeFocused();
  await expect(row('Step 2')).toHaveCount(0);
  await page.keyboard.press('Home');
  await expect(row('Trigger')).toBeFocused();

  await keys.startBlank();
  await page.keyboard.press('ControlOrMeta+2');
  await keys.goToRegion(app.outline);
  await expect(row(TRIGGER)).toBeFocused();
  await keys.addStep();
  await expect(row('Code Block')).toBeFocused();
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'Name of Code Block' })).toBeFocused();
  await page.keyboard.type('One');
  await page.keyboard.press('Enter');
  await expect(row('One')).toBeFocused();
  await keys.addStep();
  await expect(row('Code Block')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(row('One')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(app.step.code).toBeFocused();
  await expect(app.step.code).toHaveAccessibleName('Code of One');
  await keys.leaveEditor();
  await expect(row('One')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(row(TRIGGER)).toBeFocused();
  await expect(row('Code Block')).toHaveAccessibleName(/, step 2 of 2/);
});

function long(count: number): string {
  return projectFile(
    'Long',
    Array.from({ length: count }, (_, at) => ({
      name: at === 0 ? 'Trigger' : `Step ${at + 1}`,
      code: 'module.exports = async () => ({ data: 1 });',
    })),
  );
}
