import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, expect, type Browser, type Page } from '@playwright/test';
import { ConnectionsPage } from '../../e2e/pages/connections-page';
import { AppPage } from '../../e2e/pages/app-page';
import { connectionKinds } from '../kinds/connections';
import { stepKey } from '../model/step-key';
import { browserArguments, findBrowser } from './find-browser';
import { buildWhenStale, DIST } from './fresh-build';
import { serveDist } from './serve-dist';

const FOLDER = fileURLToPath(new URL('../../docs/screens', import.meta.url));

const SIZES = {
  wide: { width: 1440, height: 900 },
  narrow: { width: 390, height: 844 },
} as const;

const EARLIER = [
  ['API Key', 'Fraud Score'],
  ['Basic Username/Password', 'Legacy ERP'],
] as const;

const SAMPLES: Readonly<Record<string, string>> = {
  authorizeUrl: 'https://auth.storefront.example/oauth2/authorize',
  tokenUrl: 'https://auth.storefront.example/oauth2/token',
  scopes: 'orders.read inventory.read offline_access',
  clientId: 'acme-fulfilment-4f21',
  clientSecret: 'a secret of the picture',
};

/** What is shown in each picture. */
const VIEWS: Readonly<Record<string, (app: AppPage) => Promise<void>>> = {
  main: async (app) => {
    await app.runToEnd();
  },
  failed: async (app) => {
    await app.choosePayload('bad signature');
    await app.runToEnd();
    await app.console.show('Timeline');
    await app.console.timeline.getByRole('button').first().waitFor();
  },
  payload: async (app) => {
    await app.payloads.open(app.page);
  },
  projects: async (app) => {
    await app.openExample('Stripe invoice');
    await app.showProjects();
  },
  ...connectionViews(),
};

await takeScreens(process.argv.slice(2));

/** Takes the pictures of docs/screens on the built application; only those whose names begin as given, where any are. */
async function takeScreens(wanted: readonly string[]): Promise<void> {
  const executablePath = await findBrowser();
  await buildWhenStale();
  const server = await serveDist(DIST, { port: 0 });
  const browser = await chromium.launch({ executablePath, args: browserArguments() });
  await mkdir(FOLDER, { recursive: true });
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [size, viewport] of Object.entries(SIZES)) {
        for (const [view, show] of Object.entries(VIEWS)) {
          if (wanted.length > 0 && !wanted.some((start) => view.startsWith(start))) continue;
          const path = join(FOLDER, `${view}-${colorScheme}-${size}.png`);
          const url = `http://127.0.0.1:${server.port}/`;
          await takeScreen(browser, { url, colorScheme, viewport, show, path });
          process.stdout.write(`${path}\n`);
        }
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Each form of a connection, filled in. */
function connectionViews(): Record<string, (app: AppPage) => Promise<void>> {
  return Object.fromEntries(
    Object.values(connectionKinds).map((kind) => [
      `connection-${stepKey(kind.label)}`,
      async (app: AppPage) => {
        const connections = new ConnectionsPage(app.page);
        await connections.open();
        for (const [label, name] of EARLIER) {
          if (label !== kind.label) await connections.add(label, name);
        }
        await connections.add(kind.label, 'Acme');
        for (const { key, label, type } of kind.fields) {
          if (type === 'keyvaluelist') {
            await connections.region.getByLabel('Headers key, row 1').fill('X-Store-Region');
            await connections.region.getByLabel('Headers value, row 1').fill('eu-central-1');
          } else if (type !== 'text') {
            await connections.field(label).fill(SAMPLES[key] ?? 'acme');
          }
        }
        if (kind.key === 'privateKey') {
          await connections.region.getByRole('button', { name: 'Generate a key pair' }).click();
          await app.page.getByRole('menuitem', { name: /^RSA, 2048/ }).click();
          await expect(
            connections.region.getByRole('status', { name: 'About the key' }),
          ).toContainText('SHA256:');
        }
        const collapse = app.console.region.getByRole('button', { name: 'Collapse the console' });
        // On narrow pages it is collapsed from the start.
        if (await collapse.isVisible()) await collapse.click();
        await connections.region.getByRole('heading', { name: 'Acme' }).click();
        await connections.field('Connection name').scrollIntoViewIfNeeded();
        await expect(app.page.getByRole('banner')).toContainText(/Saved \d/);
      },
    ]),
  );
}

interface Screen {
  readonly url: string;
  readonly colorScheme: 'light' | 'dark';
  readonly viewport: { readonly width: number; readonly height: number };
  readonly show: (app: AppPage) => Promise<void>;
  readonly path: string;
}

async function takeScreen(browser: Browser, screen: Screen): Promise<void> {
  const { url, colorScheme, viewport, show, path } = screen;
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport,
    colorScheme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  const app = new AppPage(await context.newPage());
  await app.open(url);
  await show(app);
  await whenDrawn(app.page);
  await app.page.screenshot({ path });
  await context.close();
}

/** Fonts are there, and where code or a body is shown, its editor. */
async function whenDrawn(page: Page): Promise<void> {
  await page.evaluate(async () => document.fonts.ready);
  const editors = page.getByRole('textbox', { name: /^(Code of |Body$)/ });
  for (const editor of await editors.all()) await expect(editor).toBeEditable();
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}
