import type { Browser, BrowserContext, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { KEEP_NAMES } from './measure-runs';
import { chainProject } from './subjects';

const compress = promisify(brotliCompress);

export interface LoadSamples {
  /** Milliseconds from navigation to a canvas of ten steps that can be used. */
  readonly app: readonly number[];
  readonly bare: readonly number[];
  readonly files: readonly LoadedFile[];
}

export interface LoadedFile {
  readonly path: string;
  readonly brotliBytes: number;
}

const ROUNDS = 12;

export interface Origins {
  readonly app: string;
  readonly bare: string;
}

/** Opens the application and a bare React Flow page by turns, each without cache. */
export async function measureLoad(
  browser: Browser,
  origins: Origins,
  dist: string,
): Promise<LoadSamples> {
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
  });
  await context.addInitScript(KEEP_NAMES);
  await keepProject(context, origins.app, chainProject(10));
  const app: number[] = [];
  const bare: number[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    const ours = await usableAfter(context, origins.app, true);
    const theirs = await usableAfter(context, `${origins.bare}?nodes=10`, false);
    if (round < 0) continue;
    app.push(ours);
    bare.push(theirs);
  }
  await context.close();
  return { app, bare, files: await filesBeforeMonaco(browser, origins.app, dist) };
}

/** Leaves a project in the browser, to be opened by the next page. */
export async function keepProject(
  context: BrowserContext,
  origin: string,
  project: string,
): Promise<void> {
  const page = await context.newPage();
  await page.goto(origin);
  await page.waitForFunction(() => 'codeConnector' in window);
  await page.evaluate(async (text) => {
    const { codeConnector } = window as unknown as {
      codeConnector: { open: (text: string) => Promise<unknown> };
    };
    await codeConnector.open(text);
  }, project);
  await page
    .getByText(/^Saved/)
    .first()
    .waitFor();
  await page.close();
}

/** Opens a page and waits until its canvas can be used: milliseconds from navigation. */
export async function usableAfter(
  context: BrowserContext,
  url: string,
  needsRun: boolean,
): Promise<number> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.addInitScript(watchForUse, needsRun);
  await page.goto(url);
  const handle = await page.waitForFunction(
    () => (window as unknown as { usableAt?: number }).usableAt,
  );
  const usableAt = await handle.jsonValue();
  await page.close();
  return usableAt ?? Number.NaN;
}

/** Runs in the page: notes when the nodes are in place and Run can be pressed. */
function watchForUse(needsRun: boolean): void {
  const look = () => {
    const nodes = [...document.querySelectorAll<HTMLElement>('.react-flow__node')];
    const areVisible =
      nodes.length >= 1 && nodes.every((node) => node.style.visibility !== 'hidden');
    const run = [...document.querySelectorAll('button')].find((button) =>
      /^Run\b/.test(button.innerText),
    );
    if (areVisible && (!needsRun || run?.disabled === false)) {
      Object.assign(window, { usableAt: performance.now() });
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** What a first visit asks for until it asks for Monaco, as it would travel compressed. */
async function filesBeforeMonaco(
  browser: Browser,
  origin: string,
  dist: string,
): Promise<LoadedFile[]> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const paths = requestedPaths(page, origin);
  await page.goto(origin);
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  await page.waitForLoadState('networkidle');
  await context.close();
  const monaco = await Promise.all(paths.map((path) => isMonaco(join(dist, path))));
  const until = monaco.indexOf(true);
  const before = [...new Set(until === -1 ? paths : paths.slice(0, until))];
  return Promise.all(
    before.map(async (path) => {
      const bytes = await readFile(join(dist, path));
      return { path, brotliBytes: (await compress(bytes)).length };
    }),
  );
}

function requestedPaths(page: Page, origin: string): string[] {
  const paths: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== new URL(origin).origin) return;
    paths.push(url.pathname === '/' ? 'index.html' : url.pathname.slice(1));
  });
  return paths;
}

/** Monaco's core has this name in its text, and nothing else has so much text. */
async function isMonaco(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8');
  return text.length > 1_000_000 && text.includes('monaco-editor');
}
