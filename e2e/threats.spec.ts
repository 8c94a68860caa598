import { expect, test } from '@playwright/test';
import { expectNextRun } from './engines/application';
import { chromiumOf } from './engines/chromium';
import { openApplication } from './engines/application';
import { tableOf, tryThreats } from './engines/threats';
import { makeSandboxPage } from '@/tools/sandbox-plugin';

/** The threat table in Chromium; `npm run test:browsers` tries the same list in the other engines. */

test('what code tries to reach: no leak, no contact, with globals removed and without; unprotected the same tries leak', async ({
  page,
  baseURL,
}) => {
  // Some 160 runs, one after the other.
  test.setTimeout(240_000);
  const engine = chromiumOf(page);
  const report = await tryThreats(engine);
  // The figures are asked for, whatever they are.
  // oxlint-disable-next-line no-console
  console.log(tableOf(engine, report));
  for (const { leaks, contacts, attempts } of report.rows) {
    expect(leaks).toEqual([]);
    expect(contacts).toEqual([]);
    expect(attempts).toBeGreaterThanOrEqual(60);
  }
  expect(report.toothless).toEqual([]);
  expect(report.controls.length).toBeGreaterThan(20);
  await openApplication(engine, baseURL ?? '');
  await expectNextRun(engine);
});

test('the build has no switch that keeps the globals', async ({ request }) => {
  const built = await (await request.get('sandbox.html')).text();
  expect(built).toBe(await makeSandboxPage());
  expect(built).not.toContain('KEEPS_GLOBALS');
  const open = await makeSandboxPage({ keepsGlobals: true });
  for (const removed of ['webkitRequestFileSystemSync', 'storageBuckets', 'SharedWorker']) {
    expect(built).toContain(removed);
    expect(open).not.toContain(removed);
  }
});
