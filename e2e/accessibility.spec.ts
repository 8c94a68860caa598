import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';
import { AppPage } from './pages/app-page';
import { ConnectionsPage } from './pages/connections-page';
import { projectFile } from './project-file';

/** A flow in which much has gone wrong, with names and texts longer than their places. */
const FLOW = projectFile(
  'Orders of every shop, with everything that can go wrong in them',
  [
    {
      name: 'Receive Order',
      code: `module.exports = async ({ logger }, payload) => {
  for (const level of ['trace', 'debug', 'info', 'warn', 'error']) logger[level](level + ' of a step');
  logger.info('a long row '.repeat(60));
  return { payload, response: { statusCode: 202, contentType: 'text/csv', headers: { 'X-Trace': 'a'.repeat(200) }, body: 'sku,note\\nA-1,one' } };
};`,
    },
    {
      name: 'Look Up The Customer By Every Identifier That The Order Has',
      code: "module.exports = async () => ({ data: { text: 'x'.repeat(300), list: [1, null, true] } });",
    },
    {
      name: 'Fail',
      code: "module.exports = async () => {\n  throw new Error('No such customer');\n};",
    },
    {
      name: 'Broken Later',
      code: 'module.exports = async (context, { nobody }) => ({ data: nobody.results });',
    },
  ],
  '{"order": {"id": 7}}',
);
const LONG = 'Look Up The Customer By Every Identifier That The Order Has';

interface View {
  readonly name: string;
  readonly open: (app: AppPage) => Promise<void>;
  /** Where a view lies over the others, how to leave it. */
  readonly isOnTop?: boolean;
  /** The widest window that has it. */
  readonly mostWidth?: number;
}

/** Every view after the failed run, and how a person gets there. */
const VIEWS: readonly View[] = [
  {
    name: 'the flow',
    open: async (app) => {
      // The list of steps is the flow where the window is narrow.
      await app.rail
        .getByRole('button', { name: /^(Flow|Drawing)$/ })
        .last()
        .click();
      await expect(app.canvas).toBeVisible();
    },
  },
  ...(['Timeline', 'Response', 'Problems', 'Logs'] as const).map((tab) => ({
    name: `the console: ${tab}`,
    open: async (app: AppPage) => {
      await app.console.show(tab);
      await expect(app.console.region.getByRole('tabpanel', { name: tab })).not.toBeEmpty();
    },
  })),
  {
    name: 'the outline',
    open: async (app) => {
      await command(app, 'Show the outline');
      await expect(app.outline).toBeVisible();
    },
  },
  ...(['Code', 'Input', 'Output', 'Settings'] as const).map((tab) => ({
    name: `a step: ${tab}`,
    open: async (app: AppPage) => {
      await openStep(app, LONG);
      await app.step.show(tab);
      await expect(app.step.region.getByRole('tabpanel')).not.toBeEmpty();
    },
  })),
  {
    name: 'a failed step',
    open: async (app) => {
      await openStep(app, 'Fail');
      await app.step.show('Output');
      await expect(app.step.region).toContainText('No such customer');
    },
  },
  ...(['Text', 'File', 'Form'] as const).map((kind) => ({
    name: `the payload: ${kind}`,
    open: async (app: AppPage) => {
      await command(app, 'Show the payloads');
      await app.payloads.region.getByRole('radio', { name: kind }).check();
    },
  })),
  {
    name: 'the connections',
    open: async (app) => {
      await command(app, 'Show the connections');
      const connections = new ConnectionsPage(app.page);
      await connections.add('OAuth 2.0 Authorization Code', 'A connection with a very long name');
      await connections.field('Scopes').fill('a,b');
      await expect(connections.field('Scopes')).toHaveAccessibleDescription(/not a comma/);
    },
  },
  {
    name: 'the config variables',
    open: async (app) => {
      await command(app, 'Show the config variables');
      const region = app.page.getByRole('region', { name: 'Config variables' });
      await region.getByRole('button', { name: 'Add variable' }).click();
      await expect(region.getByLabel('Name').last()).toBeVisible();
    },
  },
  {
    name: 'the state',
    open: async (app) => {
      await command(app, 'Show the state');
      const region = app.page.getByRole('region', { name: 'State', exact: true });
      const editor = region.getByRole('textbox', { name: 'instanceState' });
      await editor.fill('{ "total": ');
      await expect(region).toContainText('Not kept: this is not JSON');
    },
  },
  {
    name: 'the projects',
    open: async (app) => {
      await command(app, 'Show projects and examples');
      await expect(app.page.getByRole('heading', { name: 'Recent projects' })).toBeVisible();
    },
  },
  dialog('Commands', async (app) => app.page.keyboard.press('ControlOrMeta+K')),
  dialog('Keyboard shortcuts', async (app) => command(app, 'Keyboard shortcuts')),
  dialog('Flow settings', async (app) => command(app, 'Flow settings')),
  dialog('Project settings', async (app) => command(app, 'Project settings')),
  dialog('Add step', async (app) => {
    await command(app, 'Show the flow');
    await command(app, 'Add step');
  }),
  menu('Project menu'),
  { ...menu('More views'), mostWidth: 899 },
  menu('Run options'),
  menu('Flow Orders of every shop, with everything that can go wrong in them'),
];

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const) {
  test(`every view is accessible and fits ${width} by ${height}`, async ({ app, page }) => {
    test.slow();
    await app.import(FLOW);
    await app.runToEnd();
    await expect(app.console.outcome).toHaveText(/^Run failed in Fail/);
    await page.setViewportSize({ width, height });
    // Without scrolling, on a phone too.
    for (const tab of await app.console.region.getByRole('tab').all()) {
      await expect(tab).toBeInViewport({ ratio: 1 });
    }
    // Colours on their way from one theme to the other are no colours of either.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const { name, open, isOnTop, mostWidth = width } of VIEWS) {
      if (width > mostWidth) continue;
      await test.step(name, async () => {
        await show(page, 'light');
        await open(app);
        await expectAccessible(page);
        expect(await page.evaluate(misfits)).toEqual([]);
        // The widest and the narrowest have all controls between them.
        if (width !== 1024) {
          await show(page, 'dark');
          await expectAccessible(page, 'color-contrast');
        }
        if (isOnTop === true) await page.keyboard.press('Escape');
      });
    }
  });
}

for (const first of ['light', 'dark'] as const) {
  test(`the code has the theme of the page, which was ${first} at first`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: first });
    const app = new AppPage(page);
    await app.open();
    await app.node('Choose Services').click();
    await expect(app.step.code).toBeEditable();
    const editor = app.step.region.locator('.monaco-editor').first();
    for (const [scheme, ground] of [
      ['light', 'rgb(255, 255, 255)'],
      ['dark', 'rgb(21, 26, 33)'],
    ] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await expect(app.step.region).toHaveCSS('background-color', ground);
      await expect(editor).toHaveCSS('background-color', ground);
    }
  });
}

/** Turns to a theme, and waits until the code editors have followed. */
async function show(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  const other = colorScheme === 'light' ? '.vs-dark' : '.vs';
  await expect(page.locator(`.monaco-editor${other}`)).toHaveCount(0);
}

function dialog(title: string, open: View['open']): View {
  return {
    name: `the dialog ${title}`,
    isOnTop: true,
    open: async (app) => {
      await open(app);
      await expect(app.page.getByRole('dialog', { name: title })).toBeVisible();
    },
  };
}

function menu(label: string): View {
  return {
    name: `the menu ${label}`,
    isOnTop: true,
    open: async (app) => {
      await app.page.getByRole('button', { name: label, exact: true }).click();
      await expect(app.page.getByRole('menu')).toBeVisible();
    },
  };
}

/** Does what the list of commands offers by that name. */
async function command({ page }: AppPage, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+K');
  const commands = page.getByRole('dialog', { name: 'Commands' });
  await commands.getByRole('combobox').fill(name);
  await page.keyboard.press('Enter');
  await expect(commands).toBeHidden();
}

async function openStep(app: AppPage, name: string): Promise<void> {
  await command(app, 'Show the outline');
  await command(app, name);
  await expect(app.step.name).toHaveValue(name);
}

/** What does not fit, told in the page: a page wider than its window, and controls that are cut off. */
function misfits(): string[] {
  const wide = document.documentElement.scrollWidth - innerWidth;
  const controls = [
    ...document.querySelectorAll('button, a, input, select, textarea, dialog, [role="menu"]'),
  ].filter((control) => {
    const { width, height } = control.getBoundingClientRect();
    // What is drawn is moved and scrolled in ways of its own; what is hidden from sight has no size.
    const isDrawn = control.closest('.react-flow__renderer, .monaco-editor') !== null;
    return !isDrawn && width > 1 && height > 1 && control.checkVisibility();
  });
  return [
    ...(wide > 0 ? [`the page is ${wide} pixels too wide`] : []),
    ...controls.flatMap((control) => {
      const cut = cutBy(control);
      return cut === null ? [] : [`cut off by ${cut}: ${control.outerHTML.slice(0, 200)}`];
    }),
  ];

  /** The first box around a control that hides a part of it, with no scrolling between that would show it. */
  function cutBy(control: Element): string | null {
    const box = control.getBoundingClientRect();
    let [isFreeX, isFreeY] = [false, false];
    let around = control.matches('dialog, [popover]') ? null : control.parentElement;
    while (around !== null) {
      const { overflowX, overflowY } = getComputedStyle(around);
      const edge = around.getBoundingClientRect();
      isFreeX ||= ['auto', 'scroll'].includes(overflowX);
      isFreeY ||= ['auto', 'scroll'].includes(overflowY);
      const isCutX =
        overflowX !== 'visible' && (box.right > edge.right + 1 || box.left < edge.left - 1);
      const isCutY =
        overflowY !== 'visible' && (box.bottom > edge.bottom + 1 || box.top < edge.top - 1);
      if ((isCutX && !isFreeX) || (isCutY && !isFreeY)) return around.className || around.tagName;
      around = around.matches('dialog, [popover]') ? null : around.parentElement;
    }
    const isOutside =
      (!isFreeX && (box.right > innerWidth + 1 || box.left < -1)) ||
      (!isFreeY && (box.bottom > innerHeight + 1 || box.top < -1));
    return isOutside ? 'the window' : null;
  }
}
