import { expect, test as base, watch } from './fixtures';
import { AppPage } from './pages/app-page';

interface Shared {
  readonly sharedApp: { readonly app: AppPage; readonly faults: string[] };
}

/**
 * For journeys that begin with a project of their own: they share one page per worker, which costs more to open than
 * most of them take. A journey that fails ends its worker, and the page with it.
 */
export const test = onSharedPage({ width: 1440, height: 900 });

/** For journeys by the automation interface alone: the page is narrow, where no code editor is loaded. */
export const automationTest = onSharedPage({ width: 390, height: 844 });

function onSharedPage(viewport: { readonly width: number; readonly height: number }) {
  return base.extend<object, Shared>({
    sharedApp: [
      async ({ browser }, use) => {
        // Set by `npm run journeys`; the fixture of that name is made anew for every test.
        const baseURL = process.env['BASE_URL'] ?? '';
        const context = await browser.newContext({
          baseURL,
          viewport,
          locale: 'en-GB',
          serviceWorkers: 'block',
          permissions: ['clipboard-read', 'clipboard-write'],
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
    page: async ({ sharedApp: { app }, context: _context }, use) => {
      await use(app.page);
      // Further tabs of a journey took the focus with them.
      for (const other of app.page.context().pages()) if (other !== app.page) await other.close();
      await app.page.bringToFront();
      await app.page.setViewportSize(viewport);
      await app.page.emulateMedia({ colorScheme: null, reducedMotion: null });
    },
    app: async ({ sharedApp }, use) => use(sharedApp.app),
    pageFaults: async ({ sharedApp: { faults } }, use) => {
      faults.length = 0;
      await use(faults);
      expect(faults).toEqual([]);
    },
  });
}

export { expect };
