import { readFile } from 'node:fs/promises';
import { generateKeyPairSync } from 'node:crypto';
import { expectAccessible } from './fixtures';
import { expect, test as base } from './shared-page';
import { ConnectionsPage } from './pages/connections-page';
import { replaceText } from './pages/paste';
import { projectFile } from './project-file';
import { serveApi, type ApiServer } from './servers/api-server';

const test = base.extend<{ readonly api: ApiServer; readonly connections: ConnectionsPage }>({
  api: serveApi,
  connections: async ({ page }, use) => {
    await use(new ConnectionsPage(page));
  },
});

const { privateKey: KEY } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

interface Kind {
  readonly kind: string;
  readonly name: string;
  readonly key: string;
  /** By label, in the order of the form. */
  readonly fields: Readonly<
    Record<string, readonly [key: string, value: string, isSecret: boolean]>
  >;
  readonly hasHeaders?: boolean;
}

const OAUTH: Kind['fields'] = {
  'Token URL': ['tokenUrl', 'https://auth.example.com/oauth2/token', false],
  Scopes: ['scopes', 'orders.read offline_access', false],
  'Client ID': ['clientId', 'acme-4f21', false],
  'Client Secret': ['clientSecret', 'client-s3cret-value', true],
};

const KINDS: readonly Kind[] = [
  {
    kind: 'API Key',
    name: 'Fraud Score',
    key: 'apiKey',
    fields: { 'API Key': ['apiKey', 'key-of-fraud-score', true] },
  },
  {
    kind: 'API Key Secret',
    name: 'Carrier Labels',
    key: 'apiKeySecret',
    fields: {
      'API Key': ['apiKey', 'key-of-carrier', true],
      'API Secret': ['apiSecret', 's3cret-of-carrier', true],
    },
  },
  {
    kind: 'Basic Username/Password',
    name: 'Legacy ERP',
    key: 'basic',
    fields: {
      Username: ['username', 'erp-user', false],
      Password: ['password', 'erp pässword', true],
    },
  },
  {
    kind: 'OAuth 2.0 Authorization Code',
    name: 'Storefront EU',
    key: 'authorizationCode',
    fields: {
      'Authorize URL': ['authorizeUrl', 'https://auth.example.com/oauth2/authorize', false],
      ...OAUTH,
    },
    hasHeaders: true,
  },
  {
    kind: 'OAuth 2.0 Client Credentials',
    name: 'Warehouse API',
    key: 'clientCredentials',
    fields: OAUTH,
    hasHeaders: true,
  },
  {
    kind: 'Private Key',
    name: 'Nightly SFTP',
    key: 'privateKey',
    fields: {
      Username: ['username', 'sftp-user', false],
      'Private Key': ['privateKey', KEY, true],
    },
  },
];

/** Returns every connection as code gets it, and its secrets by their lengths alone, as a summary would. */
const READER = projectFile('Reader', [
  { name: 'Trigger', code: 'module.exports = async (context, payload) => ({ payload });' },
  {
    name: 'Read',
    code: `module.exports = async ({ configVars }) => {
  const expected = EXPECTED;
  for (const [name, value] of Object.entries(expected)) {
    const got = JSON.stringify(configVars[name]);
    if (got !== JSON.stringify(value)) throw new Error(name + ' is not what was entered');
  }
  return { data: Object.keys(expected).length + ' connections as entered' };
};`.replace('EXPECTED', JSON.stringify(expectedValues())),
  },
]);

function expectedValues() {
  return Object.fromEntries(
    KINDS.map(({ key, name, fields, hasHeaders }) => [
      name,
      {
        key,
        configVarKey: name,
        fields: {
          ...Object.fromEntries(Object.values(fields).map(([field, value]) => [field, value])),
          ...(hasHeaders === true ? { headers: [{ key: 'X-Region', value: 'eu-1' }] } : {}),
        },
      },
    ]),
  );
}

test('every kind is made, edited, read by code, exported without its values and entered again', async ({
  app,
  page,
  connections,
}) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.import(READER);
  await connections.open();
  for (const { kind, name, fields, hasHeaders } of KINDS) {
    await connections.add(kind, name);
    for (const [label, [, value]] of Object.entries(fields)) {
      await connections.field(label).fill(value);
    }
    if (hasHeaders === true) {
      await connections.region.getByLabel('Headers key, row 1').fill('X-Region');
      await connections.region.getByLabel('Headers value, row 1').fill('eu-1');
    }
    await expect(connections.region.getByRole('alert')).toHaveCount(0);
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page, 'color-contrast');
    await page.emulateMedia({ colorScheme: 'light' });
  }

  await app.runToEnd();
  await expect(app.console.outcome).toHaveText(/^Run succeeded in/);

  await test.step('a field that is no secret is undone, and done again', async () => {
    await connections.choose('Legacy ERP');
    await connections.field('Username').fill('other');
    await expect(connections.field('Username')).toHaveValue('other');
    await connections.region.getByRole('heading', { name: 'Connections' }).click();
    await page.keyboard.press('ControlOrMeta+Z');
    await expect(connections.field('Username')).toHaveValue('erp-user');
  });

  const secrets = [
    'eu-1',
    ...KINDS.flatMap(({ fields }) =>
      Object.values(fields).flatMap(([, value, isSecret]) => (isSecret ? [value] : [])),
    ),
  ];
  const download = page.waitForEvent('download');
  await app.projectMenu('Export…');
  const text = await readFile(await (await download).path(), 'utf8');
  // The reader's own code holds them, to compare.
  const { project } = JSON.parse(text) as { project: { flows: unknown; configVars: unknown[] } };
  const exported = JSON.stringify({ ...project, flows: [] });
  for (const secret of secrets) expect(exported).not.toContain(JSON.stringify(secret).slice(1, -1));
  expect(project.configVars).toHaveLength(KINDS.length);
  expect(exported).toContain('https://auth.example.com/oauth2/authorize');
  expect(exported).toContain('X-Region');

  await test.step('one dialog asks for all that is missing', async () => {
    await app.chooseFile({
      name: 'again.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
    const dialog = page.getByRole('dialog', { name: 'Enter the values of the connections' });
    await expect(dialog.getByRole('textbox')).not.toHaveCount(0);
    await expectAccessible(page);
    for (const { name, fields, hasHeaders } of KINDS) {
      for (const [label, [, value, isSecret]] of Object.entries(fields)) {
        if (isSecret) await dialog.getByLabel(`${name}: ${label}`, { exact: true }).fill(value);
      }
      if (hasHeaders === true)
        await dialog.getByLabel(`${name}: Headers, X-Region`, { exact: true }).fill('eu-1');
    }
    await dialog.getByRole('button', { name: 'Save values' }).click();
    await expect(dialog).toBeHidden();
  });
  await app.runToEnd();
  await expect(app.console.outcome).toHaveText(/^Run succeeded in/);
  await connections.open();
  await expect(connections.region.getByText('to be entered')).toHaveCount(0);
});

test('a form points out what is wrong, beside the field, and mends what is plain', async ({
  app,
  page,
  connections,
}) => {
  await app.startBlank();
  await connections.open();
  await connections.add('OAuth 2.0 Authorization Code', 'Storefront');
  const { region } = connections;

  const tokenUrl = connections.field('Token URL');
  await expect(tokenUrl).toHaveAttribute('aria-required', 'true');
  await tokenUrl.focus();
  await tokenUrl.blur();
  await expect(tokenUrl).toHaveAccessibleDescription(/Token URL is required/);
  await tokenUrl.fill('auth.example.com/token');
  await expect(tokenUrl).toHaveAccessibleDescription(/must begin with https/);
  await region.getByRole('button', { name: 'Add https://' }).click();
  await expect(tokenUrl).toHaveValue('https://auth.example.com/token');
  await expect(tokenUrl).toHaveAccessibleDescription('The OAuth 2.0 Token URL for the API');

  await connections.field('Scopes').fill('orders.read,inventory.read offline_access');
  await expect(connections.field('Scopes')).toHaveAccessibleDescription(/not a comma/);
  await region.getByRole('button', { name: 'Replace the comma' }).click();
  await expect(connections.field('Scopes')).toHaveValue(
    'orders.read inventory.read offline_access',
  );
  await region.getByLabel('Headers key, row 1').fill('not a name');
  await expect(region.getByRole('group', { name: /^Headers/ })).toHaveAccessibleDescription(
    /cannot be the name of a header/,
  );
  await expectAccessible(page);

  await connections.add('API Key', 'Fraud');
  const key = connections.field('API Key');
  await expect(key).toHaveAttribute('type', 'password');
  await key.fill('Bearer abc-123');
  await expect(key).toHaveAccessibleDescription(/“Bearer”/);
  await region.getByRole('button', { name: 'Remove it' }).click();
  await expect(key).toHaveValue('abc-123');
  const show = region.getByRole('button', { name: 'Show API Key' });
  await show.click();
  await expect(show).toHaveAttribute('aria-pressed', 'true');
  await expect(key).toHaveAttribute('type', 'text');

  await connections.add('Private Key', 'Signer');
  const pem = region.getByRole('status', { name: 'About the key' });
  await connections.field('Private Key').fill(KEY.replaceAll('\n', String.raw`\n`));
  await expect(pem).toContainText('line ends');
  await pem.getByRole('button', { name: 'Repair the line ends' }).click();
  await expect(pem).toContainText(/^RSA private key, 2048 bits .*SHA256:/);
  await region.getByRole('button', { name: 'Generate a key pair' }).click();
  await page.getByRole('menuitem', { name: /^EC P-256/ }).click();
  await expect(pem).toContainText('EC P-256 private key, 256 bits');
  await expectAccessible(page);
});

test('a test request carries the connection, and its outcome is explained', async ({
  app,
  page,
  connections,
  api,
}) => {
  await app.startBlank();
  await connections.open();
  await connections.add('API Key', 'Acme');
  const { region, outcome } = connections;
  const send = region.getByRole('button', { name: 'Test', exact: true });
  const url = region.getByLabel('URL', { exact: true });
  await send.click();
  await expect(outcome).toContainText('absolute URL');
  await url.fill(`${api.origin}/orders/7`);
  await send.click();
  await expect(outcome).toContainText('API Key is empty');
  await connections.field('API Key').fill('k-123');
  await send.click();
  await expect(outcome).toContainText('The network is blocked');
  expect(api.contacts).toEqual([]);

  await page.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'Network live' });
  await app.rail.getByRole('button', { name: 'Network' }).click();
  await page.getByRole('checkbox', { name: /^Allow local network/ }).check();
  await connections.open();
  await send.click();
  const dialog = page.getByRole('dialog', { name: `Allow calls to ${api.origin}?` });
  await expect(dialog).toContainText('Test of Acme');
  await dialog.getByRole('button', { name: 'Allow in this project' }).click();
  await expect(outcome).toContainText(/^Answered 200.*The connection works/);
  await region.getByLabel('Expected status').fill('401');
  await send.click();
  await expect(outcome).toContainText('another status than expected');
  await expectAccessible(page);
  expect(api.contacts.map(({ headers }) => headers['x-api-key'])).toEqual(['k-123', 'k-123']);

  await test.step('the key in the query', async () => {
    await region.getByLabel('Send the key in').selectOption('The query');
    await region.getByLabel('Parameter', { exact: true }).fill('api_key');
    await region.getByLabel('Expected status').fill('200');
    await send.click();
    await expect(outcome).toContainText('The connection works');
    expect(api.contacts.at(-1)?.path).toBe('/orders/7?api_key=k-123');
    expect(api.contacts.at(-1)?.headers['x-api-key']).toBeUndefined();
  });

  const testOf = async (kind: string, name: string) => {
    await connections.add(kind, name);
    await url.fill(`${api.origin}/me`);
  };
  await test.step('a user and a password as Basic', async () => {
    await testOf('Basic Username/Password', 'Legacy');
    await send.click();
    await expect(outcome).toContainText('Username and Password are both needed');
    await connections.field('Username').fill('jane');
    await connections.field('Password').fill('pässword');
    await send.click();
    await expect(outcome).toContainText('The connection works');
    expect(api.contacts.at(-1)?.headers.authorization).toBe(
      `Basic ${Buffer.from('jane:pässword').toString('base64')}`,
    );
  });
  await test.step('a token as Bearer; a simulated one is named in the outcome', async () => {
    await testOf('OAuth 2.0 Client Credentials', 'Warehouse');
    await send.click();
    await expect(outcome).toContainText('There is no access token yet');
    await region.getByRole('button', { name: 'Paste a token response' }).click();
    await region.getByRole('textbox', { name: 'Token response' }).fill('pasted-token');
    await region.getByRole('button', { name: 'Use it' }).click();
    await send.click();
    await expect(outcome).toContainText('The connection works');
    expect(api.contacts.at(-1)?.headers.authorization).toBe('Bearer pasted-token');
    await region.getByRole('button', { name: 'Use a simulated token' }).click();
    await send.click();
    await expect(outcome).toContainText('sent with a simulated token');
    await expectAccessible(page);
  });
});

test('variables have the control of their type; code that reads an unknown one can make it; a rename follows into code', async ({
  app,
  page,
}) => {
  const code = (name: string) =>
    `module.exports = async ({ configVars }) => {\n  return { data: configVars["${name}"] };\n};`;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.import(
    projectFile('Variables', [
      { name: 'Trigger', code: 'module.exports = async (context, payload) => ({ payload });' },
      { name: 'Read', code: code('Base URL') },
    ]),
  );
  await app.console.show('Problems');
  const problems = app.console.region.getByRole('tabpanel', { name: /^Problems/ });
  await expect(problems).toContainText('No config variable is named Base URL');
  await expect(problems).toContainText('line 2:');
  await problems.getByRole('button', { name: 'Create it: Base URL' }).click();
  await expect(problems).not.toContainText('No config variable is named');

  await app.rail.getByRole('button', { name: 'Config variables' }).click();
  const region = page.getByRole('region', { name: 'Config variables' });
  const name = region.getByLabel('Name', { exact: true }).first();
  const type = region.getByLabel('Type', { exact: true }).first();
  const value = region.getByLabel('Test value', { exact: true }).first();
  await expect(name).toHaveValue('Base URL');

  const shown = async (expected: unknown) => {
    await app.runToEnd();
    await expect(app.console.outcome).toHaveText(/^Run succeeded in/);
    const record = await page.evaluate(async () => window.codeConnector.run());
    expect(record.steps[1]?.results).toEqual(expected);
  };
  await type.selectOption('Boolean');
  await value.selectOption('true');
  await shown('true');
  await type.selectOption('Number');
  await value.fill('12.5');
  await shown('12.5');
  await type.selectOption('Date');
  await value.fill('2026-11-25');
  await shown('2026-11-25');
  await type.selectOption('Timestamp');
  await value.fill('2026-11-25T07:30:00');
  await shown('2026-11-25T07:30:00.000Z');
  await type.selectOption('Picklist');
  await region.getByLabel('Options').fill('red\ngreen');
  await value.selectOption('green');
  await shown('green');
  await type.selectOption('Schedule');
  await value.fill('every day');
  await expect(value).toHaveAccessibleDescription(/cron/);
  await value.fill('0 7 * * *');
  await region.getByLabel('Time zone').selectOption('Europe/Riga');
  await shown({ value: '0 7 * * *', schedule_type: 'custom', time_zone: 'Europe/Riga' });
  await type.selectOption('JSON form');
  await replaceText(value, '{"rows": [1]');
  await expect(value).toHaveAccessibleDescription(/not valid JSON, line 1, column 13/);
  await replaceText(value, '{"rows": [1]}');
  await expect(value).toHaveAccessibleDescription('');
  await shown({ rows: [1] });
  await type.selectOption('Code');
  await shown('{"rows": [1]}');
  await region.getByLabel('Language').selectOption('XML');
  await replaceText(value, '<rows>\n  <row>1</rows>');
  await expect(value).toHaveAccessibleDescription(/not well-formed XML, line 2, column \d+/);
  await region.getByLabel('Language').selectOption('HTML');
  await expect(value).toHaveAccessibleDescription(
    /not well-formed HTML, line 2, column 9: Expected closing tag 'row'/,
  );
  await replaceText(value, '<p>\n  one<br>two\n</p>');
  await expect(value).toHaveAccessibleDescription('');
  await shown('<p>\n  one<br>two\n</p>');
  await expectAccessible(page);
  await value.press('ControlOrMeta+A');
  await value.press('Delete');
  await type.selectOption('Object field map');
  await region.getByLabel('Test value field, row 1').fill('email');
  await region.getByLabel('Test value mapped to, row 1').fill('Contact.Email');
  await shown({
    fields: [
      {
        field: { key: 'email', label: 'email' },
        mappedObject: { key: 'Contact', label: 'Contact' },
        mappedField: { key: 'Email', label: 'Email' },
      },
    ],
  });
  await region.getByRole('button', { name: 'Remove email' }).click();
  await type.selectOption('Object selection');
  await region.getByLabel('Test value object, row 1').fill('orders');
  await region.getByLabel('Test value label, row 1').fill('Orders');
  await shown([{ object: { key: 'orders', label: 'Orders' } }]);
  await region.getByRole('button', { name: 'Remove orders' }).click();
  await type.selectOption('String');
  await region.getByText('More').click();
  await region.getByLabel('Default value').fill('from the default');
  await shown('from the default');
  await region.getByLabel('Default value').fill('');
  await region.getByLabel('Collection').selectOption('Value list');
  await region.getByLabel('Test value, item 1').fill('a');
  await region.getByLabel('Test value, item 2').fill('b');
  await shown(['a', 'b']);
  await expectAccessible(page);

  await name.fill('Service URL');
  await name.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Change the code that reads it?' });
  await expect(dialog.getByRole('deletion')).toContainText('configVars["Base URL"]');
  await expect(dialog.getByRole('insertion')).toContainText('configVars["Service URL"]');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Change the code' }).click();
  await shown(['a', 'b']);
  await name.fill('Service.URL');
  await name.press('Enter');
  await dialog.getByRole('button', { name: 'Leave the code' }).click();
  await expect(name).toHaveAccessibleDescription(/has a dot in its name/);
  await expect(problems).toContainText('No code reads Service.URL');

  await region.getByRole('button', { name: 'Add page' }).click();
  await region.getByLabel('Name of page 2').fill('Advanced');
  await region.getByRole('button', { name: 'Move Service.URL down' }).click();
  const second = region.getByRole('region', { name: 'Page 2' });
  await expect(second.getByLabel('Name', { exact: true })).toHaveValue('Service.URL');
  await region.getByRole('button', { name: 'Move page Advanced up' }).click();
  await expect(region.getByLabel('Name of page 1')).toHaveValue('Advanced');
});
