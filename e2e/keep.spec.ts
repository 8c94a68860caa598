import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { AppPage } from './pages/app-page';

const SAVED = /^Saved \d/;

test('after a reload everything is still there', async ({ app, page }) => {
  await app.startBlank();
  await app.addSteps('Answer');
  await app.step.typeCode("module.exports = async () => ({ data: 'kept' });");
  await app.payloads.open(page);
  await app.payloads.typeBody('{"kept": true}');
  await app.rail.getByRole('button', { name: 'Config variables' }).click();
  await page
    .getByRole('button', { name: /^(Add|New)/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Name' }).last().fill('Base URL');
  await page.getByRole('textbox', { name: 'Test value' }).last().fill('https://kept.example');
  await app.rail.getByRole('button', { name: 'Flow', exact: true }).click();
  await expect(page.getByText(SAVED)).toBeVisible();
  const before = await exported(page);
  expect(before).toContain('https://kept.example');

  await page.reload();
  await expect(app.run).toBeEnabled();
  await expect(app.node('Answer')).toBeVisible();
  expect(await exported(page)).toBe(before);
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
  await page.reload();
  await expect(app.run).toBeEnabled();
  expect(await exported(page)).toContain('typed last');
});

test('a second tab reads only, until it takes over', async ({ app, page, context }) => {
  await app.startBlank();
  await app.addSteps('Answer');
  await expect(page.getByText(SAVED)).toBeVisible();

  const other = await context.newPage();
  const there = new AppPage(other);
  await there.open();
  await expect(there.node('Answer')).toBeVisible();
  await expect(other.getByText('Read-only', { exact: true })).toBeVisible();
  await there.canvas.focus();
  await other.keyboard.press('a');
  await expect(other.getByRole('dialog', { name: 'Add step' })).toBeHidden();
  await there.node('Answer').click();
  await expect(there.step.code).not.toBeEditable();
  await there.runToEnd();
  await expect(there.console.outcome).toHaveText(/^Run succeeded in/);

  await other.getByRole('button', { name: 'Take over' }).click();
  await expect(other.getByText('Read-only', { exact: true })).toBeHidden();
  await expect(page.getByText('Read-only', { exact: true })).toBeVisible();
  await there.addSteps('Second Tab');
  await expect(other.getByText(SAVED)).toBeVisible();

  // Back again, with what the other tab has done.
  await page.getByRole('button', { name: 'Take over' }).click();
  await expect(app.node('Second Tab')).toBeVisible();
});

test('a newer version in the store is never written over', async ({ app, page }) => {
  await app.startBlank();
  await app.addSteps('Mine');
  await expect(page.getByText(SAVED)).toBeVisible();
  await writeNewerVersion(page, 'Theirs');

  await app.step.rename('Mine Changed');
  const alert = page.getByRole('alert').filter({ hasText: /newer|another|changed/i });
  await expect(alert).toBeVisible();
  await expect(page.getByText('Not saved')).toBeVisible();
  expect(await storedText(page)).toContain('Theirs');
  expect(await storedText(page)).not.toContain('Mine Changed');

  await page.getByRole('button', { name: 'Open the stored version' }).click();
  await expect(app.node('Theirs')).toBeVisible();
  await expect(alert).toBeHidden();
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

async function exported(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { codeConnector } = window as unknown as {
      codeConnector: { export: (format: string) => Promise<{ files: { text: string }[] }> };
    };
    return (await codeConnector.export('project')).files[0]?.text ?? '';
  });
}

/** All stored projects as text, read from the browser's own database. */
async function storedText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('code-connector');
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('open')));
    });
    const request = database.transaction('projects').objectStore('projects').getAll();
    await new Promise((resolve) => {
      request.addEventListener('success', resolve);
    });
    database.close();
    return JSON.stringify(request.result);
  });
}

/** Writes what another program with the same database would: the step renamed, the revision one up. */
async function writeNewerVersion(page: Page, name: string): Promise<void> {
  await page.evaluate(async (stepName) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('code-connector');
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('open')));
    });
    const transaction = database.transaction('projects', 'readwrite');
    const store = transaction.objectStore('projects');
    const request = store.openCursor();
    request.addEventListener('success', () => {
      const cursor = request.result;
      if (cursor === null) return;
      const text = JSON.stringify(cursor.value);
      if (text.includes('"Mine"')) {
        // The record as it stands, with another name in it.
        const value = JSON.parse(text.replaceAll('"Mine"', JSON.stringify(stepName))) as {
          revision: number;
        };
        cursor.update({ ...value, revision: value.revision + 1 });
      }
      cursor.continue();
    });
    await new Promise((resolve) => {
      transaction.addEventListener('complete', resolve);
    });
    database.close();
  }, name);
}
