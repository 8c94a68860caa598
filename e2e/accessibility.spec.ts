import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';
import type { AppPage } from './pages/app-page';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;

/** Every view, and how a person gets there from the flow of the example. */
const VIEWS: readonly (readonly [
  name: string,
  open: (app: AppPage, page: Page) => Promise<void>,
])[] = [
  ['the flow after a run', async (_app, page) => command(page, 'Show the flow')],
  ['the outline', async (_app, page) => command(page, 'Show the outline')],
  ['a step', async (_app, page) => command(page, 'Choose Services')],
  ['the payload', async (_app, page) => command(page, 'Show the payloads')],
  ['the config variables', async (_app, page) => command(page, 'Show the config variables')],
  ['the projects', async (_app, page) => command(page, 'Show projects and examples')],
  [
    'the list of commands',
    async (_app, page) => {
      await page.keyboard.press('ControlOrMeta+K');
      await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
    },
  ],
  [
    'the shortcuts',
    async (_app, page) => {
      await command(page, 'Keyboard shortcuts');
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    },
  ],
  [
    'the settings of the flow',
    async (_app, page) => {
      await command(page, 'Flow settings');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  ],
];

for (const size of SIZES) {
  test(`every view is accessible and fits ${size.width} by ${size.height}`, async ({
    app,
    page,
  }) => {
    test.slow();
    await app.choosePayload('bad signature');
    await app.runToEnd();
    await page.setViewportSize(size);
    // Colours on their way from one theme to the other are no colours of either.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const [name, open] of VIEWS) {
      await test.step(name, async () => {
        await open(app, page);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await expectAccessible(page);
        }
        await expectFits(page);
        if ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
      });
    }
  });
}

test('the tabs of a step are accessible', async ({ app, page }) => {
  await app.runToEnd();
  await app.node('Choose Services').click();
  for (const tab of ['Code', 'Input', 'Output', 'Settings'] as const) {
    await app.step.show(tab);
    await expectAccessible(page);
  }
  for (const kind of ['Text', 'File', 'Form']) {
    await app.payloads.open(page);
    await app.payloads.region.getByRole('radio', { name: kind }).check();
    await expectAccessible(page);
  }
});

async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+K');
  const dialog = page.getByRole('dialog', { name: 'Commands' });
  await dialog.getByRole('combobox').fill(name);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

/** Nothing makes the page wider than the window, and no control stands outside it. */
async function expectFits(page: Page): Promise<void> {
  const faults = await page.evaluate(() => {
    // What scrolls in a box of its own can be reached there.
    const isInScroller = (element: Element): boolean => {
      for (let box = element.parentElement; box !== null; box = box.parentElement) {
        if (['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) return true;
      }
      return false;
    };
    const wide = document.documentElement.scrollWidth - innerWidth;
    const outside = [...document.querySelectorAll('button, input, select, textarea')].filter(
      (element) => {
        const box = element.getBoundingClientRect();
        const isDrawing = element.closest('.react-flow__renderer, .monaco-editor') !== null;
        if (isDrawing || isInScroller(element) || box.width < 2 || box.height < 2) return false;
        return box.right > innerWidth + 1 || box.left < -1;
      },
    );
    return [
      ...(wide > 0 ? [`the page is ${wide} pixels too wide`] : []),
      ...outside.map((element) => `outside: ${element.outerHTML.slice(0, 160)}`),
    ];
  });
  expect(faults).toEqual([]);
}
