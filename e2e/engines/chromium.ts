import type { Page } from '@playwright/test';
import { asCallForText } from './engine';
import type { TracedEngine } from './longest-task';

/** Chromium, as the journeys drive it. */
export function chromiumOf(page: Page): TracedEngine {
  const browser = page.context().browser();
  const version = browser?.version() ?? '';
  return {
    name: `Chromium ${version}`,
    open: async (url) => {
      await page.goto(url, { waitUntil: 'load' });
    },
    evaluate: async (act, given) => {
      // As text, which both sides read at once: Playwright takes apart what it is given, twenty seconds for two million
      // objects.
      const text = await page.evaluate<string>(asCallForText(act, given));
      return JSON.parse(text) as Awaited<ReturnType<typeof act>>;
    },
    click: (role, name) => page.getByRole(role, { name, exact: true }).click(),
    close: () => page.close(),
    startTracing: async (categories) => browser?.startTracing(page, { categories }),
    stopTracing: async () => (await browser?.stopTracing()) ?? new Uint8Array(),
  };
}
