import type { Page } from '@playwright/test';
import { type Engine } from './engine';

/** Chromium, as the journeys drive it. */
export function chromiumOf(page: Page): Engine {
  const version = page.context().browser()?.version() ?? '';
  return {
    name: `Chromium ${version}`,
    open: async (url) => {
      await page.goto(url, { waitUntil: 'load' });
    },
    evaluate: (act, given) =>
      // A function that takes and gives JSON, as Playwright's own types cannot say.
      page.evaluate(act as (given: unknown) => never, given as unknown),
    click: (role, name) => page.getByRole(role, { name, exact: true }).click(),
    close: () => page.close(),
  };
}
