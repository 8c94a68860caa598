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
import { chromiumOf } from './engines/chromium';
import { limits } from './engines/checks/limits';
import { LONGEST_MS, longestTask } from './engines/longest-task';
import { loops } from './engines/checks/loops';
import { tampering } from './engines/checks/tampering';

/** What code can do too much of, and what it can change under the harness; the other engines run the same lists. */

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
    await openAtRest(engine, home);
    for (const { name, run } of checks) {
      await test.step(name, async () => {
        const { processorMs, clockMs } = await longestTask(engine, async () =>
          run({ engine, home, watch: async (act) => act(), stopServer: () => Promise.resolve() }),
        );
        // By the clock it is told, not asserted: the machine may be busy with anything.
        // oxlint-disable-next-line no-console
        console.log(`${name}: longest task ${processorMs} ms, by the clock ${clockMs} ms`);
        expect(processorMs).toBeLessThan(LONGEST_MS);
      });
    }
  });
}

test('the measure of what the page is busy with sees a page that is', async ({ page, baseURL }) => {
  const engine = chromiumOf(page);
  await openApplication(engine, baseURL ?? '');
  const { processorMs } = await longestTask(engine, async () => {
    // Some tenths of a second of work, however long the machine takes over it.
    await page.evaluate(() => {
      let mixed = 0;
      for (let i = 0; i < 400_000_000; i += 1) mixed = (mixed * 31 + i) | 0;
      return mixed;
    });
  });
  expect(processorMs).toBeGreaterThan(LONGEST_MS);
});

test('a broker that is busy, a page that is, and one in a debugger are not taken for a dead sandbox', async ({
  page,
  baseURL,
}) => {
  const engine = chromiumOf(page);
  await openApplication(engine, baseURL ?? '');
  const session = await page.context().newCDPSession(page);
  const broker = () => page.frames().find((frame) => frame.url() === 'about:srcdoc');
  const holdUps: Readonly<Record<string, () => Promise<unknown>>> = {
    'a busy broker': async () => broker()?.evaluate(holdUp, 1_500),
    'a busy page': async () => page.evaluate(holdUp, 3_000),
    'a page in a debugger': async () => {
      await session.send('Debugger.enable');
      const paused = new Promise((resolve) => {
        session.once('Debugger.paused', resolve);
      });
      await session.send('Debugger.pause');
      await paused;
      // Time passes.
      await broker()?.evaluate(holdUp, 1_500);
      await broker()?.evaluate(holdUp, 1_500);
      await session.send('Debugger.resume');
      await session.send('Debugger.disable');
    },
  };
  const code = `for (let i = 0; i < 60; i += 1) {
      context.logger.info('row ' + i);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return { data: 1 };`;
  await openProject(engine, project(action(code)));
  for (const [name, act] of Object.entries(holdUps)) {
    await test.step(name, async () => {
      const running = runOpen(engine, { stepTimeoutMs: 60_000 });
      await expect(page.getByText(/^row \d+$/).first()).toBeVisible();
      await act();
      const { status, logs, results } = await running;
      // It held up what the code said, and lost nothing of it.
      expect({ status, logs, results }).toEqual({
        status: 'succeeded',
        logs: { count: 60, first: 'row 0', last: 'row 59' },
        results: 1,
      });
    });
  }
  await expectNextRun(engine);
});

function holdUp(ms: number): void {
  const from = performance.now();
  while (performance.now() - from < ms);
}
