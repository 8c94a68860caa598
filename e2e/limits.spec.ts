import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import {
  action,
  expectNextRun,
  openApplication,
  openProject,
  project,
  runOpen,
  type Outcome,
} from './engines/application';
import { chromiumOf } from './engines/chromium';
import {
  openWatchedChromium,
  type Renderer,
  type WatchedChromium,
} from './engines/chromium-processes';
import { limits } from './engines/checks/limits';
import { loops } from './engines/checks/loops';
import { tampering } from './engines/checks/tampering';

/** What code can do too much of, and the death of its process; the first part runs in the other engines too. */

const LISTS = {
  'loops and limits end by name, the page goes on, the next run works without a reload': [
    ...loops,
    ...limits,
  ],
  'what code changes under the harness ends by name too, and is nowhere else': tampering,
};

for (const [title, checks] of Object.entries(LISTS)) {
  test(title, async ({ page, baseURL }) => {
    test.setTimeout(240_000);
    const engine = chromiumOf(page);
    const home = baseURL ?? '';
    await openApplication(engine, home);
    for (const { name, run } of checks) {
      await test.step(name, async () => {
        const told = await run({ engine, home, stopServer: () => Promise.resolve() });
        // Measured, not asserted: the machine may be busy with anything.
        // oxlint-disable-next-line no-console
        console.log(`${name}${told === undefined ? '' : `: ${told}`}`);
      });
    }
  });
}

/** A watchdog kills what is larger, or the machine would be the limit. */
const MOST_BYTES = 2 * 1024 ** 3;

/** More than a page of the editor takes by itself. */
const TAKEN_BYTES = 700 * 1024 ** 2;

const BOMBS: Readonly<Record<string, string>> = {
  'buffers of bytes':
    'const kept = []; for (;;) { const bytes = new Uint8Array(32 << 20); bytes.fill(1); kept.push(bytes); await pause(0); }',
  'memory of WebAssembly':
    'const kept = []; for (;;) { const memory = new WebAssembly.Memory({ initial: 512 }); new Uint8Array(memory.buffer).fill(1); kept.push(memory); await pause(0); }',
};

test('a killed sandbox and memory bombs are named; the editor lives, the project is kept, the next run works', async ({
  baseURL,
}) => {
  test.setTimeout(240_000);
  const home = baseURL ?? '';
  const engine = await openWatchedChromium(process.env['CHROMIUM'] ?? '');
  try {
    await openApplication(engine, home);

    await openProject(
      engine,
      project(
        action(`const kept = new Uint8Array(${TAKEN_BYTES}).fill(1); for (;;) kept[0] += 1;`),
      ),
    );
    const sizes = await engine.renderers();
    const before = new Map(sizes.map(({ pid, residentBytes }) => [pid, residentBytes]));
    const lost = runOpen(engine, { stepTimeoutMs: 90_000 });
    const sandbox = await grown(engine, before);
    const killedAt = Date.now();
    process.kill(sandbox.pid, 'SIGKILL');
    expectCrash(await lost);
    const noticedAt = Date.now();
    await expectNextRun(engine);
    tell('killed', [noticedAt - killedAt, Date.now() - noticedAt]);

    for (const [name, code] of Object.entries(BOMBS)) {
      await openProject(
        engine,
        project(action(`const pause = (ms) => new Promise((go) => setTimeout(go, ms));\n${code}`)),
      );
      const watchdog = watch(engine);
      try {
        const run = await runOpen(engine, { stepTimeoutMs: 90_000 });
        expectCrash(run);
        expect(watchdog.killed()).toBe(1);
        tell(name, [run.longestPauseMs]);
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

function expectCrash({ status, error }: Outcome): void {
  expect(status).toBe('failed');
  expect(error?.code).toBe('CC-SANDBOX-CRASHED');
}

/** The renderer that grows by what the code takes: that of the sandbox. */
async function grown(
  engine: WatchedChromium,
  before: ReadonlyMap<number, number>,
): Promise<Renderer> {
  for (;;) {
    const found = (await engine.renderers()).find(
      ({ pid, residentBytes }) => residentBytes - (before.get(pid) ?? 0) > TAKEN_BYTES * 0.8,
    );
    if (found !== undefined) return found;
    await wait(50);
  }
}

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

function tell(name: string, times: readonly number[]): void {
  // oxlint-disable-next-line no-console
  console.log(`${name}: ${times.join(' ms, ')} ms`);
}
