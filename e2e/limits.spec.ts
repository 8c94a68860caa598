import { expect, test } from '@playwright/test';
import {
  action,
  expectNextRun,
  openApplication,
  openProject,
  project,
  runOpen,
} from './engines/application';
import { chromiumOf } from './engines/chromium';
import { limits } from './engines/checks/limits';
import { longestTask } from './engines/longest-task';
import { loops } from './engines/checks/loops';
import { tampering } from './engines/checks/tampering';

/** What code can do too much of, and what it can change under the harness; the other engines run the same lists. */

/** What the page may be busy with at a stretch, in milliseconds of the processor. */
const LONGEST_MS = 100;

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
    // What is loaded at its first use is loaded by now.
    await expectNextRun(engine);
    for (const { name, run } of checks) {
      await test.step(name, async () => {
        const { told, processorMs, clockMs } = await longestTask(page, async () =>
          run({ engine, home, stopServer: () => Promise.resolve() }),
        );
        // By the clock it is told, not asserted: the machine may be busy with anything.
        // oxlint-disable-next-line no-console
        console.log(
          `${name}: longest task ${processorMs} ms, by the clock ${clockMs} ms${typeof told === 'string' ? `; ${told}` : ''}`,
        );
        expect(processorMs).toBeLessThan(LONGEST_MS);
      });
    }
  });
}

test('the measure of what the page is busy with sees a page that is', async ({ page, baseURL }) => {
  await openApplication(chromiumOf(page), baseURL ?? '');
  const { processorMs } = await longestTask(page, async () => {
    // Some tenths of a second of work, however long the machine takes over it.
    await page.evaluate(() => {
      let mixed = 0;
      for (let i = 0; i < 400_000_000; i += 1) mixed = (mixed * 31 + i) | 0;
      return mixed;
    });
  });
  expect(processorMs).toBeGreaterThan(LONGEST_MS);
});

test('a broker that is busy for a second and a half is not taken for a dead one', async ({
  page,
  baseURL,
}) => {
  const engine = chromiumOf(page);
  await openApplication(engine, baseURL ?? '');
  const code = `for (let i = 0; i < 60; i += 1) {
      context.logger.info('row ' + i);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return { data: 1 };`;
  await openProject(engine, project(action(code)));
  const running = runOpen(engine);
  await expect(page.getByText('row 1', { exact: true }).first()).toBeVisible();
  const broker = page.frames().find((frame) => frame.url() === 'about:srcdoc');
  const busyMs = await broker?.evaluate(() => {
    const from = performance.now();
    while (performance.now() - from < 1_500);
    return performance.now() - from;
  });
  expect(busyMs).toBeGreaterThan(1_499);
  const { status, logs, results, longestPauseMs } = await running;
  // It held up what the code said, and lost nothing of it.
  expect({ status, logs, results }).toEqual({
    status: 'succeeded',
    logs: { count: 60, first: 'row 0', last: 'row 59' },
    results: 1,
  });
  // oxlint-disable-next-line no-console
  console.log(`the broker was busy: longest pause of the page ${longestPauseMs} ms`);
  await expectNextRun(engine);
});
