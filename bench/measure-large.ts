import type { Browser, BrowserContext } from '@playwright/test';
import { keepProject, usableAfter, type Origins } from './measure-load';
import { KEEP_NAMES } from './measure-runs';
import { chainProject, platformFile } from './subjects';

export interface LargeSamples {
  /** Milliseconds from navigation to a canvas of so many steps that can be used. */
  readonly app: readonly number[];
  readonly bare: readonly number[];
  /** The longest task of the page before its first paint of the steps. */
  readonly pause: readonly number[];
  readonly file: {
    readonly megabytes: number;
    /** From the drop of the platform's file until its first flow can be used. */
    readonly dropped: readonly number[];
  };
}

export const STEPS = 2_000;
const ROUNDS = 5;
const FLOWS = 40;
const STEPS_OF_EACH = 50;

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
  return { ...samples, file: await measureDrop(browser, origins.app) };
}

/** Drops the platform's file on the page, each time on one that has just been opened for the first time. */
async function measureDrop(browser: Browser, origin: string): Promise<LargeSamples['file']> {
  const text = platformFile(FLOWS, STEPS_OF_EACH, 5);
  const dropped: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const context = await browser.newContext({
      serviceWorkers: 'block',
      viewport: { width: 1440, height: 900 },
    });
    await context.addInitScript(KEEP_NAMES);
    const page = await context.newPage();
    await page.goto(origin);
    await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
    // What the first visit has to do for itself is done by then: the sandbox, the code's editor, the problems.
    await page.getByText('Sandbox ready').waitFor();
    await page
      .getByText(/^(No problems|\d+ problems?)$/)
      .first()
      .waitFor();
    await page.evaluate(async () => new Promise((resolve) => requestIdleCallback(resolve)));
    dropped.push(await page.evaluate(dropAndWait, text));
    await context.close();
  }
  return { megabytes: text.length / 1e6, dropped };
}

/** Runs in the page: lets go of the file over it, and waits until the steps of its first flow are painted. */
async function dropAndWait(text: string): Promise<number> {
  const files = new DataTransfer();
  files.items.add(new File([text], 'large.yml', { type: 'application/yaml' }));
  const isThere = () => {
    const node = [...document.querySelectorAll<HTMLElement>('.react-flow__node')].find(
      ({ innerText }) => /\bStep 2\b/.test(innerText),
    );
    const run = [...document.querySelectorAll('button')].find((button) =>
      /^Run\b/.test(button.innerText),
    );
    return node !== undefined && node.style.visibility !== 'hidden' && run?.disabled === false;
  };
  const began = performance.now();
  for (const type of ['dragenter', 'dragover', 'drop']) {
    document.body.dispatchEvent(
      new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: files }),
    );
  }
  while (!isThere()) {
    if (performance.now() - began > 60_000) throw new Error('The file was not opened.');
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return performance.now() - began;
}

async function sampleBoth(
  context: BrowserContext,
  origins: Origins,
): Promise<Omit<LargeSamples, 'file'>> {
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
