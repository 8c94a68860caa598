import { cpus } from 'node:os';
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
import {
  openWatchedChromium,
  type Renderer,
  type WatchedChromium,
} from './engines/chromium-processes';
import { LONGEST_MS, longestTask } from './engines/longest-task';
import { until } from './engines/engine';
import { serveTestBuild } from './engines/test-build';

/** The processes of the sandbox: killed from outside, and busy after their code was ended. */

/** More than a page of the editor takes by itself. */
const TAKEN_BYTES = 700 * 1024 ** 2;

const TAKE = `const kept = new Uint8Array(${TAKEN_BYTES}).fill(1);`;

test('a sandbox killed in a run is named, one killed between runs is not noticed; the next run works', async ({
  baseURL,
}) => {
  const engine = await openWatchedChromium(process.env['CHROMIUM'] ?? '');
  try {
    await openAtRest(engine, baseURL ?? '');
    const lost = await whileTaking(engine, `${TAKE} for (;;) kept[0] += 1;`);
    let [killedAt, noticedAt] = [0, 0];
    const { processorMs } = await longestTask(engine, async () => {
      killedAt = Date.now();
      process.kill(lost.sandbox.pid, 'SIGKILL');
      const { status, error } = await lost.run;
      expect([status, error?.code]).toEqual(['failed', 'CC-SANDBOX-CRASHED']);
      noticedAt = Date.now();
      await expectNextRun(engine);
    });
    expect(processorMs).toBeLessThan(LONGEST_MS);
    // oxlint-disable-next-line no-console
    console.log(`noticed after ${noticedAt - killedAt} ms, next run ${Date.now() - noticedAt} ms`);

    const ended = await whileTaking(
      engine,
      `${TAKE} await new Promise((resolve) => setTimeout(resolve, 1_500)); return { data: kept[0] };`,
    );
    expect((await ended.run).results).toBe(1);
    process.kill(ended.sandbox.pid, 'SIGKILL');
    await until(
      'The killed process is gone',
      () => engine.renderers(),
      (renderers) => renderers.every(({ pid }) => pid !== ended.sandbox.pid),
    );
    await expectNextRun(engine);
  } finally {
    await engine.close();
  }
});

/** Starts a run that takes so much memory that its process is told from the others. */
async function whileTaking(engine: WatchedChromium, code: string) {
  await openProject(engine, project(action(code)));
  const sizes = await engine.renderers();
  const before = new Map(sizes.map(({ pid, residentBytes }) => [pid, residentBytes]));
  const run = runOpen(engine, { stepTimeoutMs: 60_000 });
  const grown = ({ pid, residentBytes }: Renderer): boolean =>
    residentBytes - (before.get(pid) ?? 0) > TAKEN_BYTES * 0.8;
  const sandbox = (
    await until(
      'A process takes the memory',
      () => engine.renderers(),
      (all) => all.some(grown),
    )
  ).find(grown);
  if (sandbox === undefined) throw new Error('No process has grown.');
  return { run, sandbox };
}

const LOOP = 'for (;;);';
const NESTED = `const url = URL.createObjectURL(new Blob(['for (;;);'], { type: 'text/javascript' }));
  const kept = [new Worker(url), new Worker(url), new Worker(url)];
  await new Promise((resolve) => setTimeout(resolve, 400));`;

/** What a thread may burn after it was ended, in seconds, on each core. */
const MOST_BURNT = 3.5;

test('after a loop was ended, and after nested workers that loop were, the processors are idle', async () => {
  // In the build as it is no code can start a worker in its worker.
  const build = await serveTestBuild(true);
  const engine = await openWatchedChromium(process.env['CHROMIUM'] ?? '');
  try {
    await openApplication(engine, build.home);
    for (const [name, code] of [
      ['a loop', LOOP],
      ['nested workers', `${NESTED} ${LOOP}`],
      ['nested workers left behind', `${NESTED} return { data: kept.length };`],
    ] as const) {
      await openProject(engine, project(action(code)));
      const burnt = processorMeter(engine);
      const began = await burnt();
      const running = runOpen(engine, { stepTimeoutMs: 1_500 });
      // It does loop, or idle processors would show nothing.
      await until(`${name} is busy`, burnt, (now) => now - began > 0.2);
      const run = await running;
      expect(run.status).toBe(code.endsWith(LOOP) ? 'timed out' : 'succeeded');
      const ended = await burnt();
      let last = ended;
      await until(
        `The processors are idle after ${name}`,
        async () => {
          const before = last;
          await new Promise((resolve) => setTimeout(resolve, 500));
          last = await burnt();
          return last - before;
        },
        (now) => now < 0.1,
      );
      // oxlint-disable-next-line no-console
      console.log(`${name}: ${(last - ended).toFixed(2)} s of the processors after the end`);
      expect(last - ended).toBeLessThan(MOST_BURNT * cpus().length);
      await expectNextRun(engine);
    }
  } finally {
    await engine.close();
    await build.close();
  }
});

/** What all processes of pages have taken of the processors so far, in seconds; those that have ended too. */
function processorMeter(engine: WatchedChromium): () => Promise<number> {
  const seconds = new Map<number, number>();
  return async () => {
    for (const { pid, cpuSeconds } of await engine.renderers()) seconds.set(pid, cpuSeconds);
    return [...seconds.values()].reduce((sum, one) => sum + one, 0);
  };
}
