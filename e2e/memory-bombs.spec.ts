import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import {
  action,
  expectNextRun,
  openApplication,
  openAtRest,
  openProject,
  project,
  runOpen,
} from './engines/application';
import { openWatchedChromium, type WatchedChromium } from './engines/chromium-processes';
import { LONGEST_MS, longestTask } from './engines/longest-task';

/** Run last and alone (playwright.config.ts): what grows until somebody ends it takes room from whatever runs beside it. */

/** A watchdog kills what is larger, or the machine would be the limit. */
const MOST_BYTES = 2 * 1024 ** 3;

const BOMBS: Readonly<Record<string, string>> = {
  'buffers of bytes':
    'const kept = []; for (;;) { const bytes = new Uint8Array(32 << 20); bytes.fill(1); kept.push(bytes); await pause(0); }',
  'memory of WebAssembly':
    'const kept = []; for (;;) { const memory = new WebAssembly.Memory({ initial: 512 }); new Uint8Array(memory.buffer).fill(1); kept.push(memory); await pause(0); }',
};

test('memory bombs are named; the editor lives, the project is kept, the next run works', async ({
  baseURL,
}) => {
  test.setTimeout(240_000);
  const home = baseURL ?? '';
  const engine = await openWatchedChromium(process.env['CHROMIUM'] ?? '');
  try {
    await openAtRest(engine, home);
    for (const [name, code] of Object.entries(BOMBS)) {
      await openProject(
        engine,
        project(action(`const pause = (ms) => new Promise((go) => setTimeout(go, ms));\n${code}`)),
      );
      const watchdog = watch(engine);
      try {
        const { told, processorMs, clockMs } = await longestTask(engine, async () =>
          runOpen(engine, { stepTimeoutMs: 90_000 }),
        );
        const { status, error } = told;
        expect([status, error?.code]).toEqual(['failed', 'CC-SANDBOX-CRASHED']);
        expect(watchdog.killed()).toBe(1);
        expect(processorMs).toBeLessThan(LONGEST_MS);
        // oxlint-disable-next-line no-console
        console.log(`${name}: longest task ${processorMs} ms, by the clock ${clockMs} ms`);
      } finally {
        await watchdog.stop();
      }
      await expectNextRun(engine);
    }

    // What was open is still open after a reload.
    await openApplication(engine, home);
    const text = await engine.evaluate(() => document.body.innerText, null);
    expect(text).toContain('Engines');
    expect((await runOpen(engine)).results).toBe('again');
  } finally {
    await engine.close();
  }
});

/** Kills a renderer of more than 2 GB. */
function watch(engine: WatchedChromium): { killed: () => number; stop: () => Promise<void> } {
  const killed = new Set<number>();
  const over = new AbortController();
  const watching = (async () => {
    while (!over.signal.aborted) {
      for (const { pid, residentBytes } of await engine.renderers()) {
        if (residentBytes < MOST_BYTES || killed.has(pid)) continue;
        killed.add(pid);
        process.kill(pid, 'SIGKILL');
      }
      await wait(50);
    }
  })();
  return {
    killed: () => killed.size,
    stop: async () => {
      over.abort();
      await watching;
    },
  };
}
