import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { changeStored, storedText } from './stored';

test('projects are made, renamed, copied, opened and deleted, and the last comes back', async ({
  app,
  page,
}) => {
  await app.startBlank();
  await app.showProjects();
  const list = page.getByRole('region', { name: 'Recent projects' });
  const rows = list.getByRole('listitem');
  await expect(rows).toHaveCount(2);

  await choose(page, 'New project', 'Rename');
  await list.getByRole('textbox').fill('Orders');
  await list.getByRole('textbox').press('Enter');
  await expect(list.getByRole('button', { name: 'Orders', exact: true })).toBeVisible();

  await choose(page, 'Orders', 'Duplicate');
  await expect(rows).toHaveCount(3);
  await choose(page, 'Orders', 'Delete');
  await expect(rows).toHaveCount(2);
  // It was the open one, and is again.
  await app.notice.getByRole('button', { name: 'Undo' }).click();
  await expect(app.node('Flow 1 Trigger')).toBeVisible();
  await app.showProjects();
  await expect(rows).toHaveCount(3);

  await list.getByRole('button', { name: 'Orders', exact: true }).click();
  await expect(app.node('Flow 1 Trigger')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Orders', level: 1 })).toBeVisible();
});

for (const [what, members, reason] of [
  ['damaged', { project: { name: 'Orders', flows: 7 } }, 'project.flows must be a list'],
  ['written by a newer version', { version: 99 }, 'A newer version of this application'],
] as const) {
  test(`a project that is ${what} is refused with the reason, and stays`, async ({ app, page }) => {
    await app.startBlank();
    await app.showProjects();
    await choose(page, 'New project', 'Rename');
    const list = page.getByRole('region', { name: 'Recent projects' });
    await list.getByRole('textbox').fill('Orders');
    await list.getByRole('textbox').press('Enter');
    await expect.poll(async () => storedText(page)).toContain('"Orders"');
    await changeStored(page, 'Orders', { members });
    const before = await storedText(page);

    // It was the one open last.
    await page.reload();
    await expect(app.run).toBeEnabled();
    await expect(app.notice).toContainText('Orders cannot be opened. It is still on this device');
    await expect(app.notice).toContainText(reason);
    await app.notice.getByRole('button', { name: 'Dismiss' }).click();

    await app.showProjects();
    await expect(list.getByRole('listitem')).toHaveCount(2);
    for (const entry of ['Open', 'Duplicate']) {
      await choose(page, 'Orders', entry);
      await expect(app.notice).toContainText(reason);
      await app.notice.getByRole('button', { name: 'Dismiss' }).click();
    }
    const download = page.waitForEvent('download');
    await choose(page, 'Orders', 'Open');
    await app.notice.getByRole('button', { name: 'Save its data as a file' }).click();
    expect((await download).suggestedFilename()).toBe('Orders.code-connector.json');
    expect(await storedText(page)).toBe(before);
  });
}

test('every example of the gallery opens and runs', async ({ app, page }) => {
  await app.showProjects();
  const cards = page.getByRole('button', { name: /^Open example / });
  const titles = await cards.locator('[class*=name]').allInnerTexts();
  expect(titles.length).toBeGreaterThanOrEqual(4);
  for (let at = 0; at < titles.length; at += 1) {
    await app.showProjects();
    await cards.nth(at).click();
    await expect(app.run).toBeEnabled();
    await app.runToEnd();
    await expect(app.console.outcome).toHaveText(/^Run succeeded in/);
  }
});

test('flows are added, named, copied, ordered and deleted', async ({ app, page }) => {
  await app.startBlank();
  await app.flowMenu('Add flow');
  await expect(page.getByRole('button', { name: 'Flow Flow 2' })).toBeVisible();
  await app.flowMenu('Flow settings…');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Import orders');
  await dialog.getByRole('checkbox', { name: /^Retry failed runs/ }).check();
  const attempts = dialog.getByRole('textbox', { name: 'Retry Attempts' });
  await attempts.fill('3');
  await attempts.blur();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Flow Import orders' })).toBeVisible();
  await app.flowMenu('Duplicate flow');
  await app.flowMenu('Flow settings…');
  await expect(attempts).toHaveValue('3');
  await page.keyboard.press('Escape');
  await app.flowMenu('Move flow up');
  await app.flowMenu('Delete flow');
  expect(await flowNames(page)).toEqual(['Flow 1', 'Import orders']);
  await page.keyboard.press('ControlOrMeta+Z');
  expect((await flowNames(page)).length).toBe(3);
});

test('a config variable has its test value in a run, by its name', async ({ app, page }) => {
  await app.startBlank();
  await app.step.typeCode(
    'module.exports = async ({ configVars }) => ({ payload: configVars["Base URL"] });',
  );
  await app.rail.getByRole('button', { name: 'Config variables' }).click();
  const view = page.getByRole('region', { name: 'Config variables' });
  await view.getByRole('button', { name: 'Add variable' }).first().click();
  await view.getByRole('textbox', { name: 'Name', exact: true }).fill('Base URL');
  await view.getByRole('textbox', { name: 'Test value' }).fill('https://api.example.com');
  const record = await page.evaluate(async () => window.codeConnector.run());
  expect(record.steps[0]?.results).toBe('https://api.example.com');
  // What a caller sets in its place is text too, as on the platform.
  const set = await page.evaluate(async () =>
    window.codeConnector.run({ configVars: { 'Base URL': 5 } }),
  );
  expect(set.steps[0]?.results).toBe('5');

  await view.getByRole('textbox', { name: 'Name', exact: true }).fill('Address');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Leave the code' }).click();
  const renamed = await page.evaluate(async () => window.codeConnector.run());
  expect(renamed.steps[0]?.results).not.toBe('https://api.example.com');
  await view.getByRole('textbox', { name: 'Name', exact: true }).fill('Base URL');
  await page.keyboard.press('Enter');

  await view.getByRole('button', { name: 'Add variable' }).first().click();
  await view.getByRole('textbox', { name: 'Name', exact: true }).last().fill('Base URL');
  await page.keyboard.press('Enter');
  await expect(view).toContainText('Two config variables are named Base URL');
});

async function choose(page: Page, project: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `More about ${project}`, exact: true }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

async function flowNames(page: Page): Promise<string[]> {
  const text = await page.evaluate(async () => {
    const { codeConnector } = window as unknown as {
      codeConnector: { export: (format: string) => Promise<{ files: { text: string }[] }> };
    };
    return (await codeConnector.export('project')).files[0]?.text ?? '';
  });
  // The application's own file.
  const file = JSON.parse(text) as { project: { flows: { name: string }[] } };
  return file.project.flows.map(({ name }) => name);
}
