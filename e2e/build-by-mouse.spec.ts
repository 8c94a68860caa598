import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import type { AppPage } from './pages/app-page';

/** A flow built from nothing with the mouse; the keyboard only types into fields. */

test.beforeEach(async ({ app }) => {
  await app.startBlank();
});

test('a flow of three steps is built with buttons, written and run', async ({ app }) => {
  await app.chooseKind(app.canvas.getByRole('button', { name: 'Add step', exact: true }));
  await expect(app.node('Code Block')).toBeVisible();
  await app.step.rename('Double It');
  await app.step.typeCode(
    'module.exports = async (context, { flow1Trigger }) => ({ data: flow1Trigger.results.body.data.amount * 2 });',
  );
  await app.chooseKind(app.canvas.getByRole('button', { name: 'Add step after Double It' }));
  await app.step.rename('Say It');
  await app.step.typeCode(
    'module.exports = async (context, { doubleIt }) => ({ data: `It is ${doubleIt.results}.` });',
  );
  await expect(app.node('Say It')).toHaveAccessibleName(/, step 3 of 3, not run/);

  await app.payloads.open(app.page);
  await app.payloads.typeBody('{"amount": 21}');
  await app.rail.getByRole('button', { name: 'Flow', exact: true }).click();
  await app.runToEnd();
  await expect(app.console.outcome).toHaveText(/^Run succeeded in/);
  await app.node('Say It').click();
  await app.step.show('Output');
  await expect(app.step.output).toContainText('It is 42.');
});

test('a step is put into a connection, and its button takes the connection away', async ({
  app,
}) => {
  await app.addSteps('First', 'Last');
  await app.chooseKind(
    app.canvas.getByRole('button', { name: 'Insert step between First and Last' }),
  );
  await app.step.rename('Middle');
  await expect(app.connection('First', 'Middle')).toBeVisible();
  await expect(app.connection('Middle', 'Last')).toBeVisible();
  await expect(app.connection('First', 'Last')).toHaveCount(0);

  await app.canvas
    .getByRole('button', { name: 'Delete connection between Middle and Last' })
    .click();
  await expect(app.connection('Middle', 'Last')).toHaveCount(0);
});

test('two steps are connected by dragging, and what makes no sense is refused in words', async ({
  app,
  page,
}) => {
  await app.addSteps('First', 'Last');
  await app.canvas
    .getByRole('button', { name: 'Delete connection between First and Last' })
    .click();
  await drag(page, handle(app, 'First', 'source'), app.node('Last'));
  await expect(app.connection('First', 'Last')).toBeVisible();

  await drag(page, handle(app, 'Last', 'source'), app.node('First'));
  await expect(app.notice).toContainText(/circle/i);
  await expect(app.connection('Last', 'First')).toHaveCount(0);
});

test('a connection let go on the empty canvas asks for the step it leads to', async ({
  app,
  page,
}) => {
  const spot = await emptySpot(app);
  await dragTo(page, handle(app, 'Flow 1 Trigger', 'source'), spot);
  await app.pickKind();
  await expect(app.node('Code Block')).toBeVisible();
  await expect(app.connection('Flow 1 Trigger', 'Code Block')).toBeVisible();
});

test('a kind dragged from the list becomes a step where it is let go', async ({ app, page }) => {
  await app.canvas.getByRole('button', { name: 'Add step', exact: true }).click();
  const option = page.getByRole('dialog', { name: 'Add step' }).getByRole('option').first();
  const spot = await emptySpot(app);
  await dragTo(page, option, spot);
  const node = app.node('Code Block');
  await expect(node).toBeVisible();
  const box = await boxOf(node);
  expect(Math.abs(box.x + box.width / 2 - spot.x)).toBeLessThan(40);
  expect(Math.abs(box.y + box.height / 2 - spot.y)).toBeLessThan(40);
});

function handle(app: AppPage, step: string, side: 'source' | 'target'): Locator {
  return app.node(step).locator(`.react-flow__handle.${side}`);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A place on the canvas below everything that is drawn. */
async function emptySpot(app: AppPage): Promise<Point> {
  const box = await boxOf(app.canvas);
  return { x: box.x + box.width * 0.3, y: box.y + box.height * 0.75 };
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const box = await boxOf(to);
  await dragTo(page, from, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
}

async function dragTo(page: Page, from: Locator, to: Point): Promise<void> {
  await from.hover();
  await page.mouse.down();
  await page.mouse.move(to.x - 20, to.y - 20, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('It is not on the page.');
  return box;
}
