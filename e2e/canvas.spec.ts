import type { Page } from '@playwright/test';
import { watch } from './fixtures';
import { AppPage } from './pages/app-page';
import { projectFile } from './project-file';
import { expect, test } from './shared-page';

const PLAIN = 'module.exports = async () => ({ data: 1 });';
const chain = projectFile('Chain', [
  { name: 'Trigger', code: 'module.exports = async (context, payload) => ({ payload });' },
  { name: 'First', code: PLAIN },
  { name: 'Second', code: PLAIN },
  { name: 'Third', code: PLAIN },
]);

test.beforeEach(async ({ app }) => {
  // A browser keeps its clipboard from one test to the next.
  await app.page.evaluate(() => navigator.clipboard.writeText('nothing'));
});

test('a deleted step leaves its neighbours connected, and comes back whole', async ({
  app,
  page,
}) => {
  await app.import(chain);
  await app.node('Second').click();
  await focusCanvas(app);
  await page.keyboard.press('Delete');
  await expect(app.node('Second')).toHaveCount(0);
  await expect(app.connection('First', 'Third')).toBeVisible();
  await app.canvas.getByRole('button', { name: 'Undo' }).click();
  await expect(app.node('Second')).toBeVisible();
  await expect(app.connection('First', 'Third')).toHaveCount(0);
  await expect(app.connection('Second', 'Third')).toBeVisible();
  await app.canvas.getByRole('button', { name: 'Redo' }).click();
  await expect(app.node('Second')).toHaveCount(0);
  await expect(app.connection('First', 'Third')).toBeVisible();
});

test('the trigger stays, and says why', async ({ app, page }) => {
  await app.import(chain);
  await app.node('Trigger').click();
  await focusCanvas(app);
  await page.keyboard.press('Delete');
  await expect(app.notice).toContainText('every flow starts with its trigger');
  await expect(app.node('Trigger')).toBeVisible();
});

test('Backspace and Delete in the code take characters, not the selected step', async ({
  app,
  page,
}) => {
  await app.import(chain);
  await app.node('Second').click();
  await expect(app.step.code).toBeEditable();
  await app.step.code.focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('//!');
  for (const key of ['Backspace', 'Backspace', 'Backspace', 'Backspace']) {
    await page.keyboard.press(key);
  }
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('Delete');
  await expect(app.step.region.locator('.view-line')).toHaveText(PLAIN.slice(1, -1));
  await expect(app.node('Second')).toBeVisible();
  await expect(app.canvas.getByLabel(/, step \d of 4, /)).toHaveCount(4);
});

test('steps are duplicated with the connections between them, undone and done again', async ({
  app,
  page,
}) => {
  await app.import(chain);
  await app.node('Second').click();
  await app.node('Third').click({ modifiers: ['Shift'] });
  await focusCanvas(app);
  await page.keyboard.press('ControlOrMeta+D');
  await expect(app.connection('Second 2', 'Third 2')).toBeVisible();
  await expect(app.connection('Second', 'Second 2')).toHaveCount(0);
  await expect(app.node('Second 2')).toHaveAttribute('aria-current', 'true');
  await expect(app.node('Second')).not.toHaveAttribute('aria-current', 'true');
  const copied = await places(page);

  await app.canvas.getByRole('button', { name: 'Undo' }).click();
  await expect(app.canvas.getByLabel(/, step \d of 4, /)).toHaveCount(4);
  await app.canvas.getByRole('button', { name: 'Redo' }).click();
  await expect(app.connection('Second 2', 'Third 2')).toBeVisible();
  expect(await places(page)).toEqual(copied);
});

test('what is cut leaves the chain closed, and is pasted elsewhere', async ({ app, page }) => {
  await app.import(chain);
  await app.node('Second').click();
  await focusCanvas(app);
  await page.keyboard.press('ControlOrMeta+X');
  await expect(app.node('Second')).toHaveCount(0);
  await expect(app.connection('First', 'Third')).toBeVisible();
  await expectClip(page, '"Second"');

  await focusCanvas(app);
  await page.keyboard.press('ControlOrMeta+V');
  await expect(app.node('Second')).toBeVisible();
  await expect(app.connection('First', 'Third')).toBeVisible();

  const undo = app.canvas.getByRole('button', { name: 'Undo' });
  await undo.click();
  await expect(app.node('Second')).toHaveCount(0);
  await undo.click();
  await expect(app.connection('First', 'Second')).toBeVisible();
  await expect(app.connection('First', 'Third')).toHaveCount(0);
});

test('steps are chosen several at once, copied as text and pasted into another flow', async ({
  app,
  page,
}) => {
  await app.import(chain);
  await app.node('First').click();
  await app.node('Second').click({ modifiers: ['Shift'] });
  await focusCanvas(app);
  await page.keyboard.press('ControlOrMeta+C');
  await expectClip(page, '"Second"');

  await page.keyboard.press('ControlOrMeta+V');
  await expect(app.node('First 2')).toBeVisible();
  await expect(app.connection('First 2', 'Second 2')).toBeVisible();

  await app.flowMenu('Add flow');
  await expect(app.node('First')).toHaveCount(0);
  await focusCanvas(app);
  await page.keyboard.press('ControlOrMeta+V');
  await expect(app.node('First')).toBeVisible();
  await expect(app.connection('First', 'Second')).toBeVisible();
});

test('steps are copied from one tab to another', async ({ app, page, context, baseURL }) => {
  await app.import(chain);
  await app.node('Third').click();
  await focusCanvas(app);
  await page.keyboard.press('ControlOrMeta+C');
  await expectClip(page, '"Third"');

  const faults: string[] = [];
  const other = await context.newPage();
  watch(other, baseURL ?? '', faults);
  const there = new AppPage(other);
  await other.goto('./');
  await there.startBlank();
  await focusCanvas(there);
  // The key of its own needs no leave to read the clipboard.
  await context.clearPermissions();
  await other.keyboard.press('ControlOrMeta+V');
  await expect(there.node('Third')).toBeVisible();
  expect(faults).toEqual([]);
});

test('text that is no step is not pasted, and says so', async ({ app, page }) => {
  await page.evaluate(() => navigator.clipboard.writeText('{"steps": "none"}'));
  await focusCanvas(app);
  await page.keyboard.press('ControlOrMeta+V');
  await expect(app.notice).toContainText(/steps/i);
});

test('a box chooses what it touches; what is chosen moves together and snaps', async ({
  app,
  page,
}) => {
  await app.import(chain);
  const before = await places(page);
  const first = await app.node('First').boundingBox();
  const second = await app.node('Second').boundingBox();
  if (first === null || second === null) throw new Error('The steps are not on the page.');
  await page.keyboard.down('Shift');
  await page.mouse.move(first.x - 20, first.y + first.height / 2);
  await page.mouse.down();
  await page.mouse.move(second.x + 40, second.y + second.height / 2, { steps: 6 });
  await page.mouse.up();
  await page.keyboard.up('Shift');

  await page.mouse.move(first.x + 60, first.y + 12);
  await page.mouse.down();
  await page.mouse.move(first.x + 133, first.y + 12, { steps: 6 });
  await page.mouse.up();
  const after = await places(page);
  const moved = (name: string) => (after[name]?.x ?? 0) - (before[name]?.x ?? 0);
  expect(moved('First')).toBeGreaterThan(0);
  expect(moved('Second')).toBe(moved('First'));
  expect(moved('Third')).toBe(0);
  expect((after['First']?.x ?? 0) % 16).toBe(0);

  await app.canvas.getByRole('button', { name: 'Undo' }).click();
  expect(await places(page)).toEqual(before);
  await app.canvas.getByRole('button', { name: 'Redo' }).click();
  expect(await places(page)).toEqual(after);
});

test('a flow that grew in all directions is tidied, and fitted into view', async ({
  app,
  page,
}) => {
  await app.import(chain);
  const third = await app.node('Third').boundingBox();
  if (third === null) throw new Error('The step is not on the page.');
  await page.mouse.move(third.x + 60, third.y + 12);
  await page.mouse.down();
  await page.mouse.move(third.x + 300, third.y - 200, { steps: 6 });
  await page.mouse.up();
  const wild = await places(page);
  await app.canvas.getByRole('button', { name: 'Tidy the drawing' }).click();
  await expect.poll(() => places(page)).not.toEqual(wild);
  const tidy = await places(page);
  expect(tidy['Third']?.x).toBe(tidy['Second']?.x);
  expect(tidy['Third']?.y).toBeGreaterThan(tidy['Second']?.y ?? 0);
  await app.canvas.getByRole('button', { name: 'Fit the flow into view' }).click();
  await expect(app.node('Third')).toBeInViewport();

  const minimap = app.canvas.getByRole('img', { name: 'Minimap' });
  const fitted = await app.node('Third').boundingBox();
  await minimap.hover();
  await page.mouse.down();
  await page.mouse.move(900, 700);
  await page.mouse.up();
  await expect.poll(() => app.node('Third').boundingBox()).not.toEqual(fitted);
  const zoom = app.canvas.getByRole('button', { name: /^Zoom \d+/ });
  const before = await zoom.textContent();
  await minimap.hover();
  await page.mouse.wheel(0, -300);
  await expect(zoom).not.toHaveText(before ?? '');

  await app.canvas.getByRole('button', { name: 'Undo' }).click();
  expect(await places(page)).toEqual(wild);
  await app.canvas.getByRole('button', { name: 'Redo' }).click();
  expect(await places(page)).toEqual(tidy);
});

/** The keys go to the drawing, as after a press on its ground. */
async function focusCanvas(app: AppPage): Promise<void> {
  await app.canvas.focus();
}

/** Waits for steps as JSON text on the clipboard. */
async function expectClip(page: Page, part: string): Promise<void> {
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).toContain(part);
  expect(await read()).toContain('"format": "code-connector-steps"');
}

/** Where each step is, by its name, as the project file has it. */
async function places(page: Page): Promise<Record<string, { x: number; y: number }>> {
  const text = await page.evaluate(async () => {
    const { codeConnector } = window as unknown as {
      codeConnector: { export: (format: string) => Promise<{ files: { text: string }[] }> };
    };
    return (await codeConnector.export('project')).files[0]?.text ?? '';
  });
  // The application's own file.
  const file = JSON.parse(text) as {
    project: {
      flows: { steps: { name: string; position: { x: number; y: number } }[] }[];
    };
  };
  return Object.fromEntries(
    (file.project.flows[0]?.steps ?? []).map(({ name, position }) => [name, position]),
  );
}
