import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import type { AppPage } from './pages/app-page';
import { projectFile } from './project-file';

const FIRST_CODE = 'module.exports = async () => ({ data: 1 });';

test.beforeEach(async ({ app }) => {
  await app.import(
    projectFile('Undo', [
      { name: 'Trigger', code: 'module.exports = async (context, payload) => ({ payload });' },
      { name: 'Step', code: FIRST_CODE },
    ]),
  );
  await app.node('Step').click();
  await expect(app.step.code).toBeEditable();
});

test('drawing and code are undone in the order they were done, and done again', async ({
  app,
  page,
}) => {
  const { step } = app;
  await typeAtEnd(app, page, '// one');
  await app.chooseKind(app.canvas.getByRole('button', { name: 'Add step after Step' }));
  await step.rename('Later');
  await app.node('Step').click();
  await expect(step.code).toHaveAccessibleName('Code of Step');
  await typeAtEnd(app, page, '// two');
  await expect(lines(app)).toHaveText(`${FIRST_CODE}// one// two`);

  await undo(app);
  await expect(lines(app)).toHaveText(`${FIRST_CODE}// one`);
  await undo(app);
  await expect(app.node('Code Block')).toBeVisible();
  await undo(app);
  await expect(app.node('Code Block')).toHaveCount(0);
  await expect(lines(app)).toHaveText(`${FIRST_CODE}// one`);
  await undo(app);
  await expect(lines(app)).toHaveText(FIRST_CODE);
  await expect(app.canvas.getByRole('button', { name: 'Undo' })).toBeDisabled();

  const redo = app.canvas.getByRole('button', { name: 'Redo' });
  for (let count = 0; count < 4; count += 1) await redo.click();
  await expect(redo).toBeDisabled();
  await expect(lines(app)).toHaveText(`${FIRST_CODE}// one// two`);
  await expect(app.node('Later')).toBeVisible();
});

test('by keys outside the code every step is taken back to the first state, and done again', async ({
  app,
  page,
}) => {
  const { step } = app;
  await typeAtEnd(app, page, '// one');
  await step.region.getByRole('button', { name: 'Close' }).click();
  // With no step open the new one is not opened either.
  await app.chooseKind(app.canvas.getByRole('button', { name: 'Add step after Step' }));
  await app.node('Code Block').click();
  await step.rename('Later');
  await app.node('Step').click();
  await expect(lines(app)).toHaveText(`${FIRST_CODE}// one`);

  // The step that was clicked has the focus, not its code.
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(app.node('Later')).toHaveCount(0);
  await expect(app.node('Code Block')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(app.node('Code Block')).toHaveCount(0);
  await expect(lines(app)).toHaveText(`${FIRST_CODE}// one`);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(lines(app)).toHaveText(FIRST_CODE);
  await expect(app.canvas.getByRole('button', { name: 'Undo' })).toBeDisabled();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(lines(app)).toHaveText(FIRST_CODE);

  for (let count = 0; count < 3; count += 1) await page.keyboard.press('ControlOrMeta+Shift+Z');
  await expect(app.node('Later')).toBeVisible();
  await expect(lines(app)).toHaveText(`${FIRST_CODE}// one`);
  await expect(app.canvas.getByRole('button', { name: 'Redo' })).toBeDisabled();
});

test('with the focus in the code only its own text is undone, and the document follows', async ({
  app,
  page,
}) => {
  const { step } = app;
  await typeAtEnd(app, page, '// one');
  await app.chooseKind(app.canvas.getByRole('button', { name: 'Add step after Step' }));
  await step.rename('Later');
  await app.node('Step').click();
  await expect(step.code).toHaveAccessibleName('Code of Step');
  await step.code.focus();
  while ((await lines(app).textContent()) !== FIRST_CODE.replaceAll(' ', '\u00a0')) {
    await step.code.press('ControlOrMeta+Z');
  }
  await expect(app.node('Later')).toBeVisible();
  await app.runToEnd();
  await expect(app.console.outcome).toHaveText(/^Run succeeded in/);
  // What Monaco undid is one more entry of the document: undone, the text is back.
  await undo(app);
  await expect(lines(app)).toHaveText(`${FIRST_CODE}// one`);
});

test('the undo of a text survives closing and opening its step', async ({ app, page }) => {
  const { step } = app;
  await typeAtEnd(app, page, '// kept');
  await step.region.getByRole('button', { name: 'Close' }).click();
  await expect(step.region).toBeHidden();
  await app.node('Step').click();
  await expect(lines(app)).toHaveText(`${FIRST_CODE}// kept`);
  await step.code.focus();
  // Word by word, as Monaco undoes.
  await step.code.press('ControlOrMeta+Z');
  await step.code.press('ControlOrMeta+Z');
  await expect(lines(app)).toHaveText(FIRST_CODE);
});

/** The text in view, with the spaces that Monaco draws. */
function lines(app: AppPage): Locator {
  return app.step.region.locator('.view-lines');
}

async function typeAtEnd(app: AppPage, page: Page, text: string): Promise<void> {
  await app.step.code.focus();
  await app.step.code.press('ControlOrMeta+End');
  await page.keyboard.type(text);
}

async function undo(app: AppPage): Promise<void> {
  await app.canvas.getByRole('button', { name: 'Undo' }).click();
}
