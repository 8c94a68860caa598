import { expect, test as base, watch } from './fixtures';
import { AppPage } from './pages/app-page';

interface Shared {
  readonly sharedApp: { readonly app: AppPage; readonly faults: string[] };
}

/**
 * For journeys by the automation interface alone: each opens a project of its own, so they share one page per worker,
 * which costs more than the runs. It is narrow: there no code editor is loaded. A journey that fails ends its worker,
 * and the page with it.
 */
export const test = base.extend<object, Shared>({
  sharedApp: [
    async ({ browser }, use) => {
      // Set by `npm run journeys`; the fixture of that name is made anew for every test.
      const baseURL = process.env['BASE_URL'] ?? '';
      const context = await browser.newContext({
        baseURL,
        viewport: { width: 390, height: 844 },
        locale: 'en-GB',
        serviceWorkers: 'block',
      });
      const page = await context.newPage();
      const faults: string[] = [];
      watch(page, baseURL, faults);
      const app = new AppPage(page);
      await app.open();
      await use({ app, faults });
      await context.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ sharedApp }, use) => {
    const context = sharedApp.app.page.context();
    await use(context);
    await context.unrouteAll({ behavior: 'wait' });
  },
  page: async ({ sharedApp, context: _context }, use) => use(sharedApp.app.page),
  app: async ({ sharedApp }, use) => use(sharedApp.app),
  pageFaults: async ({ sharedApp: { faults } }, use) => {
    faults.length = 0;
    await use(faults);
    expect(faults).toEqual([]);
  },
});

export { expect };
