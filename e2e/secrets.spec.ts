import { expect, expectAccessible, test } from './fixtures';

/** Secrets kept on this device: under a passphrase, locked, erased. */

const PASSPHRASE = 'correct horse battery';
// A passphrase is made slow to try, and slower on a busy machine.
const SLOW = { timeout: 60_000 };

test('a passphrase locks what this device keeps; only it opens it; forgotten, it costs nothing else', async ({
  app,
  page,
}) => {
  test.setTimeout(180_000);
  const dialog = page.getByRole('dialog', { name: 'Secrets' });
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command' }).fill('Secrets: passphrase');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('No secrets are kept on this device yet')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('New passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByLabel('New passphrase again').fill('something else');
  await dialog.getByRole('button', { name: 'Set passphrase' }).click();
  await expect(dialog.getByRole('alert')).toContainText('not the same');
  await dialog.getByLabel('New passphrase again').fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Set passphrase' }).click();
  await expect(dialog.getByText('made of your passphrase')).toBeVisible(SLOW);

  await page.reload();
  const locked = page.getByText('The secrets on this device are locked.');
  await expect(locked).toBeVisible();
  await expectAccessible(page);
  const unlock = page.getByRole('button', { name: 'Unlock…' }).first();
  await unlock.click();
  await dialog.getByLabel('Passphrase', { exact: true }).fill('wrong');
  await dialog.getByRole('button', { name: 'Unlock' }).click();
  await expect(dialog.getByRole('alert')).toContainText('This is not the passphrase', SLOW);
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Unlock' }).click();
  await expect(dialog.getByText('made of your passphrase')).toBeVisible(SLOW);
  await expect(locked).toBeHidden();
  await dialog.getByRole('button', { name: 'Lock now' }).click();
  await dialog.getByRole('button', { name: 'Close' }).click();

  // The passphrase is forgotten: the project is still there and runs.
  await unlock.click();
  await dialog.getByRole('button', { name: 'Erase what is kept…' }).click();
  await dialog.getByRole('button', { name: 'Yes, erase what is kept' }).click();
  await expect(dialog.getByText('No secrets are kept on this device yet')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(locked).toBeHidden();
  await app.runToEnd();
  await expect(app.console.outcome).toHaveText(/^Run succeeded/);
});
