import { expect, test as base } from './shared-page';
import { DrawingPage } from './pages/drawing-page';

const TRIGGER = 'Flow 1 Trigger';
const PRICE = `module.exports = async (context, stepResults) => {
  return { data: [2, 3, 5] };
};
`;
const TOTAL = `module.exports = async ({ logger }, stepResults) => {
  const total = stepResults.listPrices.results.reduce((sum, price) => sum + price, 0);
  logger.info(\`Total \${total}\`);
  return { data: { total } };
};
`;

/** A new project with a trigger and nothing else. */
const test = base.extend<{ drawing: DrawingPage }>({
  drawing: async ({ app }, use) => {
    await app.startBlank();
    await use(new DrawingPage(app));
  },
});

test('a three-step flow is built with the mouse, run and read', async ({ app, drawing }) => {
  await app.chooseKind(app.canvas.getByRole('button', { name: 'Add step', exact: true }));
  await app.node('Code Block').click();
  await app.step.rename('List Prices');
  await app.step.typeCode(PRICE);
  await app.chooseKind(app.canvas.getByRole('button', { name: 'Add step after List Prices' }));
  await app.step.rename('Sum Up');
  await app.step.typeCode(TOTAL);
  expect(await drawing.order()).toEqual([TRIGGER, 'List Prices', 'Sum Up']);
  expect(await drawing.connections()).toEqual([
    `from ${TRIGGER} to List Prices`,
    'from List Prices to Sum Up',
  ]);

  await app.runToEnd();
  await expect(app.console.outcome).toHaveText(/^Run succeeded in \d/);
  await expect(app.node('Sum Up')).toHaveAccessibleName(/, step 3 of 3, succeeded in \d/);
  await app.step.show('Output');
  await expect(app.step.output).toContainText('total');
  await expect(app.step.output).toContainText('10');
  await expect(app.console.log).toContainText('Total 10');
});

test('the button on a connection puts a step into it', async ({ app, drawing }) => {
  await app.addSteps('Last');
  expect(await drawing.connections()).toEqual([`from ${TRIGGER} to Last`]);
  const before = await drawing.box('Last');

  await app.connection(TRIGGER, 'Last').hover();
  await expect(drawing.insertButton(TRIGGER, 'Last')).toHaveCSS('opacity', '1');
  await app.chooseKind(drawing.insertButton(TRIGGER, 'Last'));
  await app.step.rename('Middle');

  expect(await drawing.order()).toEqual([TRIGGER, 'Middle', 'Last']);
  expect(await drawing.connections()).toEqual([`from ${TRIGGER} to Middle`, 'from Middle to Last']);
  expect((await drawing.box('Last')).y).toBeGreaterThan(before.y);
  expect(await overlaps(drawing, 'Middle', 'Last')).toBe(false);
});

test('the other button on a connection takes it away', async ({ app, drawing }) => {
  await app.addSteps('First', 'Last');
  await app.connection('First', 'Last').hover();
  await app.canvas
    .getByRole('button', { name: 'Delete connection between First and Last' })
    .click();
  await expect(app.connection('First', 'Last')).toHaveCount(0);
  await drawing.connect('First', 'Last');
});

test('a kind dragged from the list lands where it is let go', async ({ app, drawing }) => {
  await app.canvas.getByRole('button', { name: 'Add step', exact: true }).click();
  const place = await drawing.beside(TRIGGER, { x: -160, y: 140 });
  await drawing.dragKind(place);

  await expect(drawing.picker).toBeHidden();
  await expect(app.node('Code Block')).toBeVisible();
  const landed = await drawing.pointOf('Code Block');
  expect(Math.hypot(landed.x - place.x, landed.y - place.y)).toBeLessThan(24);
  expect(await drawing.connections()).toEqual([]);
  await drawing.connect(TRIGGER, 'Code Block');
  expect(await drawing.order()).toEqual([TRIGGER, 'Code Block']);
});

test('a kind let go on a connection is put into it', async ({ app, drawing }) => {
  await app.addSteps('Last');
  await app.canvas.getByRole('button', { name: 'Add step', exact: true }).click();
  const start = await drawing.pointOf(TRIGGER, 'bottom');
  const end = await drawing.pointOf('Last', 'top');
  await drawing.dragKind({ x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 });
  await expect.poll(() => drawing.order()).toEqual([TRIGGER, 'Code Block', 'Last']);
  expect(await drawing.connections()).toEqual(
    [`from ${TRIGGER} to Code Block`, 'from Code Block to Last'].toSorted(),
  );
});

test('a connection let go on the ground asks for a step and leads to it', async ({
  app,
  drawing,
  page,
}) => {
  const place = await drawing.beside(TRIGGER, { x: -200, y: 140 });
  await drawing.pullConnection(TRIGGER, place);
  await expect(drawing.picker).toBeVisible();
  const list = await drawing.picker.boundingBox();
  expect(Math.abs((list?.x ?? 0) - place.x)).toBeLessThan(16);
  expect(Math.abs((list?.y ?? 0) - place.y)).toBeLessThan(16);
  await app.pickKind();
  await expect(app.connection(TRIGGER, 'Code Block')).toBeVisible();
  const top = await drawing.pointOf('Code Block', 'top');
  expect(Math.hypot(top.x - place.x, top.y - place.y)).toBeLessThan(24);

  // Beside the canvas it is given up.
  const elsewhere = await app.console.region.boundingBox();
  await drawing.pullConnection(TRIGGER, {
    x: (elsewhere?.x ?? 0) + 300,
    y: (elsewhere?.y ?? 0) + 120,
  });
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  await expect(drawing.picker).toBeHidden();
  expect(await drawing.connections()).toHaveLength(1);
});

test('a connection let go on the body of a step leads to it', async ({ app, drawing }) => {
  await app.addSteps('One', 'Two');
  await drawing.pullConnection(TRIGGER, await drawing.pointOf('Two'));
  await expect(app.connection(TRIGGER, 'Two')).toBeVisible();
});

test('a connection that would close a circle is refused with the reason', async ({
  app,
  drawing,
}) => {
  await app.addSteps('One', 'Two');
  await drawing.pullConnection('Two', await drawing.pointOf('One', 'top'));
  await expect(app.notice).toContainText(/circle|loop|cycle/);
  expect(await drawing.connections()).toHaveLength(2);
});

test('the view follows a chain that grows out of it, and only then', async ({ app, drawing }) => {
  const first = await drawing.box(TRIGGER);
  await app.addSteps('One');
  expect(await drawing.box(TRIGGER)).toEqual(first);
  await app.addSteps('Two', 'Three', 'Four', 'Five');
  await expect(app.node('Five')).toBeInViewport({ ratio: 1 });
  await expect(app.canvas.getByRole('button', { name: 'Add step after Five' })).toBeInViewport();
});

/** Whether two steps cover each other. */
async function overlaps(drawing: DrawingPage, one: string, other: string): Promise<boolean> {
  const [a, b] = [await drawing.box(one), await drawing.box(other)];
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
