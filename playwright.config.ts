import { defineConfig } from '@playwright/test';
import { browserArguments } from './src/tools/find-browser';

const report = process.env['JOURNEYS_REPORT'];

const ALONE = '**/memory-bombs.spec.ts';

/** `npm run journeys` finds a browser, serves the build and sets these variables. */
export default defineConfig({
  testDir: 'e2e',
  // One more than the machines have processors: a journey waits a fifth of its time.
  workers: 3,
  fullyParallel: true,
  // The machine is shared and slow: what passes only at its second try is reported as flaky, with a trace.
  retries: 1,
  timeout: 120_000,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: report === undefined ? 'list' : [['list'], ['json', { outputFile: report }]],
  expect: { timeout: 15_000 },
  // `npm run journeys` runs the second when the first is over, by itself.
  projects: [
    { name: 'journeys', testIgnore: ALONE },
    { name: 'alone', testMatch: ALONE },
  ],
  use: {
    baseURL: process.env['BASE_URL'] ?? 'http://localhost:4173/',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    // A first visit keeps the whole build; only the journeys of the offline start need that.
    serviceWorkers: 'block',
    trace: 'on-first-retry',
    launchOptions: {
      ...(process.env['CHROMIUM'] === undefined ? {} : { executablePath: process.env['CHROMIUM'] }),
      args: browserArguments(),
    },
  },
});
