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
  throw new Error((same ? 'the same ' : 'not the same ') + given.join(' | '));
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

/** All places, as text. */
async function collect(app: AppPage, record: unknown): Promise<Record<string, string>> {
  const { page } = app;
  const places: Record<string, string> = { record: JSON.stringify(record) };
  await page.getByRole('button', { name: 'Flow', exact: true }).click();
  const screen: string[] = [];
  for (const tab of ['Logs', 'Network', 'Response', 'Timeline', 'Problems'] as const) {
    await app.console.show(tab);
    screen.push(await page.locator('body').innerText());
  }
  await app.node('Shout').click();
  await app.step.show('Output');
  await expect(app.step.output).toBeVisible();
  screen.push(await page.locator('body').innerText());
  await app.step.region.getByRole('button', { name: 'Close step' }).click();
  places['screen'] = screen.join('\n');
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await app.node('Shout').focus();
  await page.keyboard.press('ControlOrMeta+c');
  await expect
    .poll(async () => page.evaluate(() => navigator.clipboard.readText()))
    .toContain('Shout');
  places['clipboard of steps'] = await page.evaluate(() => navigator.clipboard.readText());
  places['export'] = await page.evaluate(async () =>
    JSON.stringify(await window.codeConnector.export('project')),
  );
  Object.assign(places, await storage(page));
  return places;
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
}) => {
  test.setTimeout(90_000);
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
  await command(page, 'Presenting: no secret');
  await view.getByRole('listitem').getByRole('button', { name: 'Three' }).click();
  await expect(view.getByLabel('API Key', { exact: true })).toHaveAttribute('type', 'password');
  await expect(view.getByRole('button', { name: 'Show API Secret' })).toBeDisabled();
  await page.getByRole('button', { name: 'Stop presenting' }).click();
  await expect(view.getByLabel('API Key', { exact: true })).toHaveAttribute('type', 'text');

  const record = await run(page);
  // It did receive them, and the steps after it the true ones.
  expect(record.error?.message).toMatch(/^the same •/);
  expect(record.steps.find(({ key }) => key === 'shout')?.logs).toHaveLength(12 * 7);
  const places = await collect(app, record);
  expect(Object.keys(places)).toEqual(
    expect.arrayContaining(['database projects', 'database secrets', 'localStorage', 'export']),
  );
  for (const [place, text] of Object.entries(places))
    expect([place, found(text)]).toEqual([place, []]);

  // The control: the same values as a payload and as plain values of a run. The scan sees each of them.
  await command(page, 'Forget all secrets');
  await expect(app.notice).toContainText('All secrets are forgotten');
  await page.evaluate(
    async (text) => window.codeConnector.open(text),
    scanFile([], JSON.stringify(SECRETS), `// ${JSON.stringify(SECRETS)}`),
  );
  const open = await run(page, { Open: { fields: Object.fromEntries(SECRETS.entries()) } });
  const unprotected = await collect(app, open);
  await expect
    .poll(async () => found((await storage(page))['database projects'] ?? ''))
    .toHaveLength(12);
  for (const place of ['record', 'screen', 'export', 'clipboard of steps']) {
    expect([place, found(unprotected[place] ?? '')]).toEqual([place, [...SECRETS]]);
  }
});
