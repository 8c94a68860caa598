import { expect, test } from './shared-page';
import { projectFile } from './project-file';

test('an endless loop is stopped, and the next run works', async ({ app, page }) => {
  await app.import(
    projectFile(
      'Endless',
      [
        { name: 'Trigger', code: 'module.exports = async (context, payload) => ({ payload });' },
        {
          name: 'Forever',
          code: 'module.exports = async (context, { trigger }) => { while (trigger.results.body.data.loop); return { data: 1 }; };',
        },
      ],
      '{"loop":true}',
    ),
  );
  await app.run.click();
  await expect(app.node('Forever')).toHaveAccessibleName(/, running/);
  // The page stays responsive: it paints while the loop runs.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 30; frame += 1) {
      // One after the other: that is what is looked at.
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
  await app.stop.click();
  await expect(app.console.outcome).toHaveText('Run stopped');
  await expect(app.node('Forever')).toHaveAccessibleName(/, stopped/);

  await app.payloads.open(page);
  await app.payloads.typeBody('{"loop":false}');
  await app.runToEnd();
  await expect(app.console.outcome).toHaveText(/^Run succeeded in/);
});

test('a step that takes too long says whose time ran out', async ({ app }) => {
  await app.import(
    projectFile('Slow', [
      { name: 'Trigger', code: 'module.exports = async (context, payload) => ({ payload });' },
      { name: 'Too Slow', code: 'module.exports = async () => { for (;;); };', timeoutMs: 1000 },
      { name: 'After', code: 'module.exports = async () => ({ data: 1 });' },
    ]),
  );
  await app.runToEnd();
  await expect(app.console.outcome).toHaveText('Run timed out in Too Slow');
  await expect(app.node('Too Slow')).toHaveAccessibleName(/, timed out/);
  await expect(app.node('After')).toHaveAccessibleName(/, skipped/);
});

test('many log rows stay readable, filtered and marked where cut', async ({ app }) => {
  await app.import(
    projectFile('Logs', [
      {
        name: 'Trigger',
        code: `module.exports = async ({ logger }) => {
  for (let at = 0; at < 5000; at += 1) logger.debug('row ' + at);
  logger.warn('x'.repeat(5000));
  logger.error('last \\u202E row <b>not bold</b>');
  return { payload: 1 };
};`,
      },
    ]),
  );
  await app.runToEnd();
  await app.console.show('Logs');
  await expect(app.console.log).toContainText('last \\u{202E} row <b>not bold</b>');
  await expect(app.console.log.getByText('cut', { exact: true })).toBeVisible();
  // Of thousands of rows only those in sight are in the page.
  expect(await app.console.log.getByRole('button').count()).toBeLessThan(100);
  await app.console.region.getByLabel('Filter logs').fill('row 4321');
  await expect(app.console.log).toContainText('row 4321');
  await expect(app.console.log).not.toContainText('row 4320');
  await app.console.region.getByLabel('Filter logs').fill('no such row');
  await expect(app.console.region).toContainText('No log matches “no such row”.');
  await app.console.region.getByRole('button', { name: 'Clear filter' }).click();
  await app.console.region.getByLabel('Level').selectOption('error');
  await expect(app.console.log).toContainText('last');
});
