import type { BrowserContext, Locator, Page } from '@playwright/test';
import { expect, test, watch } from './fixtures';
import { AppPage } from './pages/app-page';
import { changeStored, storedText } from './stored';

const SAVED = /^Saved \d/;

/** The application in another tab of the same browser. */
async function openBeside(
  context: BrowserContext,
  baseURL: string | undefined,
  pageFaults: string[],
): Promise<AppPage> {
  const page = await context.newPage();
  watch(page, baseURL ?? '', pageFaults);
  const app = new AppPage(page);
  await app.open();
  return app;
}

test('after a reload everything is still there', async ({ app, page }) => {
  await app.startBlank();
  await app.addSteps('Answer');
  await app.step.typeCode("module.exports = async () => ({ data: 'kept' });");
  await app.payloads.open(page);
  await app.payloads.typeBody('{"kept": true}');
  await app.rail.getByRole('button', { name: 'Config variables' }).click();
  await page.getByRole('button', { name: 'Add variable' }).first().click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).last().fill('Base URL');
  await page.getByRole('textbox', { name: 'Test value' }).last().fill('https://kept.example');
  await app.rail.getByRole('button', { name: 'Flow', exact: true }).click();
  await expect(page.getByText(SAVED)).toBeVisible();
  const before = await exported(page);
  expect(before).toContain('https://kept.example');

  await page.reload();
  await expect(app.run).toBeEnabled();
  await expect(app.node('Answer')).toBeVisible();
  expect(JSON.parse(await exported(page))).toEqual(JSON.parse(before));
  await app.runToEnd();
  await app.node('Answer').click();
  await app.step.show('Output');
  await expect(app.step.output).toContainText('kept');
});

test('what was typed just before the page goes is kept', async ({ app, page }) => {
  await app.startBlank();
  await app.addSteps('Answer');
  await app.step.typeCode("module.exports = async () => ({ data: 'typed last' });");
  await expect(app.step.region.locator('.view-lines')).toContainText('typed');
  // A run takes what stands in a field, though nobody left it.
  await app.step.name.fill('Reply');
  await app.step.name.press('ControlOrMeta+Enter');
  await expect(app.console.outcome).toHaveText(/^Run succeeded in/);
  await expect(app.node('Reply')).toHaveAccessibleName(/, succeeded in/);
  await expect(app.step.name).toBeFocused();
  await app.step.name.fill('Reply Late');
  await page.reload();
  await expect(app.run).toBeEnabled();
  const text = await exported(page);
  expect(text).toContain('typed last');
  expect(text).toContain('Reply Late');
});

test('a second tab reads only, until it takes over', async ({
  app,
  page,
  context,
  baseURL,
  pageFaults,
}) => {
  await app.startBlank();
  await app.addSteps('Answer');
  await expect(page.getByText(SAVED)).toBeVisible();

  const there = await openBeside(context, baseURL, pageFaults);
  const other = there.page;
  await expect(there.node('Answer')).toBeVisible();
  await expect(other.getByText('Read-only', { exact: true })).toBeVisible();
  await there.canvas.focus();
  await other.keyboard.press('a');
  await expect(other.getByRole('dialog', { name: 'Add step' })).toBeHidden();
  await there.node('Answer').click();
  await expect(there.step.code).not.toBeEditable();
  await there.rail.getByRole('button', { name: 'Config variables' }).click();
  await other.getByRole('button', { name: 'Add variable' }).first().click();
  await expect(there.notice).toContainText('Not changed: This project is open in another tab.');
  await there.rail.getByRole('button', { name: 'Flow', exact: true }).click();
  await there.runToEnd();
  await expect(there.console.outcome).toHaveText(/^Run succeeded in/);
  expect(JSON.parse(await exported(other))).toEqual(JSON.parse(await exported(page)));

  await other.getByRole('button', { name: 'Take over' }).click();
  await expect(other.getByText('Read-only', { exact: true })).toBeHidden();
  await expect(page.getByText('Read-only', { exact: true })).toBeVisible();
  await there.node('Answer').click();
  await expect(there.step.code).toBeEditable();
  await there.chooseKind(there.canvas.getByRole('button', { name: 'Add step after Answer' }));
  await there.step.rename('Second Tab');
  await expect(other.getByText(SAVED)).toBeVisible();

  // Back again, with what the other tab has done.
  await page.getByRole('button', { name: 'Take over' }).click();
  await expect(app.node('Second Tab')).toBeVisible();
});

test.describe('a newer version in the store', () => {
  test.beforeEach(async ({ app, page }) => {
    await app.startBlank();
    await app.addSteps('Mine');
    await expect(page.getByText(SAVED)).toBeVisible();
    await changeStored(page, 'New project', { texts: { '"Mine"': '"Theirs"' }, saves: 1 });
    await app.step.rename('Mine Changed');
    await expect(alertOf(page, 'Another tab has saved this project since')).toBeVisible();
    await expect(page.getByText('Not saved', { exact: true })).toBeVisible();
    expect(await storedText(page)).toContain('Theirs');
    expect(await storedText(page)).not.toContain('Mine Changed');
  });

  test('is never written over, and can be opened', async ({ app, page }) => {
    await page.getByRole('button', { name: 'Open the stored version' }).click();
    await expect(app.node('Theirs')).toBeVisible();
    await expect(alertOf(page, 'Another tab')).toBeHidden();
    await app.node('Theirs').click();
    await app.step.rename('Ours');
    await expect(page.getByText(SAVED)).toBeVisible();
    expect(await storedText(page)).toContain('Ours');
  });

  test('leaves a place for a copy of mine', async ({ app, page }) => {
    await page.getByRole('button', { name: 'Keep mine as a copy' }).click();
    await expect(alertOf(page, 'Another tab')).toBeHidden();
    await expect(page.getByText(SAVED)).toBeVisible();
    await expect(app.node('Mine Changed')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'New project (copy)', level: 1 })).toBeVisible();
    await app.node('Mine Changed').click();
    await app.step.rename('Mine Again');
    await expect.poll(async () => storedText(page)).toContain('Mine Again');
    expect(await storedText(page)).toContain('Theirs');
    await page.reload();
    await expect(app.node('Mine Again')).toBeVisible();
  });
});

test('a project that another tab deletes is kept here, and can be stored as a copy', async ({
  app,
  page,
  context,
  baseURL,
  pageFaults,
}) => {
  await app.startBlank();
  await app.addSteps('Mine');
  await expect(page.getByText(SAVED)).toBeVisible();
  const there = await openBeside(context, baseURL, pageFaults);
  const other = there.page;
  await there.showProjects();
  await other.getByRole('button', { name: 'More about New project' }).click();
  await other.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(there.notice).toContainText('New project was deleted.');

  await app.step.rename('Mine Still');
  await expect(alertOf(page, 'Another tab has deleted this project')).toBeVisible();
  await page.getByRole('button', { name: 'Keep mine as a copy' }).click();
  await expect(alertOf(page, 'Another tab')).toBeHidden();
  await expect.poll(async () => storedText(page)).toContain('Mine Still');
});

test('a failure to save is shown and stays, until a save succeeds', async ({ page, app }) => {
  await app.startBlank();
  await expect(page.getByText(SAVED)).toBeVisible();
  await page.evaluate(() => {
    const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put');
    Object.assign(window, {
      mendStorage: () => Object.defineProperty(IDBObjectStore.prototype, 'put', put ?? {}),
    });
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    };
  });
  await app.addSteps('Unsaved');
  const alert = page.getByRole('alert').filter({ hasText: /not saved|could not be saved|full/i });
  await expect(alert).toBeVisible();
  await expect(page.getByText('Not saved', { exact: true })).toBeVisible();
  await app.runToEnd();
  await expect(alert).toBeVisible();

  await page.evaluate(() => {
    (window as unknown as { mendStorage: () => void }).mendStorage();
  });
  await app.step.rename('Saved Again');
  await expect(alert).toBeHidden();
  await expect(page.getByText(SAVED)).toBeVisible();
  expect(await storedText(page)).toContain('Saved Again');
});

/** Monaco has alerts of its own on the page. */
function alertOf(page: Page, text: string): Locator {
  return page.getByRole('alert').filter({ hasText: text });
}

async function exported(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { codeConnector } = window as unknown as {
      codeConnector: { export: (format: string) => Promise<{ files: { text: string }[] }> };
    };
    return (await codeConnector.export('project')).files[0]?.text ?? '';
  });
}
