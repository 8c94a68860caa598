import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Route } from '@playwright/test';
import { chromiumOf } from './engines/chromium';
import { LONGEST_MS, longestTask } from './engines/longest-task';
import { expect, test } from './fixtures';
import { projectFile } from './project-file';

const good = projectFile('Good', [
  { name: 'Trigger', code: 'module.exports = async (context, payload) => ({ payload });' },
  { name: 'Step', code: 'module.exports = async () => ({ data: 1 });', timeoutMs: 5000 },
]);

test('a project leaves as a file and comes back the same', async ({ app, page }) => {
  const download = page.waitForEvent('download');
  await app.projectMenu('Export…');
  const path = await (await download).path();
  const text = await readFile(path, 'utf8');
  expect(JSON.parse(text)).toMatchObject({ format: 'code-connector-project', version: 2 });
  const before = await exported(page);

  await app.import(text);
  expect(written(await exported(page))).toEqual(written(before));
  await app.runToEnd();
  await expect(app.console.outcome).toHaveText(/^Run succeeded in/);
});

test('a file dropped on the page is imported', async ({ app, page }) => {
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'good.json', { type: 'application/json' }));
    return transfer;
  }, good);
  // The page listens for files once it has drawn itself.
  await expect(page.locator('input[type=file][aria-label="Import file"]')).toBeAttached();
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await expect(page.getByText('Drop the file to import its project')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  await expect(app.node('Step')).toBeVisible();
});

/** What reads a large file. */
const WORKER = '**/assets/file.worker-*.js';

const hostile: readonly (readonly [name: string, text: () => string, message: RegExp])[] = [
  ['a truncated file', () => good.slice(0, good.length - 40), /JSON/],
  ['a picture', () => '\u0089PNG\r\n\u001a\n\u0000', /JSON/],
  ['a foreign file', () => '{"name":"n8n","nodes":[]}', /format/i],
  ['a newer version', () => good.replace(/"version":\d+/, '"version":99'), /newer|version/i],
  ['a wrong type', () => good.replace('"timeoutMs":5000', '"timeoutMs":"soon"'), /timeoutMs/],
  [
    'a wrong type in a file so large that a worker reads it',
    () => `${good.replace('"timeoutMs":5000', '"timeoutMs":"soon"')}${' '.repeat(200_000)}`,
    /timeoutMs/,
  ],
  [
    'an unknown kind of step',
    () => good.replace('"kind":"codeBlock"', '"kind":"teleport"'),
    /kind|teleport/,
  ],
  ['a missing trigger', () => good.replace('codeBlockTrigger', 'codeBlock'), /trigger/i],
  [
    'ten thousand levels',
    () =>
      `{"format":"code-connector-project","version":1,"project":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
    /project|deep|nested/i,
  ],
];

test('a hostile file is refused with its place, and changes nothing', async ({ app, page }) => {
  const before = await everything(page);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  for (const [name, text, message] of hostile) {
    await test.step(name, async () => {
      expect(text()).not.toBe(good);
      await app.chooseFile({
        name: `${name}.json`,
        mimeType: 'application/json',
        buffer: Buffer.from(text()),
      });
      await expect(app.notice).toContainText(`${name}.json`);
      await expect(app.notice).toContainText(message);
      expect(await everything(page)).toEqual(before);
    });
  }
  // The application's own code may come as it is needed; the sandbox's worker has a blob for its address.
  expect(requests.filter((url) => !/^blob:|\/assets\/|\/sandbox\.html$/.test(url))).toEqual([]);
});

test('a large file is read beside the page, told of meanwhile, and can be given up; one of 50 MB is refused', async ({
  app,
  page,
}) => {
  const before = await everything(page);
  const workers: Route[] = [];
  await page.route(WORKER, (route) => workers.push(route));
  const steps = { name: 'steps.json', mimeType: 'application/json' };
  await app.chooseFile({ ...steps, buffer: Buffer.from(`${good}${' '.repeat(200_000)}`) });
  await expect(app.notice).toContainText('Reading steps.json…');
  await app.notice.getByRole('button', { name: 'Cancel' }).click();
  await expect(app.notice).toContainText('steps.json was not opened. Nothing was changed.');
  expect(workers).toHaveLength(1);
  expect(await everything(page)).toEqual(before);
  await Promise.all(workers.map((route) => route.abort()));
  await page.unroute(WORKER);

  const folder = await mkdtemp(join(tmpdir(), 'large-'));
  const path = join(folder, 'large.json');
  await writeFile(
    path,
    `{"format":"code-connector-project","version":1,"x":"${'x'.repeat(50 * 2 ** 20)}"}`,
  );
  await app.chooseFile(path);
  await expect(app.notice).toContainText('large.json');
  await expect(app.notice).toContainText(/MB/);
  expect(await everything(page)).toEqual(before);

  const long = join(folder, 'long.json');
  await writeFile(long, chainOf(2_000));
  // What the page does for itself at first lies behind it.
  await expect(app.step.code).toBeAttached();
  const { processorMs } = await longestTask(chromiumOf(page), async () => {
    await app.chooseFile(long);
    await expect(app.node('Step 2')).toBeVisible();
  });
  expect(processorMs).toBeLessThan(LONGEST_MS);
  await rm(folder, { recursive: true });
});

test('a __proto__ key has no effect', async ({ app, page }) => {
  await app.import(
    good.replace('"configVars":[]', '"configVars":[],"__proto__":{"polluted":true}'),
  );
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
  expect(await exported(page)).not.toContain('polluted');
});

test('HTML and script in every text stay text', async ({ app, page }) => {
  const evil = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>';
  const text = JSON.stringify(withEvilTexts(JSON.parse(good), evil));
  await app.chooseFile({
    name: 'evil.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await expect(app.page.getByText(evil).first()).toBeVisible();
  await app.console.show('Problems');
  await app.showProjects();
  await expect(app.page.getByText(evil).first()).toBeVisible();
  expect(await page.evaluate(() => 'broken' in window)).toBe(false);
});

function chainOf(count: number): string {
  return projectFile(
    'Chain',
    Array.from({ length: count }, (_, at) => ({
      name: at === 0 ? 'Trigger' : `Step ${at + 1}`,
      code: 'module.exports = async () => ({ data: 1 });',
    })),
  );
}

/** The open document and all that lies in storage, as text. */
async function everything(page: Page): Promise<unknown> {
  await expect(page.getByText(/^Saved/).first()).toBeVisible();
  return [await exported(page), await stored(page)];
}

async function exported(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { codeConnector } = window as unknown as {
      codeConnector: { export: (format: string) => Promise<{ files: { text: string }[] }> };
    };
    const { files } = await codeConnector.export('project');
    return files[0]?.text ?? '';
  });
}

async function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const all: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('open')));
      });
      const stores = [...database.objectStoreNames].filter((store) => store === 'projects');
      for (const store of stores) {
        const request = database.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => {
          request.addEventListener('success', resolve);
        });
        all.push(request.result);
      }
      database.close();
    }
    return JSON.stringify(all);
  });
}

/** Everything a person wrote; the copy has ids of its own, and a name that is free. */
function written(text: string): unknown {
  const ids = new Set(['id', 'from', 'to']);
  const file = JSON.parse(text, (key, value: unknown) => (ids.has(key) ? undefined : value)) as {
    project: { name: string };
  };
  return { ...file, project: { ...file.project, name: '' } };
}

const NAMES = ['name', 'description', 'testValue'];

function withEvilTexts(value: unknown, evil: string): unknown {
  return JSON.parse(JSON.stringify(value), (key, member: unknown) =>
    NAMES.includes(key) && typeof member === 'string' ? `${evil} ${member}` : member,
  );
}
