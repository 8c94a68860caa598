import type { Browser, BrowserContext, Page } from '@playwright/test';
import { BARE_WORKER, bareSteps, chainProject, endlessProject } from './subjects';

export interface RunSamples {
  /** Milliseconds from the click on Run to the painted outcome, by number of steps. */
  readonly painted: ReadonlyMap<number, readonly number[]>;
  /** Milliseconds that the engine took for ten steps, without compiling the flow and painting. */
  readonly engine: readonly number[];
  /** A bare worker doing the same ten steps in one call. */
  readonly limit: readonly number[];
  /** From the click on Stop, in an endless loop, to the painted "Run stopped". */
  readonly stopped: readonly number[];
}

/** tsx marks named functions by a helper that the page does not have. */
export const KEEP_NAMES = 'globalThis.__name = (named) => named;';

const SIZES = [1, 10, 50];
const ROUNDS = 30;
const WARM_UP = 5;
const STOPS = 15;
/** Between two runs: the worker for the next one is made in this time, as it is between two presses of a button. */
const PAUSE_MS = 100;

/** Runs flows in the built application, by turns with the limit in the same browser. */
export async function measureRuns(browser: Browser, origin: string): Promise<RunSamples> {
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
  });
  await context.addInitScript(KEEP_NAMES);
  const pages = new Map<number, Page>();
  // One project per page: the list of projects is shared, so each page opens its own.
  for (const size of SIZES) pages.set(size, await openProject(context, origin, chainProject(size)));
  const bare = await context.newPage();
  await bare.goto(new URL('.code-connector', origin).href);
  await startBareWorker(bare);

  const painted = new Map<number, number[]>(SIZES.map((size) => [size, []]));
  const engine: number[] = [];
  const limit: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const [size, page] of pages) {
      await page.bringToFront();
      await page.waitForTimeout(PAUSE_MS);
      const ms = await clickToPaint(page, 'Run', '^Run succeeded');
      if (round >= 0) painted.get(size)?.push(ms);
      if (size !== 10 || round < 0) continue;
      await page.waitForTimeout(PAUSE_MS);
      engine.push(await engineMs(page));
    }
    await bare.bringToFront();
    const ms = await bareMs(bare);
    if (round >= 0) limit.push(ms);
  }

  const endless = await openProject(context, origin, endlessProject());
  const stopped: number[] = [];
  for (let round = 0; round < STOPS; round += 1) {
    await endless.getByRole('button', { name: 'Run', exact: true }).click();
    await endless.getByLabel(/^Forever, .*running/).waitFor();
    stopped.push(await clickToPaint(endless, 'Stop', '^Run stopped'));
  }
  await context.close();
  return { painted, engine, limit, stopped };
}

/** A page with that project open and ready to run. */
export async function openProject(
  context: BrowserContext,
  origin: string,
  text: string,
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(origin);
  await page.waitForFunction(() => 'codeConnector' in window);
  await page.evaluate(async (project) => {
    const { codeConnector } = window as unknown as { codeConnector: Automation };
    await codeConnector.open(project);
  }, text);
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  return page;
}

/** Clicks in the page and waits, in the page, until a status says so and a frame has shown it. */
export async function clickToPaint(page: Page, button: string, outcome: string): Promise<number> {
  return page.evaluate(
    async ({ button, outcome }) => {
      const wanted = new RegExp(outcome);
      const console = document.querySelector('[aria-label="Run console"]') ?? document.body;
      const target = [...document.querySelectorAll('button')].find(
        (candidate) =>
          (candidate.ariaLabel ?? candidate.innerText).trim().split('\n')[0] === button,
      );
      if (target === undefined) throw new Error(`There is no button ${button}.`);
      const said = () =>
        [...console.querySelectorAll('[role="status"]')].some((status) =>
          wanted.test(status.textContent),
        );
      return new Promise<number>((resolve) => {
        // The status still says how the run before ended: wait for it to change first.
        let hasChanged = !said();
        const observer = new MutationObserver(() => {
          if (!said()) hasChanged = true;
          else if (hasChanged) {
            observer.disconnect();
            requestAnimationFrame(() => {
              // The task after a frame's callbacks: that frame is painted.
              const { port1, port2 } = new MessageChannel();
              port1.addEventListener('message', () => resolve(performance.now() - started));
              port1.start();
              port2.postMessage(null);
            });
          }
        });
        observer.observe(console, { subtree: true, childList: true, characterData: true });
        const started = performance.now();
        target.click();
      });
    },
    { button, outcome },
  );
}

/** What the run itself took, by its own clock. */
async function engineMs(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { codeConnector } = window as unknown as { codeConnector: Automation };
    const { durationMs } = await codeConnector.run();
    return durationMs;
  });
}

async function startBareWorker(page: Page): Promise<void> {
  await page.evaluate((source) => {
    const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    Object.assign(window, { bareWorker: new Worker(url) });
  }, BARE_WORKER);
}

/** The mean of several calls: one alone is near the resolution of the clock. */
async function bareMs(page: Page): Promise<number> {
  return page.evaluate(async (steps) => {
    const { bareWorker } = window as unknown as { bareWorker: Worker };
    const CALLS = 20;
    const started = performance.now();
    for (let call = 0; call < CALLS; call += 1) {
      await new Promise((resolve) => {
        bareWorker.addEventListener('message', resolve, { once: true });
        bareWorker.postMessage(steps);
      });
    }
    return (performance.now() - started) / CALLS;
  }, bareSteps(10));
}

/** The part of `window.codeConnector` that is used here. */
export interface Automation {
  readonly open: (text: string) => Promise<unknown>;
  readonly run: (request?: object) => Promise<{ durationMs: number; status: string }>;
}
