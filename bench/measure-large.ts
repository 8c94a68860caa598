import type { Browser, BrowserContext } from '@playwright/test';
import { keepProject, usableAfter, type Origins } from './measure-load';
import { KEEP_NAMES } from './measure-runs';
import { chainProject } from './subjects';

export interface LargeSamples {
  /** Milliseconds from navigation to a canvas of so many steps that can be used. */
  readonly app: readonly number[];
  readonly bare: readonly number[];
  /** The longest task of the page before its first paint of the steps. */
  readonly pause: readonly number[];
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
  return samples;
}

async function sampleBoth(context: BrowserContext, origins: Origins): Promise<LargeSamples> {
  const samples = { app: [] as number[], bare: [] as number[], pause: [] as number[] };
  for (let round = -1; round < ROUNDS; round += 1) {
    const ours = await usableAfter(context, origins.app, true);
    const theirs = await usableAfter(context, `${origins.bare}?nodes=${STEPS}`, false);
    if (round < 0) continue;
    samples.app.push(ours.usableAt);
    samples.pause.push(ours.longestTask);
    samples.bare.push(theirs.usableAt);
  }
  return samples;
}
