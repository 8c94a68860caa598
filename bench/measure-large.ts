import type { Browser, BrowserContext } from '@playwright/test';
import { dropOn, onSettledPage } from './large-files';
import { keepProject, usableAfter, type Origins } from './measure-load';
import { KEEP_NAMES } from './measure-runs';
import { chainProject, platformFile } from './subjects';

export interface LargeSamples {
  /** Milliseconds from navigation to a canvas of so many steps that can be used. */
  readonly app: readonly number[];
  readonly bare: readonly number[];
  /** From the drop of the same project's file until its steps can be used. */
  readonly dropped: readonly number[];
  readonly file: {
    readonly megabytes: number;
    /** From the drop of the platform's file until its first flow can be used. */
    readonly dropped: readonly number[];
  };
}

export const STEPS = 2_000;
const ROUNDS = 5;

/** Opens one flow of two thousand steps and a bare React Flow page of as many nodes by turns, each without cache. */
export async function measureLarge(browser: Browser, origins: Origins): Promise<LargeSamples> {
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
  });
  await context.addInitScript(KEEP_NAMES);
  await keepProject(context, origins.app, chainProject(STEPS));
  const samples = await sampleBoth(context, origins);
  await context.close();
  const text = platformFile(40, 50, 5);
  return {
    ...samples,
    dropped: await measureDrop(browser, origins.app, chainProject(STEPS)),
    file: {
      megabytes: text.length / 1e6,
      dropped: await measureDrop(browser, origins.app, text),
    },
  };
}

/** Drops a file on the page, each time on one that has just been opened for the first time. */
async function measureDrop(browser: Browser, origin: string, text: string): Promise<number[]> {
  const dropped: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    dropped.push(await onSettledPage(browser, origin, async (page) => dropOn(page, text)));
  }
  return dropped;
}

async function sampleBoth(
  context: BrowserContext,
  origins: Origins,
): Promise<Pick<LargeSamples, 'app' | 'bare'>> {
  const samples = { app: [] as number[], bare: [] as number[] };
  for (let round = -1; round < ROUNDS; round += 1) {
    const ours = await usableAfter(context, origins.app, true);
    const theirs = await usableAfter(context, `${origins.bare}?nodes=${STEPS}`, false);
    if (round < 0) continue;
    samples.app.push(ours);
    samples.bare.push(theirs);
  }
  return samples;
}
