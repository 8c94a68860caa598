import { launch } from 'puppeteer-core';
import type { TracedEngine } from './longest-task';
import { processesUnder, type Process } from './processes';
import { puppeteerEngine } from './puppeteer-engine';

/** A Chromium whose processes can be watched and killed: Playwright would call the page dead with the sandbox. */
export interface WatchedChromium extends TracedEngine {
  readonly renderers: () => Promise<readonly Renderer[]>;
}

/** A process that draws and runs pages. */
export type Renderer = Process;

/** A Chromium whose processes can be looked at and ended, as a person's task manager would. */
export async function openWatchedChromium(executablePath: string): Promise<WatchedChromium> {
  const browser = await launch({
    executablePath,
    headless: true,
    protocolTimeout: 120_000,
    // Puppeteer's own arguments put frames without an origin into the page's process; people's browsers do not.
    ignoreDefaultArgs: true,
    args: [
      '--headless=new',
      '--no-first-run',
      '--disable-background-networking',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      'about:blank',
    ],
  });
  const engine = await puppeteerEngine(browser, await browser.version());
  const page = (await browser.pages()).at(-1);
  return {
    ...engine,
    renderers: async () =>
      (await processesUnder(engine.pid)).filter(({ command }) =>
        command.includes('--type=renderer'),
      ),
    startTracing: async (categories) => page?.tracing.start({ categories }),
    stopTracing: async () => (await page?.tracing.stop()) ?? new Uint8Array(),
  };
}
