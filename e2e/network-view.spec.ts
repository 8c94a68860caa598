import { expectAccessible } from './fixtures';
import { expect, test as base } from './shared-page';
import { projectFile } from './project-file';
import { serveApi, type ApiServer } from './servers/api-server';

const test = base.extend<{ readonly api: ApiServer }>({
  api: serveApi,
});

const caller = (origin: string) =>
  projectFile('Caller', [
    { name: 'Trigger', code: 'module.exports = async (context, payload) => ({ payload });' },
    {
      name: 'Call',
      code: `module.exports = async () => ({ data: await (await fetch('${origin}/orders/7', { headers: { Authorization: 'Bearer x' } })).json() });`,
      timeoutMs: 5000,
    },
  ]);

test('a blocked call is explained, mocked by a click, and runs', async ({ app, page, api }) => {
  await app.import(caller('https://api.example.com'));
  await app.runToEnd();
  await expect(app.console.outcome).toContainText('The network is blocked');
  await app.console.show('Network');
  const tab = app.console.region.getByRole('tabpanel', { name: /^Network/ });
  await tab.getByRole('button', { name: /GET .*orders\/7/ }).click();
  await expect(tab).toContainText('blocked');
  await expectAccessible(page);

  await tab.getByRole('button', { name: 'Make a mock of it' }).click();
  const view = page.getByRole('region', { name: 'Network', exact: true });
  await expect(view.getByLabel('URL pattern')).toHaveValue('https://api.example.com/orders/7');
  await view.getByLabel('Response body').fill('{"id": 7}');
  await view.getByRole('radio', { name: /^Mocked/ }).check();
  await expectAccessible(page);
  await app.runToEnd();
  await expect(app.console.outcome).toHaveText(/^Run succeeded in/);
  await expect(tab).toContainText('200 mock');
  expect(api.contacts).toEqual([]);
});

test('a live call to a new origin is asked for once, with what will be sent', async ({
  app,
  page,
  api,
}) => {
  // What the file's author had allowed counts for nothing here.
  const file = JSON.parse(caller(api.origin)) as { project: Record<string, unknown> };
  file.project['network'] = {
    mode: 'live',
    allowedOrigins: [api.origin],
    followRedirects: true,
    allowLocalNetwork: true,
  };
  await app.import(JSON.stringify(file));
  const network = page.getByRole('combobox', { name: 'Network' });
  await expect(network).toHaveValue('blocked');
  await network.selectOption({ label: 'Network live' });
  await app.rail.getByRole('button', { name: 'Network' }).click();
  await expect(page.getByRole('checkbox', { name: /^Follow redirects/ })).not.toBeChecked();
  await page.getByRole('checkbox', { name: /^Allow local network/ }).check();
  await app.rail.getByRole('button', { name: 'Flow', exact: true }).click();

  const dialog = page.getByRole('dialog', { name: `Allow calls to ${api.origin}?` });
  await app.run.click();
  await expect(dialog).toContainText('GET');
  await expect(dialog).toContainText('Bearer x');
  await expectAccessible(page);
  expect(api.contacts).toEqual([]);
  await dialog.getByRole('button', { name: 'Refuse' }).click();
  await expect(app.console.outcome).toContainText("not among the project's allowed origins");
  expect(api.contacts).toEqual([]);

  await app.run.click();
  await dialog.getByRole('button', { name: 'Allow in this project' }).click();
  await expect(app.console.outcome).toHaveText(/^Run succeeded in/);
  expect(api.contacts).toHaveLength(1);

  await app.runToEnd();
  await expect(app.console.outcome).toHaveText(/^Run succeeded in/);
  expect(api.contacts).toHaveLength(2);

  // The list says who called what and how it went; one call is shown whole.
  await app.console.show('Network');
  const tab = app.console.region.getByRole('tabpanel', { name: /^Network/ });
  const row = tab.getByRole('row', { name: /orders\/7/ });
  await expect(row).toContainText(/GET.*Call.*200.*ms/);
  await row.getByRole('button').click();
  await expect(tab.getByRole('table', { name: 'Request headers' })).toContainText('Bearer x');
  await expect(tab.getByRole('table', { name: 'Response headers' })).toContainText(
    'application/json',
  );
  await expect(tab).toContainText('The browser hides headers that the server does not expose');
  await expect(tab.getByRole('heading', { name: /^Response body/ })).toBeVisible();
  await expect(tab.getByRole('button', { name: 'Copy as cURL' })).toBeVisible();
});

test('a call that got no answer is looked into by one bare request, on a click', async ({
  app,
  page,
  context,
  api,
  pageFaults,
}) => {
  await context.addCookies([{ name: 'session', value: 'secret', url: api.origin }]);
  await app.import(caller(`${api.origin}/closed?`));
  await page.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'Network live' });
  await app.rail.getByRole('button', { name: 'Network' }).click();
  await page.getByRole('checkbox', { name: /^Allow local network/ }).check();
  await page.getByLabel('Origin to allow').fill(api.origin);
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await app.runToEnd();
  await expect(app.console.outcome).toContainText('does not say why');
  await app.console.show('Network');
  const tab = app.console.region.getByRole('tabpanel', { name: /^Network/ });
  await tab.getByRole('button', { name: /GET .*closed/ }).click();
  const before = api.contacts.length;
  await tab.getByRole('button', { name: 'Ask whether the server answers' }).click();
  await expect(tab).toContainText('The server answers. So the browser kept its answer');
  const asked = api.contacts.slice(before);
  expect(asked.map(({ method }) => method)).toEqual(['GET']);
  const { cookie, referer, authorization } = asked[0]?.headers ?? {};
  expect({ cookie, referer, authorization }).toEqual({});

  await api.close();
  await tab.getByRole('button', { name: 'Ask whether the server answers' }).click();
  await expect(tab).toContainText('Nothing answered');
  // The browser tells of both in its own console.
  const others = pageFaults.filter((fault) => !/CORS policy|Failed to load resource/.test(fault));
  pageFaults.splice(0, pageFaults.length, ...others);
});

test('a run that is stopped takes its question away', async ({ app, page, api }) => {
  await app.import(caller(api.origin));
  await page.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'Network live' });
  await app.rail.getByRole('button', { name: 'Network' }).click();
  await page.getByRole('checkbox', { name: /^Allow local network/ }).check();
  await app.run.click();
  const dialog = page.getByRole('dialog', { name: /^Allow calls to/ });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Stop the run' }).click();
  await expect(dialog).toBeHidden();
  await expect(app.console.outcome).toHaveText('Run stopped');
});

test('origins are allowed and removed, wrong ones explained; mocks are ordered and deleted', async ({
  app,
  page,
}) => {
  await app.rail.getByRole('button', { name: 'Network' }).click();
  const view = page.getByRole('region', { name: 'Network', exact: true });
  const field = view.getByLabel('Origin to allow');
  await field.fill('api.example.com');
  await field.press('Enter');
  await expect(view.getByRole('alert')).toContainText('with its scheme');
  await field.fill('https://API.example.com/v1');
  await field.press('Enter');
  await view.getByRole('button', { name: 'Remove https://api.example.com' }).click();

  await view.getByRole('button', { name: 'Add mock' }).click();
  await view.getByLabel('URL pattern').first().fill('https://one.example/*');
  await view.getByRole('button', { name: 'Add mock' }).click();
  await view.getByLabel('URL pattern').first().fill('https://two.example/*');
  await view.getByRole('button', { name: 'Move mock 1 down' }).click();
  await expect(view.getByLabel('URL pattern').first()).toHaveValue('https://one.example/*');
  await view.getByRole('button', { name: 'Delete mock 1' }).click();
  await expect(view.getByLabel('URL pattern')).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(view.getByLabel('URL pattern')).toHaveCount(2);
});
