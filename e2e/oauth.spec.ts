import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test as base } from './fixtures';
import { projectFile } from './project-file';
import { CLIENT_SECRET, startOAuthServer, type OAuthServer } from './servers/oauth-server';

/** Tokens from a real authorization server, got as a person gets them. */

const test = base.extend<{ readonly provider: OAuthServer }>({
  provider: async ({ baseURL, pageFaults }, use) => {
    const server = await startOAuthServer(new URL('oauth-callback.html', baseURL).href);
    await use(server);
    await server.close();
    // Here the page is meant to call others, and to be refused: a browser writes every refusal to the console.
    const others = pageFaults.filter(
      (fault) =>
        !fault.startsWith('request: http://127.0.0.1:') &&
        !/^console: (Failed to load resource|Access to fetch at)/.test(fault),
    );
    pageFaults.splice(0, pageFaults.length, ...others);
  },
});

const CODE = `module.exports = async ({ configVars, logger }) => {
  const { token } = configVars['Acme'];
  logger.info('token ' + token.access_token);
  return { data: { type: token.token_type, length: token.access_token.length } };
};`;

interface Acme {
  readonly kind: 'authorizationCode' | 'clientCredentials';
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly oauth?: Readonly<Record<string, unknown>>;
}

/** Opens a project with one connection, "Acme", and shows its form with the client's secret entered. */
async function openAcme(page: Page, provider: OAuthServer, acme: Acme): Promise<Locator> {
  const file = JSON.parse(
    projectFile('OAuth', [
      { name: 'T', code: 'module.exports = async () => ({ payload: null });' },
      { name: 'Read token', code: CODE },
    ]),
  ) as { project: Record<string, unknown> };
  file.project['network'] = { mode: 'live', allowLocalNetwork: true };
  file.project['configVars'] = [
    {
      id: '6'.padStart(16, '0'),
      name: 'Acme',
      dataType: 'connection',
      connection: {
        component: 'code',
        key: acme.kind,
        inputs: {
          ...(acme.kind === 'authorizationCode' ? { authorizeUrl: provider.authorizeUrl } : {}),
          tokenUrl: provider.tokenUrl,
          scopes:
            acme.kind === 'authorizationCode' ? 'openid offline_access orders:read' : 'orders:read',
          clientId: 'acme',
          headers: [{ key: 'X-Tenant', value: 'blue' }],
          ...acme.inputs,
        },
        ...(acme.oauth === undefined ? {} : { oauth: acme.oauth }),
      },
    },
  ];
  await page.evaluate(async (text) => window.codeConnector.open(text), JSON.stringify(file));
  await page.getByRole('button', { name: 'Connections', exact: true }).click();
  const view = page.getByRole('region', { name: 'Connections' });
  await view.getByLabel('Client Secret', { exact: true }).fill(CLIENT_SECRET);
  return view.getByRole('region', { name: 'Token' });
}

/** Presses Connect (or Reconnect) and answers on the provider's page. */
async function consent(page: Page, token: Locator, answer: 'Allow' | 'Deny'): Promise<void> {
  const opened = page.waitForEvent('popup');
  await token.getByRole('button', { name: /^(Connect|Reconnect)$/ }).click();
  const popup = await opened;
  await popup.getByRole('button', { name: answer }).click();
  if (!popup.isClosed()) await popup.waitForEvent('close');
}

const run = async (page: Page) =>
  page.evaluate(async () => window.codeConnector.run({ network: 'live' }));

test('authorization code: consent, use in code, renewal before a run, reconnect, disconnect', async ({
  app,
  page,
  provider,
}) => {
  const token = await openAcme(page, provider, { kind: 'authorizationCode' });
  const status = token.getByRole('status', { name: 'Connecting' });
  await expect(token.getByText('Not connected')).toBeVisible();
  await expect(token.getByText(/oauth-callback\.html$/)).toBeVisible();
  await expectAccessible(page);

  await consent(page, token, 'Deny');
  await expect(status).toContainText('denied');
  await expect(token.getByText('Not connected')).toBeVisible();

  await consent(page, token, 'Allow');
  await expect(token.getByText('Connected', { exact: true })).toBeVisible();
  await expect(token.getByText(/Expires in 1 min/)).toBeVisible();
  expect(provider.tokenRequests).toEqual([
    {
      grant: 'authorization_code',
      isBasic: false,
      hasSecretInBody: true,
      hasVerifier: true,
      extraHeader: 'blue',
    },
  ]);

  // It expires sooner than what counts as fresh. Where no provider is asked, a person is told.
  const network = page.getByRole('combobox', { name: 'Network' });
  await network.selectOption({ label: 'Network blocked' });
  await app.runToEnd();
  await expect(app.notice).toContainText(
    'The token of Acme has expired, and code got it so: with the network blocked',
  );
  await network.selectOption({ label: 'Network live' });

  // By itself the client's secret goes to no other address than the one a person has sent it to.
  const tokenUrl = page
    .getByRole('region', { name: 'Connections' })
    .getByLabel('Token URL', { exact: true });
  await tokenUrl.fill(`${provider.origin}/token/elsewhere`);
  expect((await run(page)).error?.message).toContain('press Reconnect at the connection');
  await tokenUrl.fill(provider.tokenUrl);
  expect(provider.tokenRequests).toHaveLength(1);

  const record = await run(page);
  expect(provider.tokenRequests.map(({ grant }) => grant)).toEqual([
    'authorization_code',
    'refresh_token',
  ]);
  const step = record.steps.find(({ key }) => key === 'readToken');
  expect(step).toMatchObject({ status: 'succeeded', results: { type: 'Bearer' } });
  expect(step?.logs[0]?.message).toBe('token ••••••');

  // A refresh that is refused ends the run before it begins, and says what to do.
  provider.revokeRefresh();
  const refused = await run(page);
  expect(refused.status).toBe('failed');
  expect(refused.error?.message).toContain('Acme');
  expect(refused.error?.message).toContain('the grant was revoked');
  await expect(status).toContainText('Connect again');

  // The provider remembers who it was: its window comes and goes.
  await token.getByRole('button', { name: 'Reconnect' }).click();
  await expect(status).toContainText('The provider gave a token');
  expect(provider.tokenRequests.at(-1)).toMatchObject({ grant: 'authorization_code' });

  await token.getByRole('button', { name: 'Disconnect' }).click();
  await expect(token.getByText('Not connected')).toBeVisible();

  // A clock that is off is pointed out, and the token is there all the same.
  await page.clock.setFixedTime(Date.now() + 10 * 60_000);
  await token.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(status).toContainText('clock is about 10 minutes ahead of the provider');
  await expect(token.getByText('Not connected')).toBeHidden();
});

test('the client is told by Basic, without PKCE, where that is chosen', async ({
  app: _app,
  page,
  provider,
}) => {
  const token = await openAcme(page, provider, {
    kind: 'authorizationCode',
    inputs: { clientId: 'acme-basic' },
  });
  await token.getByLabel('Client is told').selectOption('basic');
  await token.getByLabel('Use PKCE (S256)').uncheck();
  await consent(page, token, 'Allow');
  await expect(token.getByText('Connected', { exact: true })).toBeVisible();
  expect(provider.tokenRequests).toMatchObject([
    { isBasic: true, hasSecretInBody: false, hasVerifier: false },
  ]);
});

test('client credentials: a token, renewal, and each thing that goes wrong has its own words', async ({
  app: _app,
  page,
  provider,
}) => {
  const token = await openAcme(page, provider, { kind: 'clientCredentials' });
  const connect = token.getByRole('button', { name: /^(Connect|Reconnect)$/ });
  await connect.click();
  await expect(token.getByText('Connected', { exact: true })).toBeVisible();
  expect((await run(page)).status).toBe('succeeded');
  expect(provider.tokenRequests.map(({ grant }) => grant)).toEqual([
    'client_credentials',
    'client_credentials',
  ]);

  const view = page.getByRole('region', { name: 'Connections' });
  const status = token.getByRole('status', { name: 'Connecting' });
  const tokenUrl = view.getByLabel('Token URL', { exact: true });
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['no page may read it', '/token/closed', /does not let pages read the answer \(CORS\)/],
    ['a web page', '/token/page', /answered 404 with text\/html and no token/],
  ];
  for (const [, path, words] of cases) {
    await tokenUrl.fill(`${provider.origin}${path}`);
    await connect.click();
    await expect(status).toContainText(words);
  }
  await tokenUrl.fill('http://127.0.0.1:9/token');
  await connect.click();
  await expect(status).toContainText('Nothing answers at http://127.0.0.1:9');

  await tokenUrl.fill(provider.tokenUrl);
  await view.getByLabel('Client Secret', { exact: true }).fill('not the secret');
  await connect.click();
  await expect(status).toContainText('Check Client ID, Client Secret');
  await view.getByLabel('Client Secret', { exact: true }).fill(CLIENT_SECRET);
  await view.getByLabel('Scopes', { exact: true }).fill('orders:write');
  await connect.click();
  await expect(status).toContainText('Check Scopes');

  // A device without a network.
  await tokenUrl.fill(`${provider.origin}/token/closed`);
  await page.context().setOffline(true);
  await connect.click();
  await expect(status).toContainText('This device is offline');
  await page.context().setOffline(false);

  // One that never answers: a person may end the wait, or it ends itself.
  await tokenUrl.fill(`${provider.origin}/token/never`);
  await connect.click();
  await token.getByRole('button', { name: 'Cancel' }).click();
  await expect(status).toBeHidden();
  await page.clock.install();
  await connect.click();
  await expect(status).toContainText('Asking the token URL');
  // The wait may begin a moment after the word of it, so time is moved on until it has ended.
  await expect(async () => {
    await page.clock.fastForward(31_000);
    await expect(status).toContainText('has not answered within 30 seconds', { timeout: 1_000 });
  }).toPass();
});

test('the window: closed, blocked, a wrong state; and tokens without a provider', async ({
  app,
  page,
  provider,
}) => {
  const token = await openAcme(page, provider, { kind: 'authorizationCode' });
  const status = token.getByRole('status', { name: 'Connecting' });
  const view = page.getByRole('region', { name: 'Connections' });
  const connect = token.getByRole('button', { name: /^(Connect|Reconnect)$/ });

  const opened = page.waitForEvent('popup');
  await connect.click();
  const popup = await opened;
  await expect(status).toContainText('Go on in the provider’s window');
  await popup.getByRole('button', { name: 'Allow' }).waitFor();
  await popup.close();
  await expect(status).toContainText('looks closed');
  await token.getByRole('button', { name: 'Cancel' }).click();
  await expect(connect).toBeVisible();

  await view
    .getByLabel('Authorize URL', { exact: true })
    .fill(`${provider.origin}/auth/wrong-state`);
  await connect.click();
  await expect(status).toContainText('its state is another one');
  expect(provider.tokenRequests).toEqual([]);

  await page.evaluate(() => {
    window.open = () => null;
  });
  await connect.click();
  await expect(status).toContainText('Allow pop-ups for this page');

  await token.getByRole('button', { name: 'Use a simulated token' }).click();
  await expect(token.getByText('Simulated token', { exact: true })).toBeVisible();
  await expect(view.getByRole('listitem').first()).toContainText('Simulated token');
  const simulated = await run(page);
  await expect(app.console.region).toContainText('simulated token: Acme');
  expect(simulated.steps.find(({ key }) => key === 'readToken')?.logs[0]?.message).toBe(
    'token SIMULATED-access-token',
  );

  await token.getByRole('button', { name: 'Paste a token response' }).click();
  const text = token.getByRole('textbox', { name: 'Token response' });
  await text.fill('{"token":"x"}');
  await token.getByRole('button', { name: 'Use it' }).click();
  await expect(token.getByRole('alert')).toContainText('no "access_token"');
  await text.fill(
    '{"access_token":"pasted-access-token","token_type":"Bearer","expires_in":7200,"extra":[1]}',
  );
  await token.getByRole('button', { name: 'Use it' }).click();
  await expect(token.getByText(/Pasted by you\. Expires in 2 h/)).toBeVisible();
  expect((await run(page)).steps.find(({ key }) => key === 'readToken')?.logs[0]?.message).toBe(
    'token ••••••',
  );
});
