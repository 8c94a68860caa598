import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { parse } from 'yaml';
import { expectAccessible } from './fixtures';
import { expect, test } from './shared-page';
import type { AppPage } from './pages/app-page';
import { storedText } from './stored';

const fixture = (name: string) =>
  readFile(
    fileURLToPath(new URL(`../src/formats/prismatic/fixtures/${name}`, import.meta.url)),
    'utf8',
  );

test('an integration of the platform opens, keeps its secrets apart, and leaves as the same data', async ({
  app,
  page,
}) => {
  const text = await fixture('parcel-quotes.yaml');
  await app.chooseFile(yaml('parcel-quotes.yaml', text));
  const opened = page.getByRole('dialog', { name: 'Integration opened' });
  await expect(opened).toContainText('parcel-quotes.yaml has 1 flow and 2 steps.');
  await expect(opened).toContainText('Code Block Trigger × 1');
  await expect(opened.getByRole('region', { name: /secret values of the file/ })).toContainText(
    'connection “Depot Login”, password',
  );
  await expectAccessible(page);
  await opened.getByRole('button', { name: 'Show the flows' }).click();
  await expect(page.getByRole('banner').getByRole('heading')).toContainText('Parcel Quotes');
  await expect(app.node('Weigh Parcels')).toBeVisible();
  await expect(page.getByText(/^Saved/).first()).toBeVisible();
  expect(await storedText(page)).not.toContain('not-a-real');

  expect(await savedDefinition(app, page, 'Parcel Quotes.yml')).toEqual(parse(text));

  const [bare = ''] = await exportedFiles(page);
  expect(bare).not.toContain('not-a-real');
  expect(bare).toContain('value: |\n              module.exports = async ({ logger }, payload)');

  // The next version of it updates the open project: the step in the middle is new, what a person did here stays.
  await app.payloads.open(page);
  await page.getByRole('textbox', { name: 'Payload name' }).fill('Mine');
  await page.keyboard.press('Enter');
  const next = text
    .replace(
      '      - name: Weigh Parcels',
      `      - name: Count\n        action: {key: writeLog, component: {key: log}}\n      - name: Weigh Parcels`,
    )
    .replace('p.kg <= limit', 'p.kg < limit');
  await app.chooseFile(yaml('next.yaml', next));
  const choice = page.getByRole('dialog', { name: 'Update Parcel Quotes?' });
  await expect(choice.getByRole('region', { name: 'New in the file' })).toContainText(
    'Quote Parcel: Count',
  );
  await expectAccessible(page);
  await choice.getByRole('button', { name: 'Update the open project' }).click();
  await opened.getByRole('button', { name: 'Show the flows' }).click();
  await expect(page.getByRole('textbox', { name: 'Payload name' })).toHaveValue('Mine');
  const [updated = ''] = await exportedFiles(page);
  expect(parse(updated)).toEqual(
    parse(
      next
        .replaceAll(/not-a-real-\w+-\d|\|\n +-----BEGIN[^]*?END NOTHING-----/g, "''")
        .replace('value: acme', "value: ''"),
    ),
  );

  // What comes in other ways is read by the same door.
  const steps = await page.evaluate(
    async (source) => {
      const { flows } = await window.codeConnector.open(source, { format: 'prismatic-yaml' });
      return flows[0]?.steps.map(({ key, kind }) => `${key}: ${kind}`);
    },
    await fixture('old.yaml'),
  );
  expect(steps).toEqual([
    'webhookTrigger: Webhook',
    'checkSender: Component Step',
    'sumUp: Code Block',
  ]);
  const [old = ''] = await exportedFiles(page);
  expect(parse(old)).toMatchObject({ definitionVersion: 7, name: 'Fuel Report' });

  await app.canvas.click({ position: { x: 20, y: 200 } });
  await paste(page, await fixture('bare.yaml'));
  await expect(opened).toContainText('The pasted text has 1 flow and 1 step.');
  await opened.getByRole('button', { name: 'Show the flows' }).click();
  await expect(app.node('Start')).toBeVisible();

  const utf16 = Buffer.from(`\ufeff${await fixture('every-step.yaml')}`, 'utf16le');
  await app.chooseFile({ name: 'utf-16', mimeType: '', buffer: utf16 });
  await expect(opened).toContainText('utf-16 has 8 flows');
  await expect(opened).toContainText('“Chat Trigger” is a trigger of chat.');
  await expect(opened).toContainText(
    'which of its branches is taken: “Notification” or “URL Verify”',
  );
  await expect(opened.getByRole('region', { name: /^Steps of other components/ })).toContainText(
    'warehouse: saveRows × 1',
  );
  await opened.getByRole('button', { name: 'Show the flows' }).click();
  await expect(app.node('Check Total')).toBeVisible();
  const [every = ''] = await exportedFiles(page);
  expect(parse(every)).toEqual(
    parse((await fixture('every-step.yaml')).replace('not-a-real-key-9', "''")),
  );

  // A secret of a step has no form: it is kept on the device, listed, and written when that is asked for.
  await expect(page.getByText(/^Saved/).first()).toBeVisible();
  await page.reload();
  await expect(app.node('Check Total')).toBeVisible();
  await app.node('Save Orders').click();
  const secret = app.step.region.getByRole('textbox', { name: 'apiKey', exact: true });
  await expect(secret).toHaveValue('not-a-real-key-9');
  await secret.fill('not-a-real-key-10');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command' }).fill('Secrets: passphrase');
  await page.keyboard.press('Enter');
  const secrets = page.getByRole('dialog', { name: 'Secrets' });
  const kept = secrets.getByRole('combobox', { name: 'Step Save Orders of Sort Orders' });
  await expect(kept).toHaveAccessibleDescription('apiKey');
  await expect(kept).toHaveValue('device');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  expect(await savedDefinition(app, page)).toEqual(
    parse((await fixture('every-step.yaml')).replace('not-a-real-key-9', 'not-a-real-key-10')),
  );
});

test('payload files of the platform’s tools come in and go out', async ({ app, page }) => {
  await app.rail.getByRole('button', { name: /^Payload/ }).click();
  const captured = {
    payload: '{"id":7}',
    contentType: 'application/json',
    headers: { 'X-A': 'b' },
  };
  const input = page.locator('input[type=file][aria-label="Import payload file…"]');
  await input.setInputFiles(json('captured.json', captured));
  const name = page.getByRole('textbox', { name: 'Payload name' });
  await expect(name).toHaveValue('captured');
  for (const [entry, expected] of [
    ['For the platform’s command line', captured],
    [
      'For its editor extension',
      { headers: captured.headers, data: '{"id":7}', contentType: 'application/json' },
    ],
  ] as const) {
    await page.getByRole('button', { name: 'Save as payload file' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: entry }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('captured.json');
    expect(JSON.parse(await readFile(await file.path(), 'utf8'))).toEqual(expected);
  }
  await input.setInputFiles(json('foreign.json', { id: 7 }));
  await expect(app.notice).toContainText('foreign.json is no payload file');
  await expect(name).toHaveValue('captured');
});

test('a definition that cannot be read is refused with line and column, and changes nothing', async ({
  app,
  page,
}) => {
  await expect(page.getByText(/^Saved/).first()).toBeVisible();
  const before = await storedText(page);
  const good = await fixture('bare.yaml');
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let at = 1; at < 9; at += 1) {
    bomb.push(`a${at}: &a${at} [${Array.from({ length: 9 }, () => `*a${at - 1}`).join(', ')}]`);
  }
  const bad: readonly (readonly [string, string | Uint8Array, string])[] = [
    [
      'broken.yml',
      good.replace('key: webhook,', 'key: [webhook,'),
      'Line 8, column 71: this is not valid YAML',
    ],
    ['newer.yml', good.replace('7', '8'), 'Line 2, column 20: the file has definitionVersion 8'],
    ['type.yml', good.replace('name: Start', 'name: 5'), 'flows[0].steps[0].name must be text'],
    ['bomb.yml', bomb.join('\n'), 'aliases repeat more than 100000 values'],
    ['deep.yml', `flows: ${'['.repeat(50_000)}`, 'more than 200 levels deep'],
    ['twice.yml', `${good}name: Again\n`, 'the key “name” stands twice'],
    ['latin-1.yml', Buffer.from('name: Blåbær\n', 'latin1'), 'not text in UTF-8 or UTF-16'],
  ];
  for (const [name, text, message] of bad) {
    await app.chooseFile(yaml(name, text));
    await expect(app.notice).toContainText(`${name} was not opened. Nothing was changed.`);
    await expect(app.notice).toContainText(message);
  }
  expect(await storedText(page)).toEqual(before);
});

/** The data of the file that is saved with its secrets. */
async function savedDefinition(app: AppPage, page: Page, name?: string): Promise<unknown> {
  await app.projectMenu('Export as integration YAML…');
  const exporting = page.getByRole('dialog', { name: 'Export as integration YAML' });
  await exporting.getByRole('checkbox', { name: /Write secret values/ }).check();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await exporting.getByRole('button', { name: 'Save as YAML' }).click();
  const file = await download;
  if (name !== undefined) expect(file.suggestedFilename()).toBe(name);
  return parse(await readFile(await file.path(), 'utf8'));
}

function yaml(name: string, text: string | Uint8Array) {
  return {
    name,
    mimeType: 'application/yaml',
    buffer: typeof text === 'string' ? Buffer.from(text) : Buffer.from(text),
  };
}

function json(name: string, value: unknown) {
  return { name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(value)) };
}

async function exportedFiles(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const { files } = await window.codeConnector.export('prismatic-yaml');
    return files.map(({ text }) => text);
  });
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }, text);
}
