import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test as base, type Page } from '@playwright/test';
import { AppPage } from './pages/app-page';

interface Fixtures {
  /** The application, just opened for the first time. */
  readonly app: AppPage;
  /** What the page must not do: break, or ask another origin for anything. Checked after every test. */
  readonly pageFaults: string[];
}

export const test = base.extend<Fixtures>({
  pageFaults: [
    async ({ page, baseURL }, use) => {
      const faults: string[] = [];
      watch(page, baseURL ?? '', faults);
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
  app: async ({ page }, use) => {
    const app = new AppPage(page);
    await app.open();
    await use(app);
  },
});

export { expect };

/** Collects what a page must not do. Call it for every further page that a test opens. */
export function watch(page: Page, baseURL: string, faults: string[]): void {
  const own = new URL(baseURL).origin;
  page.on('pageerror', ({ message, stack }) => {
    // Monaco 0.57 reports it now and then while its suggestions follow fast typing, and goes on unharmed.
    const isMonacos =
      message.startsWith('Token length and text length do not match!') &&
      stack?.includes('_refilterCompletionItems') === true;
    if (!isMonacos) faults.push(`page error: ${message}\n${stack ?? ''}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== own) faults.push(`request: ${request.url()}`);
  });
}

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** Fails on every breach of WCAG 2.2 AA that axe finds on the page as it stands; of only one rule where it is named. */
export async function expectAccessible(page: Page, rule?: string): Promise<void> {
  // Evaluated by the debugger, which the page's content security policy does not hold.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const violations = await page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: Axe };
    const result = await axe.run({
      runOnly: only === null ? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] : [only],
      // What passed is not asked for, and telling it takes a third of the time.
      resultTypes: ['violations'],
      selectors: false,
      preload: false,
    });
    return result.violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n  ${nodes.map(({ html, any }) => [html, ...any.map(({ message }) => message)].join('\n    ')).join('\n  ')}`,
    );
  }, rule ?? null);
  expect(violations).toEqual([]);
}

/** The part of axe's interface that is used in the page. */
interface Axe {
  run: (options: {
    runOnly: string[];
    resultTypes: string[];
    selectors: boolean;
    preload: boolean;
  }) => Promise<{
    violations: {
      id: string;
      help: string;
      nodes: { html: string; any: { message: string }[] }[];
    }[];
  }>;
}
