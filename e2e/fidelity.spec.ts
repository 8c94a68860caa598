import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, expectAccessible, test } from './fixtures';
import { inputs, type BlockInput } from './blocks/inputs';
import { projectFile } from './project-file';

/** Code as people write it for the platform gives here what it gives in Node. */

const FOLDER = new URL('./blocks/', import.meta.url);
const blocks = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => ({
    name: file.replace(/\.txt$/, ''),
    code: readFileSync(new URL(file, FOLDER), 'utf8'),
  }));

type Block = (context: unknown, stepResults: unknown) => Promise<{ readonly data: unknown }>;

/** A code block's data as JSON, run by Node itself. */
async function inNode(code: string, { configVars = {}, results }: BlockInput): Promise<string> {
  const module = { exports: {} };
  // As the platform loads it: sloppy CommonJS. Our own texts, from the folder beside this file.
  // oxlint-disable-next-line no-new-func, typescript/no-implied-eval
  const load = new Function('module', 'exports', 'require', code) as (
    ...args: readonly unknown[]
  ) => void;
  load(module, module.exports, createRequire(import.meta.url));
  // What a block exports is what this test is about.
  const main = module.exports as Block;
  const quiet = () => undefined;
  const returned = await main(
    {
      configVars,
      logger: { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet },
      instanceState: {},
      crossFlowState: {},
      integrationState: {},
      executionState: {},
    },
    Object.fromEntries(Object.entries(results).map(([key, value]) => [key, { results: value }])),
  );
  return JSON.stringify(returned.data);
}

/** The step's name that gives the key: `getRows` is the key of "get Rows". */
function nameOfKey(key: string): string {
  return key.replaceAll(/([A-Z])/g, ' $1');
}

test('code blocks give the same as in Node, byte for byte as JSON', async ({ app: _app, page }) => {
  expect(blocks.length).toBeGreaterThanOrEqual(20);
  expect(blocks.map(({ name }) => name).toSorted()).toEqual(Object.keys(inputs).toSorted());
  const here: Record<string, unknown> = {};
  const there: Record<string, unknown> = {};
  for (const { name, code } of blocks) {
    const input = inputs[name] ?? { results: {} };
    const keys = ['trigger', ...Object.keys(input.results).filter((key) => key !== 'trigger')];
    const steps = keys.map((key) => ({ name: nameOfKey(key), code: 'module.exports = null;' }));
    const text = projectFile(name, [...steps, { name: 'Block Under Test', code }]);
    // One after the other: each is a project of its own, in the same page.
    here[name] = await page.evaluate(
      async ([file, configVars, given]) => {
        const revive = (_: string, value: unknown): unknown =>
          typeof value === 'object' && value !== null && 'bytes' in value
            ? Uint8Array.from(value.bytes as number[])
            : value;
        // Results that the step has no need of are given all the same: nothing but the block runs.
        const results = { trigger: null, ...(JSON.parse(given, revive) as object) };
        await window.codeConnector.open(file);
        const record = await window.codeConnector.run({ configVars, results });
        const step = record.steps.find(({ key }) => key === 'blockUnderTest');
        return record.status === 'succeeded' ? JSON.stringify(step?.results) : record.error;
      },
      [
        text,
        { ...input.configVars },
        JSON.stringify(input.results, (_, value: unknown) =>
          value instanceof Uint8Array ? { bytes: [...value] } : value,
        ),
      ] as const,
    );
    there[name] = await inNode(code, input);
  }
  expect(here).toEqual(there);
});

test('a request beyond the platform’s limit is warned of, and fails by the project’s switch', async ({
  app,
  page,
}) => {
  await app.import(
    projectFile('Large', [
      { name: 'Trigger', code: 'module.exports = async () => ({ payload: 1 });' },
      {
        name: 'Log',
        code: 'module.exports = async ({ logger }) => { logger.info("x".repeat(5000)); return { data: 1 }; };',
      },
    ]),
  );
  const run = async () =>
    page.evaluate(async () =>
      window.codeConnector.run({ payload: { body: `"${'x'.repeat(6.5 * 1024 * 1024)}"` } }),
    );
  const warned = await run();
  expect(warned.status).toBe('succeeded');
  expect(warned.steps[0]?.logs).toEqual([
    expect.objectContaining({
      level: 'warn',
      message: 'The request’s body has 6.5 MB; the platform takes at most 6.0 MB and refuses it.',
    }),
  ]);
  // The platform's cut of a log row is made here too, and marked.
  expect(warned.steps[1]?.logs).toMatchObject([{ message: 'x'.repeat(4096), truncated: true }]);

  await page.getByRole('button', { name: 'Project menu' }).click();
  await page.getByRole('menuitem', { name: 'Project settings…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Project settings' });
  await dialog.getByRole('checkbox', { name: /^Fail as the platform would/ }).check();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  const failed = await run();
  expect([failed.status, failed.error?.code, failed.steps]).toEqual([
    'failed',
    'CC-LIMIT-REQUEST',
    [],
  ]);
  await expect(app.console.outcome).toContainText('set to fail as the platform would');
});
