import { expect, expectAccessible, test } from './fixtures';
import { DrawingPage } from './pages/drawing-page';
import { KeyboardPage } from './pages/keyboard-page';

const TRIGGER = 'Flow 1 Trigger';
const ORDER = [TRIGGER, 'Prices', 'Each', 'Check', 'Round', 'Total', 'Drop', 'Answer'];

// Not one call of the mouse, nor a focus set by the test: only keys, as the person presses them.
test('a flow with a loop and a branch is built, moved, undone, kept and run by keys alone', async ({
  app,
  page,
}) => {
  const { keyboard } = page;
  const keys = new KeyboardPage(page);
  const drawing = new DrawingPage(app);
  await keys.startBlank();
  await keys.goToRegion(app.canvas);

  await test.step('a loop behind a step, in it a branch, in both branches steps', async () => {
    const leaves = page.getByRole('option', { name: /^Break Loop/ });
    await keys.addStep();
    await keys.rename('Code Block', 'Prices');
    await keyboard.press('a');
    await expect(page.getByRole('option', { name: /^Loop N Times/ })).toBeVisible();
    await expect(leaves).toHaveCount(0);
    await keyboard.press('Escape');
    await keys.addStep('loop n times');
    await keys.rename('Loop N Times', 'Each');
    await keys.addStep();
    await keys.rename('Code Block', 'Answer');
    await keyboard.press('ArrowUp');
    await expect(app.node('Each')).toBeFocused();
    await keys.addInside('branch on expression', 'Each');
    await keys.rename('Branch on Expression', 'Check');
    await expect(app.node('Check')).toHaveAccessibleName(
      /, step 4 of 5, not run(, 1 problem)?, in Each$/,
    );
    await keys.addInside('code', 'Check', 'Branch 1');
    await keys.rename('Code Block', 'Round');
    await keys.addStep();
    await keys.rename('Code Block', 'Total');
    await expect(app.node('Total')).toHaveAccessibleName(/, in Check, Branch 1$/);
    await keys.arrowTo('ArrowUp', app.node('Check'));
    await keys.addInside('write', 'Check', 'Else');
    await keys.rename('Write Log Message', 'Drop');
    await expect(app.node('Drop')).toHaveAccessibleName(
      /, step 7 of 8, not run(, 1 problem)?, in Check, Else$/,
    );
    await keyboard.press('a');
    await expect(leaves).toBeVisible();
    await keyboard.press('Escape');
    expect(await drawing.order()).toEqual(ORDER);
    await expectAccessible(page);
  });

  await test.step('up and down, into another branch, out, and into again', async () => {
    await keyboard.press('ArrowLeft');
    await keys.arrowTo('ArrowDown', app.node('Total'));
    await keyboard.press('Alt+ArrowUp');
    await expect(app.node('Total')).toHaveAccessibleName(/, step 5 of 8, /);
    await expect(app.node('Total')).toBeFocused();
    await keyboard.press('Alt+ArrowUp');
    await expect(app.node('Total')).toHaveAccessibleName(/, step 5 of 8, /);
    await keyboard.press('Alt+ArrowDown');
    await expect(app.node('Total')).toHaveAccessibleName(/, step 6 of 8, /);
    await keyboard.press('m');
    await keys.choose('Move Total into', 'else');
    await expect(app.node('Total')).toHaveAccessibleName(
      /, step 7 of 8, not run(, 1 problem)?, in Check, Else$/,
    );
    await expect(app.node('Total')).toBeFocused();
    await keyboard.press('Shift+M');
    await expect(app.node('Total')).toHaveAccessibleName(
      /, step 7 of 8, not run(, 1 problem)?, in Each$/,
    );
    await keyboard.press('Shift+M');
    await expect(app.node('Total')).toHaveAccessibleName(/, step 7 of 8, not run(, 1 problem)?$/);
    await expect(app.connection('Each', 'Total')).toBeVisible();
    await expect(app.connection('Total', 'Answer')).toBeVisible();
    await keyboard.press('m');
    await keys.choose('Move Total into', 'branch 1');
    await expect(app.connection('Each', 'Answer')).toBeVisible();
    expect(await drawing.order()).toEqual(ORDER);
  });

  await test.step('copied and duplicated with what stands in it, and taken away', async () => {
    await keys.arrowTo('ArrowUp', app.node('Check'));
    await keyboard.press('ControlOrMeta+D');
    await expect(app.node('Check 2')).toHaveAccessibleName(
      /, step 8 of 12, not run(, 1 problem)?, in Each$/,
    );
    await expect(app.node('Total 2')).toHaveAccessibleName(/, in Check 2, Branch 1$/);
    await keyboard.press('Delete');
    await expect(app.node('Total 2')).toHaveCount(0);
    expect(await drawing.order()).toEqual(ORDER);
  });

  await test.step('undone to the beginning, and done again', async () => {
    const undo = app.canvas.getByRole('button', { name: 'Undo' });
    while (await undo.isEnabled()) await keyboard.press('ControlOrMeta+Z');
    await expect(app.canvas.getByLabel(/, step \d of /)).toHaveCount(1);
    const redo = app.canvas.getByRole('button', { name: 'Redo' });
    while (await redo.isEnabled()) await keyboard.press('ControlOrMeta+Shift+Z');
    expect(await drawing.order()).toEqual(ORDER);
  });

  await test.step('three iterations are asked for, and the trigger is a webhook', async () => {
    await keys.goToRegion(app.console.region);
    await keys.goToRegion(app.canvas);
    await keys.arrowTo('ArrowUp', app.node(TRIGGER));
    await keys.command('Change trigger');
    const dialog = page.getByRole('dialog', { name: `Change ${TRIGGER}` });
    await expect(dialog).toContainText(`This replaces ${TRIGGER} with its code.`);
    await expectAccessible(page);
    await keys.choose(`Change ${TRIGGER}`, 'webhook');
    await expect(app.node(TRIGGER)).toHaveAccessibleName(/, Webhook, step 1 of 8, /);
    await expect(app.node(TRIGGER)).toBeFocused();
    await keys.arrowTo('ArrowDown', app.node('Each'));
    await keyboard.press('Enter');
    await expect(app.step.name).toHaveValue('Each');
    const count = app.step.region.getByRole('textbox', { name: 'Iteration Count' });
    await keys.tabTo(count);
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type('3');
    await expect(page.getByText(/^Saved/)).toBeVisible();
  });

  await test.step('found again after a reload, and run', async () => {
    await page.reload();
    await expect(app.run).toBeEnabled();
    expect(await drawing.order()).toEqual(ORDER);
    await keyboard.press('ControlOrMeta+Enter');
    await expect(app.console.outcome).toHaveText(/^Run succeeded in \d/);
    await expect(app.node('Each')).toHaveAccessibleName(/, succeeded in .+, 3 iterations$/);
    await expect(app.node('Check')).toHaveAccessibleName(/, succeeded in .+, Branch 1, in Each$/);
    await expect(app.node('Total')).toHaveAccessibleName(/, succeeded in .+, in Check, Branch 1$/);
    await expect(app.node('Drop')).toHaveAccessibleName(/, skipped, in Check, Else$/);
    await expectAccessible(page);
  });
});

test('steps are dragged into branches, from one to another and out again', async ({
  app,
  page,
}) => {
  const drawing = new DrawingPage(app);
  const undo = app.canvas.getByRole('button', { name: 'Undo' });
  const where = (name: string, place: string) =>
    expect(app.node(name)).toHaveAccessibleName(new RegExp(`, not run(, 1 problem)?${place}$`));
  await app.startBlank();
  const add = app.canvas.getByRole('button', { name: 'Add step', exact: true });
  await app.chooseKind(add, 'Branch on Value');
  await expect(app.node('Branch on Value')).toBeVisible();
  await app.chooseKind(app.canvas.getByRole('button', { name: 'Add step after Branch on Value' }));
  await app.step.rename('Last');

  await test.step('a step of the flow, into the slot of a branch', async () => {
    const slot = app.canvas.getByRole('button', { name: 'Add step in Branch on Value, Branch 1' });
    await drawing.drag(await drawing.grip('Last'), await drawing.middle(slot));
    await where('Last', ', in Branch on Value, Branch 1');
    await expect(app.connection('Branch on Value', 'Last')).toHaveCount(0);
    await expect(slot).toHaveCount(0);
  });

  await test.step('a kind from the list, between the branch’s name and its step', async () => {
    await add.click();
    const { x, y } = await drawing.pointOf('Last', 'top');
    await drawing.dragKind({ x, y: y - 16 });
    await where('Code Block', ', in Branch on Value, Branch 1');
    expect(await drawing.order()).toEqual([TRIGGER, 'Branch on Value', 'Code Block', 'Last']);
  });

  await test.step('behind its neighbour, into the other branch, out to the ground', async () => {
    const last = await drawing.pointOf('Last', 'bottom');
    await drawing.drag(await drawing.grip('Code Block'), { x: last.x, y: last.y + 30 });
    await expect
      .poll(() => drawing.order())
      .toEqual([TRIGGER, 'Branch on Value', 'Last', 'Code Block']);
    const slot = app.canvas.getByRole('button', { name: 'Add step in Branch on Value, Else' });
    await drawing.drag(await drawing.grip('Code Block'), await drawing.middle(slot));
    await where('Code Block', ', in Branch on Value, Else');
    const box = await drawing.box('Branch on Value');
    await drawing.drag(await drawing.grip('Code Block'), { x: box.x + 40, y: box.y - 50 });
    await where('Code Block', '');
    await undo.click();
    await where('Code Block', ', in Branch on Value, Else');
    await undo.click();
    await where('Code Block', ', in Branch on Value, Branch 1');
  });

  await test.step('the whole container moves with what stands in it', async () => {
    const before = await drawing.box('Last');
    const grip = await drawing.grip('Branch on Value');
    await drawing.drag(grip, { x: grip.x + 64, y: grip.y });
    await expect.poll(async () => (await drawing.box('Last')).x).toBeGreaterThan(before.x);
    await where('Last', ', in Branch on Value, Branch 1');
  });
  await expectAccessible(page);
});
