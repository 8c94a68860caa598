import { expectAccessible } from './fixtures';
import { expect, test } from './shared-page';
import { projectFile } from './project-file';

/** State between runs (instance, cross-flow, integration), as the platform keeps it. */

const TRIGGER = {
  name: 'Trigger',
  code: `module.exports = async ({ crossFlowState }, payload) => {
  crossFlowState.runs = (crossFlowState.runs || 0) + 1;
  return { payload, integrationState: { last: new Date(Date.UTC(2026, 0, crossFlowState.runs)) } };
};`,
};
const COUNT = {
  name: 'Count',
  code: `module.exports = async ({ instanceState, crossFlowState, integrationState, executionState }, { trigger }) => {
  instanceState.total = (instanceState.total || 0) + trigger.results.body.data.amount;
  delete instanceState.stale;
  if (trigger.results.body.data.amount < 0) throw new Error('below zero');
  return {
    data: { total: instanceState.total, day: integrationState.last.getUTCDate(), execution: Object.keys(executionState) },
    executionState: { seen: true },
  };
};`,
};

test('state lasts from run to run, is seen and edited, and is not kept by a run that fails', async ({
  app,
  page,
}) => {
  await app.import(projectFile('Stateful', [TRIGGER, COUNT], '{"amount":5}'));
  const run = async (amount: number) =>
    page.evaluate(async (body) => {
      const record = await window.codeConnector.run({ payload: { body } });
      return [record.status, record.steps.find(({ key }) => key === 'count')?.results];
    }, JSON.stringify({ amount }));
  expect(await run(5)).toEqual(['succeeded', { total: 5, day: 1, execution: [] }]);
  expect(await run(2)).toEqual(['succeeded', { total: 7, day: 2, execution: [] }]);
  expect((await run(-1))[0]).toBe('failed');
  expect(await run(1)).toEqual(['succeeded', { total: 8, day: 3, execution: [] }]);

  // The button runs with the same state, and the view shows what it left.
  await app.rail.getByRole('button', { name: 'State' }).click();
  const view = page.getByRole('region', { name: 'State', exact: true });
  const flowState = view.getByRole('textbox', { name: 'instanceState' });
  await expect(flowState).toHaveValue('{\n  "total": 8\n}');
  await app.runToEnd();
  await expect(flowState).toHaveValue('{\n  "total": 13\n}');
  await expect(view.getByRole('textbox', { name: 'crossFlowState' })).toHaveValue(
    '{\n  "runs": 4\n}',
  );
  await expect(view.getByRole('textbox', { name: 'integrationState' })).toHaveValue(/"Date"/);

  // What code made of the state is of the state as it was.
  const count = page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('button', { name: /^Count/ });
  await expect(count).not.toHaveAccessibleName(/stale/);
  await flowState.fill('{ "total": 14 }');
  await expect(count).toHaveAccessibleName(/stale/);
  await flowState.fill('{ "total": 13 }');
  await expect(count).not.toHaveAccessibleName(/stale/);

  await flowState.fill('{ "total": 100, ');
  await expect(view.getByText(/^Not kept: this is not JSON in line 1/)).toBeVisible();
  await expectAccessible(page);
  expect(await run(1)).toEqual(['succeeded', { total: 14, day: 5, execution: [] }]);
  await flowState.fill('{ "total": 100, "stale": 1 }');
  await expect(view.getByText(/^Not kept/)).toHaveCount(0);
  expect(await run(1)).toEqual(['succeeded', { total: 101, day: 6, execution: [] }]);
  await expect(flowState).toHaveValue('{\n  "total": 101\n}');

  // It lasts as long as the project does.
  await page.reload();
  await expect(app.run).toBeEnabled();
  expect(await run(1)).toEqual(['succeeded', { total: 102, day: 7, execution: [] }]);
  await app.rail.getByRole('button', { name: 'State' }).click();
  await view.getByRole('button', { name: 'Clear instanceState' }).click();
  await expect(flowState).toHaveValue('{}');
  await app.notice.getByRole('button', { name: 'Undo' }).click();
  await expect(flowState).toHaveValue('{\n  "total": 102\n}');
  await view.getByRole('button', { name: 'Clear instanceState' }).click();
  await view.getByRole('button', { name: 'Clear integrationState' }).click();
  expect(await run(3)).toEqual(['succeeded', { total: 3, day: 8, execution: [] }]);
});

test('state that cannot be kept fails the step that made it, with the place', async ({
  app: _app,
  page,
}) => {
  const codes = [
    'instanceState.on = { click: () => 1 };',
    'crossFlowState.self = crossFlowState;',
    'return { data: 1, integrationState: { id: Symbol("x") } };',
    'instanceState.text = "x".repeat(64_000_001);',
  ];
  const errors = await page.evaluate(
    async (files) => {
      const found: unknown[] = [];
      for (const file of files) {
        // One after the other: each is a project of its own.
        await window.codeConnector.open(file);
        const { error } = await window.codeConnector.run();
        found.push([error?.code, error?.step, error?.message]);
      }
      return found;
    },
    codes.map((code) =>
      projectFile('Unkept', [
        TRIGGER,
        {
          name: 'Keep',
          code: `module.exports = async ({ instanceState, crossFlowState }) => { ${code} return { data: 1 }; };`,
        },
        { name: 'After', code: 'module.exports = async () => ({ data: 2 });' },
      ]),
    ),
  );
  expect(errors).toEqual([
    ['P10002', 'keep', expect.stringContaining('instanceState.on.click is a function')],
    ['P10003', 'keep', expect.stringContaining('crossFlowState.self refers back')],
    ['P10003', 'keep', expect.stringContaining('integrationState.id is a symbol')],
    ['CC-STATE-TOO-LARGE', 'keep', expect.stringContaining('larger than 64 MB')],
  ]);
});
