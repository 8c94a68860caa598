import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { expect, expectAccessible, test } from './fixtures';
import { projectFile } from './project-file';

const run = promisify(execFile);
const bin = (name: string) => resolve('node_modules/.bin', name);

test('the export of each example type-checks, and its tests end as the runs here did', async ({
  app,
  page,
}) => {
  await expect(app.run).toBeVisible();
  const root = await mkdtemp(join(tmpdir(), 'code-native-'));
  try {
    const names = ['github-push', 'stripe-event', 'shopify-order', 'echo'];
    for (const name of names) {
      const text = await readFile(`src/examples/${name}.json`, 'utf8');
      const { record, files } = await page.evaluate(async (example) => {
        await window.codeConnector.open(example);
        const ran = await window.codeConnector.run();
        return { record: ran, files: (await window.codeConnector.export('code-native')).files };
      }, text);
      expect(record.status, name).toBe('succeeded');
      const folder = join(root, name);
      for (const { path, text: content } of files) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), content);
      }
      await symlink(resolve('node_modules'), join(folder, 'node_modules'));
      await run(bin('tsc'), ['--noEmit'], { cwd: folder });
      // The payload that ran here has a test that expects what the run gave; the others note it down.
      const last = record.steps.findLast(({ status }) => status === 'succeeded');
      const tests = files.find(({ path }) => path === 'src/flows.test.ts')?.text ?? '';
      expect(tests, name).toContain('.toEqual({');
      expect(last?.results, name).toBeDefined();
      const { stdout } = await run(bin('vitest'), ['run', '--reporter=json'], {
        cwd: folder,
        env: { ...process.env, CI: '' },
      });
      const report = JSON.parse(stdout) as { numPassedTests: number; numFailedTests: number };
      expect(report.numFailedTests, name).toBe(0);
      expect(report.numPassedTests, name).toBeGreaterThan(0);
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});

test('the report stands before the export, mends at a click, and the zip holds the project', async ({
  app,
  page,
}) => {
  const code =
    "module.exports = async () => {\n  fetch('https://a.test');\n  return { data: window.name };\n};\n";
  await app.import(
    projectFile('Report', [
      { name: 'Trigger', code: 'module.exports = async (context, payload) => ({ payload });' },
      { name: 'Call', code },
    ]),
  );
  await app.projectMenu('Export as code-native project…');
  const dialog = page.getByRole('dialog', { name: 'Export as code-native project' });
  const differ = dialog.getByRole('region', { name: 'Would differ' });
  await expect(differ.getByRole('listitem')).toHaveCount(2);
  await expect(differ).toContainText('window is a name of browsers.');
  await expect(differ.getByRole('link', { name: 'The platform’s rule' }).first()).toHaveAttribute(
    'href',
    /^https:\/\/prismatic\.io\/docs\//,
  );
  await expectAccessible(page);
  await differ.getByRole('button', { name: /^Add await: line \d+$/ }).click();
  await expect(differ.getByRole('listitem')).toHaveCount(1);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save as zip' }).click();
  const entries = unzipSync(await readFile(await (await download).path()));
  expect(strFromU8(entries['Report/src/steps/report/call.cjs'] ?? new Uint8Array())).toContain(
    "await fetch('https://a.test');",
  );
  // Mending was an edit like any other.
  await page.getByRole('button', { name: 'Undo' }).click();
  await app.projectMenu('Export as code-native project…');
  await expect(differ.getByRole('listitem')).toHaveCount(2);
});
