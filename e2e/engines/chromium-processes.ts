import { readdir, readFile } from 'node:fs/promises';
import { launch } from 'puppeteer-core';
import type { TracedEngine } from './longest-task';
import { puppeteerEngine } from './puppeteer-engine';

/** A Chromium whose processes can be watched and killed: Playwright would call the page dead with the sandbox. */
export interface WatchedChromium extends TracedEngine {
  readonly renderers: () => Promise<readonly Renderer[]>;
}

/** A process that draws and runs pages. */
export interface Renderer {
  readonly pid: number;
  readonly residentBytes: number;
  /** What it has taken of the processors. */
  readonly cpuSeconds: number;
}

const PAGE_BYTES = 4_096;
const TICKS_PER_SECOND = 100;

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
  const pid = browser.process()?.pid ?? 0;
  const engine = await puppeteerEngine(browser, await browser.version());
  const page = (await browser.pages()).at(-1);
  return {
    ...engine,
    renderers: () => renderersOf(pid),
    startTracing: async (categories) => page?.tracing.start({ categories }),
    stopTracing: async () => (await page?.tracing.stop()) ?? new Uint8Array(),
  };
}

async function renderersOf(browser: number): Promise<Renderer[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = new Map<number, number>();
  const found: Renderer[] = [];
  await Promise.all(
    names.map(async (name) => {
      // A process may be gone before it has been read.
      const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null);
      const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
      if (stat === null) return;
      // The name in brackets may hold spaces; the fields after it begin with the third, the state.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const field = (number: number): number => Number(fields[number - 3]);
      parents.set(Number(name), field(4));
      if (!command.includes('--type=renderer')) return;
      found.push({
        pid: Number(name),
        residentBytes: field(24) * PAGE_BYTES,
        cpuSeconds: (field(14) + field(15)) / TICKS_PER_SECOND,
      });
    }),
  );
  const isOurs = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at)) {
      if (at === browser) return true;
    }
    return false;
  };
  return found.filter(({ pid }) => isOurs(pid));
}
