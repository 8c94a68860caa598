import type { Browser, BrowserContext, Page } from '@playwright/test';
import { clickToPaint, KEEP_NAMES, openProject, type Automation } from './measure-runs';
import {
  chainProject,
  computingProject,
  iterationsProject,
  jsonOf,
  loggingProject,
  passingProject,
} from './subjects';

export interface SandboxSamples {
  /** From the call to the record of a one-step flow, on a page that has just been loaded: no frame is there yet. */
  readonly cold: readonly number[];
  /** The same on a page whose next worker waits. */
  readonly warm: readonly number[];
  /** In a chain of 200. */
  readonly stepsPerSecond: readonly number[];
  readonly logs: {
    /** The longest time in which the page could do nothing else, while 100,000 rows were logged. */
    readonly longestPause: readonly number[];
    /** The same while a run computes as long and logs one row: what the machine and the run itself hold up. */
    readonly quietPause: readonly number[];
    readonly total: readonly number[];
  };
  readonly payloads: readonly PayloadSamples[];
  /** The longest pause of a run of ten steps that hand on next to nothing. */
  readonly leastPause: readonly number[];
  /** Milliseconds of a run whose loop has 10,000 small iterations. */
  readonly iterations: readonly number[];
}

export interface PayloadSamples {
  readonly megabytes: number;
  /** Through ten steps, each of which reads and returns it. */
  readonly run: readonly number[];
  /** One bare structured clone of the same value to a worker. */
  readonly clone: readonly number[];
  readonly pause: readonly number[];
}

const CHAIN = 200;
const PAUSE_MS = 200;
const ROUNDS = 10;
/** About what 100,000 rows take to be logged. */
const COMPUTING_MS = 150;
const PAYLOADS = [
  { megabytes: 1, rounds: 8 },
  { megabytes: 10, rounds: 4 },
  { megabytes: 50, rounds: 3 },
];

/** Measures what the sandbox costs and how it stands loads, in the built application. */
export async function measureSandbox(browser: Browser, origin: string): Promise<SandboxSamples> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  await context.addInitScript(KEEP_NAMES);
  const page = await openProject(context, origin, chainProject(1));
  await page
    .getByText(/^Saved/)
    .first()
    .waitFor();
  const cold: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.reload();
    cold.push(await runMs(page));
    await page.waitForTimeout(300);
    warm.push(await runMs(page));
  }
  const durations = await recordedMs(context, origin, chainProject(CHAIN));
  const stepsPerSecond = durations.map((ms) => (CHAIN / ms) * 1_000);
  const iterations = await recordedMs(context, origin, iterationsProject(10_000));
  const logs = await measureLogs(context, origin);
  const leastPause = await measurePauses(context, origin);
  const payloads: PayloadSamples[] = [];
  for (const { megabytes, rounds } of PAYLOADS) {
    payloads.push(await measurePayload(context, origin, megabytes, rounds));
  }
  await context.close();
  return { cold, warm, stepsPerSecond, logs, payloads, leastPause, iterations };
}

async function measurePauses(context: BrowserContext, origin: string): Promise<number[]> {
  const page = await openProject(context, origin, chainProject(10));
  const pauses: number[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    const { pause } = await watchedRun(page);
    if (round >= 0) pauses.push(pause);
  }
  await page.close();
  return pauses;
}

async function measureLogs(context: BrowserContext, origin: string) {
  const page = await openProject(context, origin, loggingProject(100_000));
  const quiet = await openProject(context, origin, computingProject(COMPUTING_MS));
  const longestPause: number[] = [];
  const quietPause: number[] = [];
  const total: number[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    await page.bringToFront();
    const { ms, pause } = await watchedRun(page);
    await quiet.bringToFront();
    const beside = await watchedRun(quiet);
    if (round < 0) continue;
    longestPause.push(pause);
    quietPause.push(beside.pause);
    total.push(ms);
  }
  await page.close();
  await quiet.close();
  return { longestPause, quietPause, total };
}

async function measurePayload(
  context: BrowserContext,
  origin: string,
  megabytes: number,
  rounds: number,
): Promise<PayloadSamples> {
  const body = jsonOf(megabytes);
  const page = await openProject(context, origin, passingProject(10, megabytes));
  const samples = { megabytes, run: [] as number[], clone: [] as number[], pause: [] as number[] };
  for (let round = -1; round < rounds; round += 1) {
    const { ms, pause } = await watchedRun(page);
    const clone = await cloneMs(page, body);
    if (round < 0) continue;
    samples.run.push(ms);
    samples.pause.push(pause);
    samples.clone.push(clone);
  }
  await page.close();
  return samples;
}

/** From the click on Run to the painted outcome, and the longest time the page could do nothing else meanwhile. */
async function watchedRun(page: Page): Promise<{ ms: number; pause: number }> {
  await page.waitForTimeout(PAUSE_MS);
  await page.evaluate(() => {
    const watch = { longest: 0, isGoing: true };
    Object.assign(window, { watch });
    let last = performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      const now = performance.now();
      watch.longest = Math.max(watch.longest, now - last);
      last = now;
      if (watch.isGoing) setTimeout(() => port2.postMessage(null), 1);
    });
    port1.start();
    port2.postMessage(null);
  });
  const ms = await clickToPaint(page, 'Run', '^Run succeeded');
  const pause = await page.evaluate(() => {
    const { watch } = window as unknown as { watch: { longest: number; isGoing: boolean } };
    watch.isGoing = false;
    return watch.longest;
  });
  return { ms, pause };
}

/** One structured clone of the same value to a worker and a word back. */
async function cloneMs(page: Page, body: string): Promise<number> {
  return page.evaluate(async (text) => {
    const value: unknown = JSON.parse(text);
    const source = 'onmessage = () => postMessage(1)';
    const worker = new Worker(URL.createObjectURL(new Blob([source])));
    const send = async (message: unknown) =>
      new Promise((resolve) => {
        worker.addEventListener('message', resolve, { once: true });
        worker.postMessage(message);
      });
    await send(1);
    const began = performance.now();
    await send(value);
    const ms = performance.now() - began;
    worker.terminate();
    return ms;
  }, body);
}

/** What runs of a project take, by their own clock. */
async function recordedMs(
  context: BrowserContext,
  origin: string,
  project: string,
): Promise<number[]> {
  const page = await openProject(context, origin, project);
  const durations: number[] = [];
  for (let round = -2; round < ROUNDS; round += 1) {
    const { durationMs, status } = await page.evaluate(async () => {
      const { codeConnector } = window as unknown as { codeConnector: Automation };
      const record = await codeConnector.run();
      return { durationMs: record.durationMs, status: record.status };
    });
    if (status !== 'succeeded') throw new Error(`The run ended so: ${status}.`);
    if (round >= 0) durations.push(durationMs);
  }
  await page.close();
  return durations;
}

/** From the call to the record, both in the page. */
async function runMs(page: Page): Promise<number> {
  await page.waitForFunction(() => 'codeConnector' in window);
  return page.evaluate(async () => {
    const { codeConnector } = window as unknown as { codeConnector: Automation };
    const began = performance.now();
    await codeConnector.run();
    return performance.now() - began;
  });
}
