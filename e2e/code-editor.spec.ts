import { expect, test } from './shared-page';

const SOURCE = 'module.exports = async (context, stepResults) => {\n  return { data: 1 };\n};\n';

test.describe('code editor', () => {
  test.beforeEach(async ({ app }) => {
    await app.openExample('Signed GitHub hook');
    await app.canvas.getByLabel(/, Code Block, step 2 of /).click();
    await expect(app.step.code).toBeEditable();
  });

  test('types Space and Backspace into the code while its step is selected', async ({
    app,
    page,
  }) => {
    const { step } = app;
    const name = await step.name.inputValue();
    await step.typeCode(SOURCE);
    await step.code.press('ControlOrMeta+Home');
    await page.keyboard.type('// a bc');
    await step.code.press('Backspace');
    await expect(step.region.locator('.view-line').first()).toHaveText(
      '// a bmodule.exports = async (context, stepResults) => {',
    );
    await expect(app.node(name)).toBeVisible();
  });

  test('ends in the first text when everything is undone, in the code or outside it', async ({
    app,
    page,
  }) => {
    const { step } = app;
    const lines = step.region.locator('.view-lines');
    await expect(lines).toContainText('module.exports');
    const first = await lines.innerText();
    for (const word of ['one', 'two', 'three']) {
      await step.code.press('ControlOrMeta+Home');
      await page.keyboard.type(`// ${word}`);
      await step.code.press('Enter');
    }
    await expect(lines).toContainText('// three');

    const undo = page.getByRole('button', { name: /^Undo/ });
    while (await undo.isEnabled()) await undo.click();
    await expect(lines).toHaveText(first, { useInnerText: true });

    await step.code.focus();
    for (let count = 0; count < 12; count += 1) await step.code.press('ControlOrMeta+Z');
    await expect(lines).toHaveText(first, { useInnerText: true });
  });

  test('completes and explains what the context and earlier steps give', async ({ app, page }) => {
    const { step } = app;
    await step.typeCode(SOURCE);
    await step.code.press('ControlOrMeta+Home');
    await step.code.press('End');
    await step.code.press('Enter');
    await page.keyboard.type('context.logger.inf');
    const offers = page.getByRole('listbox', { name: 'Suggest' });
    await expect(offers.getByRole('option', { name: /^info/ })).toBeVisible({ timeout: 15_000 });
    await page.keyboard.press('Escape');
    await page.keyboard.type(';\nstepResults.rec');
    await expect(offers.getByRole('option', { name: /^receivePush/ })).toBeVisible();
    await page.keyboard.press('Enter');
    const key = step.region.locator('.view-line span', { hasText: /^receivePush$/ });
    await key.hover();
    await expect(page.locator('.monaco-hover').first()).toContainText('TriggerPayload');
    // A likely slip is marked, other liberties of JavaScript are not.
    await page.keyboard.type(';\ncontext.loger.info(1);\ncontext.whatever;');
    const slips = step.region.locator('.squiggly-warning');
    await expect(slips).toHaveCount(1);
  });

  test('completes what modules give, of the catalogue and of Node', async ({ app, page }) => {
    const { step } = app;
    const offers = page.getByRole('listbox', { name: 'Suggest' });
    await step.typeCode(SOURCE);
    for (const [typed, offered] of [
      ["require('lodash').groupB", /^groupBy/],
      ["require('node:path').basen", /^basename/],
      ["require('jose').jwtVer", /^jwtVerify/],
      ["require('crypto').createCiph", /^createCipheriv/],
    ] as const) {
      await step.code.press('ControlOrMeta+Home');
      await page.keyboard.type(typed);
      await expect(offers.getByRole('option', { name: offered })).toBeVisible({ timeout: 15_000 });
      await step.code.press('Escape');
      await step.code.press('End');
      await step.code.press('Enter');
    }
  });

  test('lets Tab leave after Ctrl+M', async ({ app, page }) => {
    const { step } = app;
    await step.code.focus();
    await page.keyboard.press('Control+M');
    await page.keyboard.press('Tab');
    await expect(step.code).not.toBeFocused();
  });

  test('shows a thrown error at its line', async ({ app }) => {
    const { step } = app;
    await step.typeCode(
      'module.exports = async () => {\n  const order = {};\n  return { data: order.lines.map(String) };\n};\n',
    );
    await app.runToEnd();
    await step.show('Output');
    await expect(step.region.getByRole('heading', { name: /, line 3$/ })).toBeVisible();
    await step.region.getByRole('button', { name: 'Go to line 3' }).click();
    await expect(step.code).toBeFocused();
  });

  test('shows a syntax error at its line before anything runs', async ({ app, page }) => {
    const { step } = app;
    const name = await step.name.inputValue();
    await step.typeCode(
      'module.exports = async () => {\n  const order = { id: 1 };\n  return { data: order..id };\n};\n',
    );
    await app.console.show('Problems');
    const problem = app.console.problems.getByRole('button', { name: /Unexpected token/ });
    await expect(problem).toContainText('3');
    await app.runToEnd();
    await expect(app.console.outcome).toHaveText(
      new RegExp(`^Run failed in ${name}: line 3: Unexpected token`),
    );
    await expect(app.node(name)).toHaveAccessibleName(/, 1 problem/);

    await app.canvas.getByLabel(/, step 1 of /).click();
    await problem.click();
    await expect(step.name).toHaveValue(name);
    await expect(step.code).toBeFocused();
    await page.keyboard.type('/*here*/');
    await expect(step.region.locator('.view-line', { hasText: '/*here*/' })).toContainText(
      'order./*here*/.id',
    );

    // Where our parser refuses what the engine takes, the engine's word counts, and from then on everywhere.
    await step.typeCode(
      'module.exports = async () => {\n  if (false) f() = 1;\n  return { data: { files: [], count: 0 } };\n};\n',
    );
    const odd = app.console.problems.getByRole('button', { name: /Assigning to rvalue/ });
    await expect(odd).toHaveAccessibleName(/^error/);
    const marks = step.region.locator('.squiggly-error');
    await expect(marks).not.toHaveCount(0);
    await app.runToEnd();
    await expect(app.console.outcome).toHaveText(/^Run succeeded/);
    await app.console.show('Problems');
    await expect(odd).toHaveAccessibleName(/^info: It runs/);
    await expect(marks).toHaveCount(0);
    await expect(app.node(name)).not.toHaveAccessibleName(/problem/);
  });
});
