import type { Page } from '@playwright/test';
import type { AppPage } from './pages/app-page';
import { expect, test } from './fixtures';
import { projectFile } from './project-file';

/**
 * Twelve secrets are entered, used by code that shouts them out in every way it can, and then looked for in all that
 * leaves the page or lies on the device. The control does the same with values that are no connection's.
 */

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const PEM = [
  '-----BEGIN PRIVATE KEY-----',
  'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj',
  'MzEfYyjiWA4R4hG5GYdXUWeLnVYmVtbzzKwQ1z3d6LnTzN1pQ4oCgB1yq3yR9hJk',
  '-----END PRIVATE KEY-----',
].join('\n');

/** By connection, then by the label of the field. Tokens are pasted. */
const CONNECTIONS = [
  { key: 'apiKey', name: 'One', fields: { 'API Key': 'sk_live_51H8xQ2eZvKYlo2C' } },
  { key: 'apiKey', name: 'Two', fields: { 'API Key': 'Schlüssel-🔑/+"straße"&x=1' } },
  {
    key: 'apiKeySecret',
    name: 'Three',
    fields: { 'API Key': 'AKIAIOSFODNN7EXAMPLE', 'API Secret': 'wJalrXUtnFEMI/K7MDENG/bPxRfiCY' },
  },
  { key: 'basic', name: 'Four', fields: { Password: 'correct horse battery' } },
  { key: 'basic', name: 'Five', fields: { Password: 'p%C3%A4ss\\w0rd<&>\'"' } },
  {
    key: 'authorizationCode',
    name: 'Six',
    fields: { 'Client Secret': 'cs_0f9e8d7c6b5a4938' },
    token: { access_token: 'at_b1946ac92492d234', refresh_token: 'rt_7c6235eb6238429c' },
  },
  {
    key: 'clientCredentials',
    name: 'Seven',
    fields: { 'Client Secret': 'cs_591785b794601e21' },
    token: { access_token: 'ct_6f1ed002ab559585' },
  },
  { key: 'privateKey', name: 'Eight', fields: { 'Private Key': PEM } },
] as const;

const SECRETS = CONNECTIONS.flatMap((connection) => [
  ...Object.values(connection.fields),
  ...('token' in connection ? Object.values(connection.token) : []),
]);

const SHOUT = `
const all = (value) => typeof value === 'string' ? [value]
  : value && typeof value === 'object' ? Object.values(value).flatMap(all) : [];
const forms = (text) => [text, encodeURIComponent(text), JSON.stringify(text),
  Buffer.from(text).toString('hex'), Buffer.from(text).toString('base64'),
  Buffer.from('user:' + text).toString('base64url'), 'Basic ' + Buffer.from('user:' + text).toString('base64')];
const secrets = (configVars) => Object.values(configVars)
  .flatMap(({ fields, token }) => [...all(fields), ...all(token ?? {})]).filter((text) => text.length > 6);`;

function scanFile(configVars: readonly unknown[], body: string, comment = ''): string {
  const file = JSON.parse(
    projectFile(
      'Scan',
      [
        {
          name: 'T',
          code: `${SHOUT}
module.exports = async ({ configVars }, payload) => {
  const found = secrets(configVars);
  return { payload: { ...payload, found }, response: { statusCode: 200, contentType: 'application/json', headers: { 'X-Found': encodeURIComponent(found[0] ?? '') }, body: JSON.stringify(found.flatMap(forms)) } };
};`,
        },
        {
          name: 'Shout',
          code: `${comment}${SHOUT}
module.exports = async ({ configVars, logger }) => {
  const found = secrets(configVars);
  for (const text of found) for (const form of forms(text)) logger.info('found ' + form);
  for (const text of found) {
    await fetch('https://api.example/?key=' + encodeURIComponent(text), { method: 'POST',
      headers: { 'X-Key': encodeURIComponent(text), Authorization: 'Basic ' + Buffer.from('user:' + text).toString('base64') },
      body: JSON.stringify({ text }) });
  }
  return { data: { found, nested: [{ deep: found.map(forms) }], bytes: found.map((text) => Buffer.from(text)), ...Object.fromEntries(found.map((text) => [text, 1])) } };
};`,
        },
        {
          name: 'Check',
          code: `${SHOUT}
module.exports = async ({ configVars }, stepResults) => {
  // What later steps receive is the truth.
  const given = stepResults.shout.results.found;
  const same = secrets(configVars).every((text, at) => text === given[at]);
  throw new Error((same ? 'the same ' : 'not the same ') + given.map((text) => JSON.stringify(text)).join(' | '));
};`,
        },
      ],
      body,
    ),
  ) as { project: Record<string, unknown> };
  file.project['configVars'] = configVars;
  file.project['network'] = {
    mode: 'mocked',
    rules: [
      {
        id: '9'.padStart(16, '0'),
        isOn: true,
        method: '',
        urlPattern: '*',
        statusCode: 200,
        headers: [],
        body: 'ok',
        delayMs: 0,
        fault: 'none',
      },
    ],
  };
  return JSON.stringify(file);
}

/** Places that show or give what a run said: each must have all secrets in it where nothing protects them. */
const OF_RUNS = [
  'record',
  'screen',
  'copied logs',
  'copied request',
  'copied response',
  'copied output',
  'copied error',
] as const;
/** Places that hold the document. */
const OF_DOCUMENT = [
  'clipboard of steps',
  'export',
  'undo history',
  'unsaved changes',
  'database projects',
] as const;

/** All places, as text. */
async function collect(app: AppPage, record: unknown): Promise<Record<string, string>> {
  const { page } = app;
  const places: Record<string, string> = { record: JSON.stringify(record) };
  await page.getByRole('button', { name: 'Flow', exact: true }).click();
  const screen: string[] = [];
  const look = async () => screen.push(await page.locator('body').innerText());
  for (const tab of ['Timeline', 'Problems', 'Logs'] as const) {
    await app.console.show(tab);
    await look();
  }
  places['copied logs'] = await copied(page, () => press(app, 'Copy logs'));
  await app.console.show('Response');
  await look();
  places['copied response'] = await copied(page, () => press(app, 'Copy body'));
  await app.console.show('Network');
  const requests: string[] = [];
  const rows = app.console.region.getByRole('row').filter({ hasText: 'POST' });
  await expect(rows).toHaveCount(SECRETS.length);
  for (const row of await rows.all()) {
    await row.getByRole('button').click();
    await look();
    requests.push(await copied(page, () => press(app, 'Copy as cURL')));
  }
  places['copied request'] = requests.join('\n');
  await app.node('Shout').click();
  await app.step.show('Output');
  await expect(app.step.output).toBeVisible();
  await look();
  places['copied output'] = await copied(page, () => press(app, 'Copy output'));
  await app.node('Check').click();
  await app.step.show('Output');
  await look();
  places['copied error'] = await copied(page, () => press(app, 'Copy the error'));
  await app.step.region.getByRole('button', { name: 'Close step' }).click();
  places['screen'] = screen.join('\n');
  await select(app, 'Shout');
  places['clipboard of steps'] = await copied(page, () =>
    app.node('Shout').press('ControlOrMeta+c'),
  );
  expect(places['clipboard of steps']).toContain('"Shout"');
  places['export'] = await exported(page);
  Object.assign(places, await storage(page));
  places['undo history'] = await history(app);
  return places;
}

async function select(app: AppPage, step: string): Promise<void> {
  await app.node(step).click();
  await app.step.region.getByRole('button', { name: 'Close step' }).click();
}

async function press(app: AppPage, name: string): Promise<void> {
  await app.page.getByRole('button', { name, exact: true }).first().click();
}

/** What an act leaves on the clipboard. */
async function copied(page: Page, act: () => Promise<void>): Promise<string> {
  const read = async () => page.evaluate(() => navigator.clipboard.readText());
  await page.evaluate(() => navigator.clipboard.writeText('nothing yet'));
  await act();
  await expect.poll(read).not.toBe('nothing yet');
  return read();
}

async function exported(page: Page): Promise<string> {
  return page.evaluate(async () => JSON.stringify(await window.codeConnector.export('project')));
}

/** The document at every step back. The step that shouts is deleted first, so that there is one. */
async function history(app: AppPage): Promise<string> {
  const { page } = app;
  await select(app, 'Shout');
  await app.node('Shout').press('Delete');
  await expect(app.node('Shout')).toHaveCount(0);
  // Nothing of it is in the document of now: what is found below comes out of the history.
  expect(found(await exported(page))).toEqual([]);
  const undo = app.canvas.getByRole('button', { name: 'Undo' });
  const states: string[] = [];
  while (await undo.isEnabled()) {
    await undo.click();
    states.push(await exported(page));
  }
  await expect(app.node('Shout')).toBeVisible();
  return states.join('\n');
}

/** What the page keeps when it is left before the database has answered. */
async function unsaved(app: AppPage): Promise<string> {
  await select(app, 'Shout');
  await app.node('Shout').press('Shift+ArrowRight');
  return app.page.evaluate(() => {
    dispatchEvent(new Event('pagehide'));
    return JSON.stringify(Object.entries(localStorage));
  });
}

/** Breaks the editor itself with an error that tells all, and takes what it offers to report. */
async function errorReport(app: AppPage): Promise<string> {
  const { page } = app;
  await page.evaluate((text) => {
    Reflect.set(Date.prototype, 'toLocaleTimeString', () => {
      throw new Error(text);
    });
  }, SECRETS.join(' | '));
  // By key: it may have broken by itself already, at the next word of when it was saved.
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('heading', { name: 'The editor has stopped' })).toBeVisible();
  const report = await copied(page, () => press(app, 'Copy diagnostics'));
  return `${report}\n${await page.locator('body').innerText()}`;
}

/** What lies on the device: every store of every database, bytes as text, and the two web storages. */
async function storage(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const text = (value: unknown): string =>
      JSON.stringify(value, (_, item: unknown) => {
        if (item instanceof ArrayBuffer) return new TextDecoder().decode(item);
        if (ArrayBuffer.isView(item)) return new TextDecoder().decode(item);
        return item;
      }) ?? '';
    const places: Record<string, string> = {
      localStorage: text(Object.entries(localStorage)),
      sessionStorage: text(Object.entries(sessionStorage)),
    };
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('open')));
      });
      for (const store of database.objectStoreNames) {
        const request = database.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => {
          request.addEventListener('success', resolve);
        });
        places[`database ${store}`] = text(request.result);
      }
      database.close();
    }
    return places;
  });
}

/** Which secrets are in a text, in any of the ways the code wrote them. */
function found(text: string): string[] {
  // JSON in JSON in JSON: as often as it takes.
  const plain = [text];
  for (let depth = 0; depth < 4; depth += 1) plain.push(unescaped(plain.at(-1) ?? ''));
  return SECRETS.filter((secret) => {
    const bytes = Buffer.from(secret);
    const forms = [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      bytes.toString('hex'),
      bytes.toString('base64').replace(/=+$/, '').slice(0, -1),
      Buffer.from(`user:${secret}`).toString('base64').slice(8, -4),
      Array.from(bytes).join(','),
    ];
    return plain.some((each) => forms.some((form) => each.includes(form)));
  });
}

async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command' }).fill(name);
  await page.keyboard.press('Enter');
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(["\\n])/g, (_, char: string) => (char === 'n' ? '\n' : char));
}

const run = async (page: Page, configVars?: Record<string, unknown>) =>
  page.evaluate(
    async (given) =>
      window.codeConnector.run({
        network: 'mocked',
        ...(given === null ? {} : { configVars: given }),
      }),
    configVars ?? null,
  );

test('twelve secrets are found nowhere, and all of them where nothing protects them', async ({
  app,
  page,
  pageFaults,
}) => {
  test.setTimeout(180_000);
  expect(new Set(SECRETS).size).toBe(12);
  const configVars = CONNECTIONS.map(({ key, name }, at) => ({
    id: `7${at}`.padStart(16, '0'),
    name,
    dataType: 'connection',
    connection: { component: 'code', key, inputs: {} },
  }));
  await page.evaluate(async (text) => window.codeConnector.open(text), scanFile(configVars, '{}'));
  await page.getByRole('button', { name: 'Connections', exact: true }).click();
  const view = page.getByRole('region', { name: 'Connections' });
  for (const connection of CONNECTIONS) {
    await view.getByRole('listitem').getByRole('button', { name: connection.name }).click();
    for (const [label, value] of Object.entries(connection.fields))
      await view.getByLabel(label, { exact: true }).fill(value);
    await view.getByLabel('Keep them').selectOption('device');
    if (!('token' in connection)) continue;
    await view.getByRole('button', { name: 'Paste a token response' }).click();
    await view
      .getByRole('textbox', { name: 'Token response' })
      .fill(JSON.stringify(connection.token));
    await view.getByRole('button', { name: 'Use it' }).click();
  }
  // Presenting: nothing of it can be shown, also what the platform shows.
  await command(page, 'Presenting: cover');
  await view.getByRole('listitem').getByRole('button', { name: 'Three' }).click();
  await expect(view.getByLabel('API Key', { exact: true })).toHaveAttribute('type', 'password');
  await expect(view.getByRole('button', { name: 'Show API Secret' })).toBeDisabled();
  await page.getByRole('button', { name: 'Stop presenting' }).click();
  await expect(view.getByLabel('API Key', { exact: true })).toHaveAttribute('type', 'text');

  const record = await run(page);
  // It did receive them, and the steps after it the true ones.
  expect(record.error?.message).toMatch(/^the same "•/);
  expect(record.steps.find(({ key }) => key === 'shout')?.logs).toHaveLength(12 * 7);
  // A record says which secrets stood in it, and code gets them again where the record is used.
  const shouted = record.steps.find(({ key }) => key === 'shout')?.results;
  expect(JSON.stringify(shouted)).toContain('••••••{');
  const again = await page.evaluate(
    async (results) => window.codeConnector.run({ network: 'mocked', results }),
    { shout: shouted },
  );
  expect(again.error?.message).toMatch(/^the same "•/);
  const places = await collect(app, await run(page));
  places['given record'] = JSON.stringify(again);
  places['unsaved changes'] = await unsaved(app);
  expect(Object.keys(places)).toEqual(
    expect.arrayContaining([...OF_RUNS, ...OF_DOCUMENT, 'database secrets', 'localStorage']),
  );
  for (const [place, text] of Object.entries(places))
    expect([place, found(text)]).toEqual([place, []]);

  expect(pageFaults).toEqual([]);
  expect(found(await errorReport(app))).toEqual([]);

  // The control: the same values in code and as plain values of a run. The scan sees each of them.
  await page.reload();
  await expect(app.run).toBeEnabled();
  await command(page, 'Forget all secrets');
  await expect(app.notice).toContainText('All secrets are forgotten');
  await page.evaluate(
    async (text) => window.codeConnector.open(text),
    scanFile([], '{}', `// ${JSON.stringify(SECRETS)}`),
  );
  const open = await run(page, { Open: { fields: Object.fromEntries(SECRETS.entries()) } });
  const unprotected = await collect(app, open);
  unprotected['unsaved changes'] = await unsaved(app);
  const unseen = [...OF_RUNS, ...OF_DOCUMENT].map((place) => {
    const seen = found(unprotected[place] ?? '');
    return [place, SECRETS.filter((secret) => !seen.includes(secret))];
  });
  expect(unseen.filter(([, secrets]) => secrets?.length !== 0)).toEqual([]);
  expect(found(await errorReport(app))).toEqual([...SECRETS]);
  // What broke is written to the browser's own console too, and was meant to break.
  pageFaults.splice(0, pageFaults.length);
});
