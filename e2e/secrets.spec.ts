import { expect, expectAccessible, test } from './fixtures';
import { projectFile } from './project-file';
import { storedText } from './stored';

/** Secrets kept on this device: under a passphrase, locked, erased; and what is covered while others look on. */

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
  await dialog.getByLabel('Lock when the page is left alone for').selectOption('5 minutes');
  await dialog.getByRole('button', { name: 'Set passphrase' }).click();
  await expect(dialog.getByText('made of your passphrase')).toBeVisible(SLOW);

  await page.clock.install();
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

  await test.step('left alone for five minutes, it locks by itself; a key or the pointer puts that off', async () => {
    // Paused, so that a slow machine does not count as a person who has left.
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000);
    for (const touch of [
      async () => page.keyboard.press('Shift'),
      async () => page.mouse.move(200, 200),
      async () => page.keyboard.press('Shift'),
    ]) {
      // One after the other: each puts it off once more.
      await touch();
      await page.clock.fastForward('04:50');
    }
    await expect(dialog.getByRole('button', { name: 'Lock now' })).toBeVisible();
    await page.clock.fastForward('00:11');
    await expect(locked).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Lock now' })).toBeHidden();
    await page.clock.resume();
  });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Unlock' }).click();
  await expect(dialog.getByText('made of your passphrase')).toBeVisible(SLOW);
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

const EMAIL = 'jane.roe@acme.example';
const SIGNATURE = 'sha256=5f1d7a84db00d2fc';

test('presenting covers the marked fields of a payload everywhere on screen, and nothing of them is lost', async ({
  app,
  page,
}) => {
  await app.import(
    projectFile(
      'Presented',
      [
        {
          name: 'T',
          code: `module.exports = async ({ logger, instanceState }, payload) => {
  const { email } = payload.body.data.customer;
  logger.info('order of ' + email);
  await fetch('https://api.example/?who=' + encodeURIComponent(email)).catch(() => undefined);
  instanceState.last = email;
  return { payload, response: { statusCode: 200, contentType: 'text/plain', body: 'Thank you, ' + email } };
};`,
        },
        {
          name: 'Fail',
          code: `module.exports = async (context, { t }) => { throw new Error('no account of ' + t.results.body.data.customer.email); };`,
        },
      ],
      JSON.stringify({ customer: { email: EMAIL, city: 'Riga' } }, null, 2),
    ),
  );
  await app.payloads.open(page);
  const { region } = app.payloads;
  await region.getByLabel('Headers name, row 1').fill('X-Signature');
  await region.getByLabel('Headers value, row 1').fill(SIGNATURE);
  const paths = region.getByRole('group', { name: 'Cover while presenting' });
  await paths.getByLabel('JSON path, row 1').fill('$.customer.email');
  await expect(paths).toContainText('1 value');
  await paths.getByLabel('JSON path, row 2').fill('headers.X-Signature');
  await paths.getByLabel('JSON path, row 3').fill('$.nobody');
  await expect(paths).toContainText('Nothing is there in this payload');
  await paths.getByRole('button', { name: 'Remove row 3' }).click();
  await expectAccessible(page);
  await app.runToEnd();

  const look = async () => page.locator('body').innerText();
  const seen = async () => {
    const texts: string[] = [];
    await app.payloads.open(page);
    texts.push(await look());
    await page.getByRole('button', { name: 'Flow', exact: true }).click();
    for (const step of ['T', 'Fail'] as const) {
      await app.node(step).click();
      for (const tab of ['Input', 'Output'] as const) {
        await app.step.show(tab);
        await expect(app.step.region.getByRole('tabpanel')).toContainText(/customer|account/);
        texts.push(await look());
      }
    }
    await app.step.region.getByRole('button', { name: 'Close step' }).click();
    for (const tab of ['Logs', 'Network', 'Response'] as const) {
      await app.console.show(tab);
      texts.push(await look());
    }
    return texts;
  };
  const open = await seen();
  // All of these places show it while nobody looks on.
  for (const [at, text] of open.entries()) expect([at, hasField(text)]).toEqual([at, true]);

  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command' }).fill('Presenting: cover');
  await page.keyboard.press('Enter');
  const covered = await seen();
  for (const [at, text] of covered.entries()) {
    expect([at, hasField(text)]).toEqual([at, false]);
    expect(text).toContain('••••••');
  }
  await app.payloads.open(page);
  await expect(region.getByRole('group', { name: 'Body' })).toContainText('Riga');
  await expect(region.getByLabel('Headers value, row 1')).toHaveAttribute('type', 'password');
  await expectAccessible(page);
  // A run that is made meanwhile is covered too, and gets what it always gets.
  await app.runToEnd();
  await app.console.show('Logs');
  await expect(app.console.log).toContainText('order of ••••••');
  const record = await page.evaluate(async () => window.codeConnector.run());
  expect(JSON.stringify(record)).toContain(EMAIL);

  await page.getByRole('button', { name: 'Stop presenting' }).click();
  await expect(app.console.log).toContainText(`order of ${EMAIL}`);
  await page.reload();
  await app.payloads.open(page);
  await expect(paths.getByLabel('JSON path, row 2')).toHaveValue('headers.X-Signature');
});

function hasField(text: string): boolean {
  return [EMAIL, encodeURIComponent(EMAIL), SIGNATURE].some((field) => text.includes(field));
}

test('secrets go with their project: copied with it, given to another connection, forgotten with it', async ({
  app,
  page,
}) => {
  const file = JSON.parse(
    projectFile('Orders', [
      { name: 'T', code: 'module.exports = async () => ({ payload: null });' },
      {
        name: 'Read',
        code: `module.exports = async ({ configVars, instanceState }) => {
  const { apiKey } = configVars.Acme.fields;
  const isKept = (instanceState.key ?? apiKey) === apiKey;
  Object.assign(instanceState, { key: apiKey, note: instanceState.note ?? 'first' });
  return { data: { isThere: apiKey === 'key-of-acme', isKept, note: instanceState.note } };
};`,
      },
    ]),
  ) as { project: Record<string, unknown> };
  file.project['configVars'] = [
    {
      id: '6'.padStart(16, '0'),
      name: 'Acme',
      dataType: 'connection',
      connection: { component: 'code', key: 'apiKey', inputs: {} },
    },
  ];
  const text = JSON.stringify(file);
  const dialog = page.getByRole('dialog', { name: 'Enter the values of the connections' });
  const list = page.getByRole('region', { name: 'Recent projects' });
  const choose = async (project: string, entry: string) => {
    await list.getByRole('button', { name: `More about ${project}`, exact: true }).click();
    await page.getByRole('menuitem', { name: entry }).click();
  };
  const hasKey = async () => {
    const record = await page.evaluate(async () => window.codeConnector.run());
    return record.steps.find(({ key }) => key === 'read')?.results;
  };

  await app.import(text);
  await dialog.getByLabel('Acme: API Key', { exact: true }).fill('key-of-acme');
  await dialog.getByRole('button', { name: 'Save values' }).click();
  expect(await hasKey()).toMatchObject({ isThere: true });
  await test.step('state in which code has stored it shows a name for it, and keeps it when it is edited', async () => {
    await app.rail.getByRole('button', { name: 'State' }).click();
    const state = page
      .getByRole('region', { name: 'State', exact: true })
      .getByRole('textbox', { name: 'instanceState' });
    await expect(state).toHaveValue(/"key": "••••••\{\w+\/apiKey\/plain\}"/);
    expect(await page.locator('body').innerText()).not.toContain('key-of-acme');
    await state.fill((await state.inputValue()).replace('first', 'edited'));
    await expect.poll(hasKey).toEqual({ isThere: true, isKept: true, note: 'edited' });
  });
  await page.getByRole('button', { name: 'Connections', exact: true }).click();
  const view = page.getByRole('region', { name: 'Connections' });
  await view.getByLabel('Keep them').selectOption('device');

  // A second one takes the values of the first.
  await app.chooseFile({
    name: 'again.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  const source = dialog.getByLabel('Acme: take the values');
  await source.selectOption('of Acme in Orders');
  await expect(dialog.getByLabel('Acme: API Key', { exact: true })).toBeHidden();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save values' }).click();
  expect(await hasKey()).toMatchObject({ isThere: true });

  await app.showProjects();
  await choose('Orders 2', 'Duplicate');
  await expect(app.notice).toContainText(
    'Its secret values were copied on this device. Tokens were not',
  );
  await list.getByRole('button', { name: 'Orders 2 (copy)', exact: true }).click();
  await expect(app.node('Read')).toBeVisible();
  expect(await hasKey()).toMatchObject({ isThere: true });

  // Put back, it has them still; once that is not possible any more they are gone from the device too.
  const kept = async () => JSON.parse(await storedText(page, 'secrets')) as unknown[];
  await expect.poll(kept).toHaveLength(3);
  await app.showProjects();
  await choose('Orders 2 (copy)', 'Delete');
  await expect(app.notice).toContainText('Its secrets are forgotten when this notice goes');
  await app.notice.getByRole('button', { name: 'Undo' }).click();
  await expect(app.node('Read')).toBeVisible();
  expect(await hasKey()).toMatchObject({ isThere: true });
  await app.showProjects();
  await choose('Orders 2 (copy)', 'Delete');
  await app.notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect.poll(kept).toHaveLength(2);
  // Left with the notice still on show: done at the next visit.
  await choose('Orders 2', 'Delete');
  await expect(app.notice).toContainText('Its secrets are forgotten');
  expect(await kept()).toHaveLength(2);
  await page.reload();
  await expect.poll(kept).toHaveLength(1);
});
