import type { AppPage } from './pages/app-page';
import { expectAccessible } from './fixtures';
import { expect, test } from './shared-page';
import { DrawingPage } from './pages/drawing-page';
import { KeyboardPage } from './pages/keyboard-page';
import { branchStep, CODE_TRIGGER, codeStep, flowFile, loopStep } from './project-file';

const orders = flowFile({
  name: 'Orders',
  steps: [
    CODE_TRIGGER,
    codeStep('List Orders'),
    loopStep('Each Order', [
      codeStep('Weigh'),
      branchStep('Check Weight', {
        Heavy: [codeStep('Book Freight'), codeStep('Tell Warehouse')],
        Light: [],
        Else: [codeStep('Log')],
      }),
    ]),
    codeStep('Answer'),
  ],
});

test('branches and loops are drawn as what stands in them, on the canvas and in the outline', async ({
  app,
  page,
}) => {
  const drawing = new DrawingPage(app);
  const keys = new KeyboardPage(page);
  await open(app, orders);

  await test.step('each step says where it stands, and stands there', async () => {
    await expect(app.node('Book Freight')).toHaveAccessibleName(
      'Book Freight, Code Block, step 6 of 9, not run, in Check Weight, Heavy',
    );
    await expect(app.node('Weigh')).toHaveAccessibleName(/step 4 of 9, not run, in Each Order$/);
    await expect(app.node('Answer')).toHaveAccessibleName(/step 9 of 9, not run$/);
    await expectWithin(drawing, 'Book Freight', 'Check Weight');
    await expectWithin(drawing, 'Log', 'Check Weight');
    await expectWithin(drawing, 'Check Weight', 'Each Order');
    const [heavy, log] = [await drawing.box('Tell Warehouse'), await drawing.box('Log')];
    expect(heavy.x + heavy.width).toBeLessThan(log.x);
  });

  await test.step('tidied, the step behind the loop stands below it', async () => {
    await app.canvas.getByRole('button', { name: 'Tidy the drawing' }).click();
    await expect
      .poll(async () => {
        const [loop, answer] = [await drawing.box('Each Order'), await drawing.box('Answer')];
        return answer.y - loop.y - loop.height;
      })
      .toBeGreaterThan(0);
    await expectAccessible(page);
  });

  await test.step('arrow keys go in, from branch to branch, and out', async () => {
    await keys.goToRegion(app.console.region);
    await keys.goToRegion(app.canvas);
    await keys.arrowTo('ArrowUp', app.node('Trigger'));
    for (const name of ['List Orders', 'Each Order', 'Weigh', 'Check Weight', 'Book Freight']) {
      await page.keyboard.press('ArrowDown');
      await expect(app.node(name)).toBeFocused();
    }
    await page.keyboard.press('ArrowRight');
    await expect(app.node('Log')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(app.node('Answer')).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(app.node('Each Order')).toBeFocused();
  });

  await test.step('the outline has the same tree', async () => {
    await page.keyboard.press('ControlOrMeta+2');
    const rows = app.outline.getByRole('list', { name: 'Check Weight, Heavy' });
    await expect(rows.getByRole('listitem')).toHaveCount(2);
    const empty = app.outline.getByRole('list', { name: 'Check Weight, Light' });
    await expect(
      empty.getByRole('button', { name: 'Add step in Check Weight, Light' }),
    ).toBeVisible();
    await keys.goToRegion(app.outline);
    const row = (name: string) =>
      app.outline.getByRole('button', { name: new RegExp(`^${name},`) });
    await keys.arrowTo('ArrowDown', row('Tell Warehouse'));
    await page.keyboard.press('ArrowDown');
    await expect(row('Log')).toBeFocused();
    await expect(row('Log')).toHaveAccessibleName(/, in Check Weight, Else$/);
    await expectAccessible(page);
  });

  await test.step('and the same commands', async () => {
    const row = (name: string) =>
      app.outline.getByRole('button', { name: new RegExp(`^${name},`) });
    await page.keyboard.press('m');
    await keys.choose('Move Log into', 'light');
    await expect(row('Log')).toHaveAccessibleName(/, in Check Weight, Light$/);
    await expect(row('Log')).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(row('Tell Warehouse')).toBeFocused();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(row('Tell Warehouse')).toHaveAccessibleName(/, step 6 of 9, /);
    await expect(row('Tell Warehouse')).toBeFocused();
    await page.keyboard.press('Shift+M');
    await expect(row('Tell Warehouse')).toHaveAccessibleName(/, not run, in Each Order$/);
    await keys.arrowTo('ArrowUp', row('Check Weight'));
    await keys.addInside('branch on value', 'Check Weight', 'else');
    await expect(row('Branch on Value')).toHaveAccessibleName(/, in Check Weight, Else$/);
    await expect(row('Branch on Value')).toBeFocused();
    await keys.tabTo(
      app.outline.getByRole('button', { name: 'Add step in Branch on Value, Branch 1' }),
    );
    await page.keyboard.press('Enter');
    await keys.choose('Add step', 'write');
    await expect(row('Write Log Message')).toHaveAccessibleName(/, in Branch on Value, Branch 1$/);
    await expect(row('Write Log Message')).toBeFocused();
    await page.keyboard.press('Delete');
    await expect(row('Branch on Value')).toBeFocused();
  });
});

test('steps are put into branches and loops where they are asked for', async ({ app, page }) => {
  const drawing = new DrawingPage(app);
  const keys = new KeyboardPage(page);
  await open(app, orders);
  const add = (name: string) => app.canvas.getByRole('button', { name, exact: true });
  const rename = async (name: string) => {
    await app.step.rename(name);
    await expect(app.node(name)).toBeVisible();
  };

  await test.step('into an empty branch, between two steps, in front of the first', async () => {
    await app.canvas.getByRole('button', { name: 'Tidy the drawing' }).click();
    await app.chooseKind(add('Add step in Check Weight, Light'));
    await rename('Weigh Again');
    await expect(app.node('Weigh Again')).toHaveAccessibleName(/, in Check Weight, Light$/);
    await app.chooseKind(add('Insert step between Book Freight and Tell Warehouse'));
    await rename('Pay');
    await app.chooseKind(add('Insert step before Weigh, in Each Order'));
    await rename('Unpack');
    expect(await drawing.order()).toEqual([
      'Trigger',
      'List Orders',
      'Each Order',
      'Unpack',
      'Weigh',
      'Check Weight',
      'Book Freight',
      'Pay',
      'Tell Warehouse',
      'Weigh Again',
      'Log',
      'Answer',
    ]);
    await expectWithin(drawing, 'Check Weight', 'Each Order');
    const [loop, answer] = [await drawing.box('Each Order'), await drawing.box('Answer')];
    expect(answer.y).toBeGreaterThan(loop.y + loop.height);
  });

  await test.step('by key behind a step of a branch', async () => {
    await keys.goToRegion(app.console.region);
    await keys.goToRegion(app.canvas);
    await keys.arrowTo('ArrowDown', app.node('Pay'));
    await keys.addStep();
    await expect(app.node('Code Block')).toHaveAccessibleName(
      /step 9 of 13, not run, in Check Weight, Heavy$/,
    );
  });

  await test.step('a container goes with what stands in it, and comes back with it', async () => {
    await keys.arrowTo('ArrowUp', app.node('Check Weight'));
    await page.keyboard.press('Delete');
    await expect(app.node('Check Weight')).toHaveCount(0);
    await expect(app.node('Log')).toHaveCount(0);
    await expect(app.node('Weigh')).toBeFocused();
    await page.keyboard.press('ControlOrMeta+Z');
    await expect(app.node('Log')).toHaveAccessibleName(/, in Check Weight, Else$/);
  });

  await test.step('connecting into a branch is refused in words', async () => {
    await page.keyboard.press('c');
    await page.keyboard.type('Answer');
    const option = page.getByRole('option', { name: /Answer/ });
    await expect(option).toContainText('stands inside another step');
    await page.keyboard.press('Escape');
  });

  await test.step('what is copied is pasted behind the selected step, in its branch', async () => {
    await keys.goToRegion(app.console.region);
    await keys.goToRegion(app.canvas);
    await keys.arrowTo('ArrowUp', app.node('Trigger'));
    await keys.arrowTo('ArrowDown', app.node('Book Freight'));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(app.node('Log')).toBeFocused();
    await page.keyboard.press('ControlOrMeta+C');
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('"Log"');
    await page.keyboard.press('ArrowLeft');
    await expect(app.node('Weigh Again')).toBeFocused();
    await page.keyboard.press('ControlOrMeta+V');
    await expect(app.node('Log 2')).toHaveAccessibleName(/, step 12 of 14, .+ Light$/);
    await page.keyboard.press('ControlOrMeta+Z');
    await expect(app.node('Log 2')).toHaveCount(0);
  });
});

/** Opens a file and waits until its steps are drawn. */
async function open(app: AppPage, text: string): Promise<void> {
  await app.openFile(text);
  await expect(app.node('Check Weight')).toBeVisible();
  await expect(app.run).toBeEnabled();
}

async function expectWithin(drawing: DrawingPage, name: string, container: string): Promise<void> {
  const [inner, outer] = [await drawing.box(name), await drawing.box(container)];
  expect(inner.x).toBeGreaterThan(outer.x);
  expect(inner.y).toBeGreaterThan(outer.y);
  expect(inner.x + inner.width).toBeLessThan(outer.x + outer.width);
  expect(inner.y + inner.height).toBeLessThan(outer.y + outer.height);
}
