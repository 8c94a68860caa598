import { expect, expectAccessible, test } from './fixtures';

const STEPS = ['Receive Push', 'List Changed Files', 'Choose Services', 'Compose Message'];

test('the first visit shows an example that runs', async ({ page, app }) => {
  for (const name of STEPS) await expect(app.node(name)).toBeVisible();
  await expect(app.payload).toContainText('push to main');
  // The styles of a control win over the reset, whichever style sheet came first.
  const tab = app.console.region.getByRole('tab', { name: 'Timeline' });
  await expect(tab).toHaveCSS('padding', '0px 8px');
  await app.runToEnd();
  await expect(app.console.outcome).toHaveText(/^Run succeeded in \d/);
  for (const name of STEPS) await expect(app.node(name)).toHaveAccessibleName(/, succeeded in \d/);

  // The language service is half of what a visit can cost: it waits until somebody comes to the code.
  await expect(app.step.code).toBeEditable();
  const services = () => page.workers().filter((worker) => worker.url().includes('/ts.worker-'));
  expect(services()).toHaveLength(0);
  await app.step.code.focus();
  await expect.poll(() => services().length).toBe(1);
});

test('what is loaded before the first run is none of its time', async ({ app, page }) => {
  await page.route('**/assets/*problems-*.js', async (route) => {
    // Held back until the sandbox is ready, so that the run waits for the checks alone.
    await expect(page.getByText('Sandbox ready')).toBeVisible();
    await route.continue();
  });
  await page.reload();
  await expect(app.run).toBeEnabled();
  const record = await page.evaluate(async () => window.codeConnector.run());
  const began = Date.parse(record.startedAt);
  const rows = record.steps.flatMap(({ logs }) => logs);
  expect(rows.length).toBeGreaterThan(0);
  for (const { timestamp } of rows) {
    const after = Date.parse(timestamp) - began;
    expect(after).toBeGreaterThanOrEqual(-5);
    expect(after).toBeLessThanOrEqual(record.durationMs + 5);
  }
});

test('every step shows what it gave, and the response what was answered', async ({ app }) => {
  await app.runToEnd();
  await app.node('Choose Services').click();
  await app.step.show('Output');
  await expect(app.step.name).toHaveValue('Choose Services');
  await expect(app.step.output).toContainText('services');
  await app.step.show('Input');
  await expect(app.step.region).toContainText('listChangedFiles');

  await app.console.show('Response');
  await expect(app.console.response).toContainText('202 Accepted');
  await expect(app.console.response).toContainText('72d3162e-cc78-11e3-81ab-4c9367dc0958');
});

test('a log row leads to the line that wrote it', async ({ app }) => {
  await app.runToEnd();
  await app.console.show('Logs');
  await app.console.log.getByText(/^To deploy: checkout, search$/).click();
  await expect(app.step.name).toHaveValue('Choose Services');
  await expect(app.step.code).toBeFocused();
});

test('another payload fails where the signature is checked', async ({ app }) => {
  await app.choosePayload('bad signature');
  await app.runToEnd();
  await expect(app.console.outcome).toHaveText(
    /^Run failed in Receive Push: .*X-Hub-Signature-256/,
  );
  await expect(app.node('Receive Push')).toHaveAccessibleName(/, failed/);
  await expect(app.node('Compose Message')).toHaveAccessibleName(/, skipped/);
  await app.console.show('Response');
  await expect(app.console.response).toContainText('400 Bad Request');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`everything is accessible after a run (${colorScheme})`, async ({ app, page }) => {
    await page.emulateMedia({ colorScheme });
    await app.runToEnd();
    for (const tab of ['Logs', 'Timeline', 'Response', 'Problems'] as const) {
      await app.console.show(tab);
      await expectAccessible(page);
    }
  });
}
