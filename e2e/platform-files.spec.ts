import { join } from 'node:path';
import { expect, test } from './fixtures';
import { replaceText } from './pages/paste';

/** A folder of real exports, which are not ours to keep here; without it our own files carry the same assertions. */
const REAL = process.env['PRISMATIC_FIXTURES'];
const OWN = 'src/formats/prismatic/fixtures';

const LINES = [
  { sku: 'a', qty: 2, price: 3 },
  { sku: 'b', qty: 1, price: 5 },
];

/** A flow that is driven from its trigger to its end, with the mocks a person types on the way. */
interface Drive {
  readonly file: string;
  readonly flow: string;
  readonly body?: string;
  readonly mocks: Readonly<Record<string, unknown>>;
  /** What the log says at its end. */
  readonly logs?: RegExp;
}

const REAL_DRIVES: readonly Drive[] = [
  {
    file: 'google-drive-webhooks.yml',
    flow: 'Process Changes',
    mocks: {
      'List Changes': {
        changes: [
          { file: { id: 'f1', name: 'Folder', mimeType: 'application/vnd.google-apps.folder' } },
          { file: { id: 'f2', name: 'Report', mimeType: 'text/csv' } },
        ],
      },
    },
    logs: /non-folder file change\. The file has name "Report" and ID "f2"/,
  },
  {
    file: 'example-dropbox-router.yml',
    flow: 'Registration Endpoint',
    body: '{"event":"register","dropboxAccountId":"d1","instanceChangesWebhookUrl":"https://a.test"}',
    mocks: { 'Cross Flow - Save Value': {} },
    logs: /Registering Dropbox account "d1" to send requests to "https:\/\/a\.test"/,
  },
  {
    file: 'example-with-loop.yaml',
    flow: 'Flow 1',
    mocks: {
      'List Files': { files: ['unprocessed/1.xml', 'unprocessed/2.xml'] },
      'Download File': '<order/>',
      'Deserialize XML': { order: { item: { name: 'Nut', price: '1' }, qty: '2' } },
      'Create Object': { item_name: 'Nut', quantity: '2' },
      'POST Request': { ok: true },
      'Find & Replace': 'processed/1.xml',
      'Move File': null,
    },
  },
];

const OWN_DRIVES: readonly Drive[] = [
  {
    file: 'every-step.yaml',
    flow: 'Sort Orders',
    body: JSON.stringify({ total: 250, lines: LINES }),
    mocks: { 'Save Orders': { saved: 2 } },
    logs: /Saved .*saved.* for/,
  },
];

test('exported flows run from their trigger to their end, with a mock typed for each step of another component', async ({
  app,
  page,
}) => {
  if (REAL === undefined) console.log('skipped: PRISMATIC_FIXTURES not set');
  const [folder, drives] = REAL === undefined ? [OWN, OWN_DRIVES] : [REAL, REAL_DRIVES];
  for (const { file, flow, body, mocks, logs } of drives) {
    await app.chooseFile(join(folder, file));
    const opened = page.getByRole('dialog', { name: 'Integration opened' });
    await opened.getByRole('button', { name: 'Show the flows' }).click();
    const flowButton = page.getByRole('banner').getByRole('button', { name: /^Flow / });
    if (!((await flowButton.getAttribute('aria-label')) ?? '').endsWith(flow)) {
      await flowButton.click();
      await page.getByRole('menu').getByText(flow, { exact: true }).click();
    }
    if (body !== undefined) {
      await app.payloads.open(page);
      await app.payloads.typeBody(body);
      await app.rail.getByRole('button', { name: 'Flow', exact: true }).click();
    }
    const left = new Map(Object.entries(mocks));
    const giveIt = app.console.region.getByRole('button', {
      name: 'Give it a result',
      exact: true,
    });
    await app.runToEnd();
    while (left.size > 0) {
      await expect(app.console.outcome).toHaveText(/which does not run here/);
      await giveIt.click();
      const name = await app.step.name.inputValue();
      expect(left.has(name), `${file}: ${name} asks for a mock`).toBe(true);
      const mock = app.step.region.getByRole('textbox', { name: `Mocked result of ${name}` });
      await expect(mock).toBeEditable();
      await replaceText(mock, JSON.stringify(left.get(name)));
      left.delete(name);
      await app.runToEnd();
    }
    await expect(app.console.outcome).toHaveText(/^Run succeeded/);
    if (logs !== undefined) {
      await app.console.show('Logs');
      await expect(app.console.region.getByRole('log')).toContainText(logs);
    }
  }
});
