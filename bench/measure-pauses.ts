import type { Browser, Page } from '@playwright/test';
import { chromiumOf } from '../e2e/engines/chromium';
import { longestTask } from '../e2e/engines/longest-task';
import { onSettledPage, openStaged, stage } from './large-files';
import { keepProject, type Origins } from './measure-load';
import { STEPS } from './measure-large';
import { KEEP_NAMES } from './measure-runs';
import { chainProject, platformFile } from './subjects';

/** Of each, the longest task of the page until the steps are painted: milliseconds of the processor. */
export interface PauseSamples {
  /** The platform's file of forty flows, let go of over the page. */
  readonly platformFile: readonly number[];
  /** A project's file of one flow of `STEPS` steps. */
  readonly projectFile: readonly number[];
  /** The same by `codeConnector.open()`, until it has told the problems too. */
  readonly opened: readonly number[];
  /** A page whose last project that is. */
  readonly reloaded: readonly number[];
  /** The outline of that project, shown for the first time. */
  readonly outline: readonly number[];
}

const ROUNDS = 5;

/** Watches the page while something large is opened. */
export async function measurePauses(
  browser: Browser,
  { app: origin }: Pick<Origins, 'app'>,
): Promise<PauseSamples> {
  const chain = chainProject(STEPS);
  const platform = platformFile(40, 50, 5);
  return {
    platformFile: await several(async () =>
      onSettledPage(browser, origin, async (page) => pauseOf(page, platform, 'drop')),
    ),
    projectFile: await several(async () =>
      onSettledPage(browser, origin, async (page) => pauseOf(page, chain, 'drop')),
    ),
    opened: await several(async () =>
      onSettledPage(browser, origin, async (page) => pauseOf(page, chain, 'open')),
    ),
    reloaded: await measureReload(browser, origin, chain),
    outline: await several(async () =>
      onSettledPage(browser, origin, async (page) => {
        await stage(page, chain);
        await page.evaluate(openStaged, 'open' as const);
        return pauseWhile(page, async () => showOutline(page));
      }),
    ),
  };
}

async function several(measure: () => Promise<number>): Promise<number[]> {
  const samples: number[] = [];
  // One after the other: they would slow each other.
  for (let round = 0; round < ROUNDS; round += 1) samples.push(await measure());
  return samples;
}

async function pauseOf(page: Page, text: string, how: 'drop' | 'open'): Promise<number> {
  await stage(page, text);
  return pauseWhile(page, async () => page.evaluate(openStaged, how));
}

async function measureReload(browser: Browser, origin: string, project: string): Promise<number[]> {
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
  });
  await context.addInitScript(KEEP_NAMES);
  await keepProject(context, origin, project);
  const samples = await several(async () => {
    const page = await context.newPage();
    const pause = await pauseWhile(page, async () => {
      await page.goto(origin, { waitUntil: 'commit' });
      await page.locator('.react-flow__node', { hasText: 'Step 2' }).first().waitFor();
    });
    await page.close();
    return pause;
  });
  await context.close();
  return samples;
}

async function showOutline(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+2');
  await page.getByRole('button', { name: /^Step 2,/ }).waitFor();
}

async function pauseWhile(page: Page, act: () => Promise<unknown>): Promise<number> {
  const { processorMs } = await longestTask(chromiumOf(page), act);
  return processorMs;
}
