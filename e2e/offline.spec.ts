import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { DIST } from '@/tools/fresh-build';
import { writeServiceWorker } from '@/tools/offline-plugin';
import { serveDist, type DistServer } from '@/tools/serve-dist';
import { AppPage } from './pages/app-page';

/** A server of its own for each journey, which it may stop, and a folder that it may change. */
const test = base.extend<{ folder: string; server: DistServer; home: string }>({
  folder: async ({ browserName }, use) => {
    const folder = await mkdtemp(join(tmpdir(), `offline-${browserName}-`));
    await cp(DIST, folder, { recursive: true });
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  server: async ({ folder }, use) => {
    const server = await serveDist(folder, { port: 0 });
    await use(server);
    await server.close();
  },
  home: async ({ server }, use) => {
    await use(`http://127.0.0.1:${server.port}/`);
  },
});

test.use({ serviceWorkers: 'allow' });

/** Waits until the browser keeps the build and answers this page from it. */
async function untilKept(app: AppPage): Promise<void> {
  await app.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

test('after the first visit the editor starts and runs without a server', async ({
  page,
  server,
  home,
}) => {
  const app = new AppPage(page);
  await app.open(home);
  await untilKept(app);
  await server.close();

  await page.reload();
  await expect(app.run).toBeEnabled();
  await app.runToEnd();
  await expect(app.console.outcome).toHaveText(/^Run succeeded in \d/);
  await app.console.show('Response');
  await expect(app.console.response).toContainText('202 Accepted');
  // The code editor comes with its workers, and an example that was never opened.
  await app.node('Choose Services').click();
  await expect(app.step.region).toContainText('module.exports');
  await app.openExample('Stripe invoice');
  await app.runToEnd();
  await expect(app.console.outcome).toHaveText(/^Run succeeded in \d/);
});

test('a new version is there at the next load; a page that is open keeps its own', async ({
  page,
  context,
  folder,
  home,
}) => {
  const app = new AppPage(page);
  await app.open(home);
  await untilKept(app);
  await replaceBuild(folder);

  const other = await context.newPage();
  const newer = new AppPage(other);
  await newer.open(home);
  await expect(other).toHaveTitle('The next version');
  await expect.poll(() => other.evaluate(async () => (await caches.keys()).length)).toBe(2);

  // The open page loads what it has not needed yet; the server has it no more.
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
});

test('it answers for the files of the build only', async ({ page, home }) => {
  const app = new AppPage(page);
  await app.open(home);
  await untilKept(app);
  await page.reload();
  await expect(app.run).toBeEnabled();
  const other = await serveDist(DIST, { port: 0 });
  const missing = await page.evaluate(async () => (await fetch('nothing-of-ours')).status);
  expect(missing).toBe(404);
  const elsewhere = `http://127.0.0.1:${other.port}/favicon.svg`;
  expect(await comesFromWorker(page, elsewhere)).toBe(false);
  expect(await comesFromWorker(page, `${home}favicon.svg`)).toBe(true);
  await other.close();
});

async function comesFromWorker(page: Page, url: string): Promise<boolean> {
  const response = page.waitForResponse(url);
  await page.evaluate(async (address) => {
    await fetch(address, { mode: 'no-cors' });
  }, url);
  return (await response).fromServiceWorker();
}

/** The build of another version: a new page, and one of the files that load late gone from the server. */
async function replaceBuild(folder: string): Promise<void> {
  const index = join(folder, 'index.html');
  const html = await readFile(index, 'utf8');
  await writeFile(index, html.replace(/<title>[^<]*/, '<title>The next version'));
  for (const name of await readdir(join(folder, 'assets'))) {
    if (name.startsWith('command-palette')) await rm(join(folder, 'assets', name));
  }
  await writeServiceWorker(folder);
}
