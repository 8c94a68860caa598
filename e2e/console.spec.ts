import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { chromiumOf } from './engines/chromium';
import { LONGEST_MS, longestTask } from './engines/longest-task';
import { expect, test } from './shared-page';
import type { AppPage } from './pages/app-page';
import { projectFile } from './project-file';

const TRIGGER = 'module.exports = async (context, payload) => ({ payload });';

test('the timeline shows branches side by side, and what a failed step kept from running', async ({
  app,
}) => {
  const branch = (wait: number, end: string) =>
    `module.exports = async () => {
  const startedAt = Date.now();
  await new Promise((resolve) => setTimeout(resolve, ${wait}));
  ${end}
};`;
  await app.import(
    projectFile(
      'Branches',
      [
        { name: 'Trigger', code: TRIGGER },
        { name: 'Left', code: branch(2500, 'return { data: [startedAt, Date.now()] };') },
        { name: 'Right', code: branch(300, 'return { data: [startedAt, Date.now()] };') },
        {
          name: 'Compare',
          code: `module.exports = async ({ logger }, { left, right }) => {
  const together = Math.min(left.results[1], right.results[1]) - Math.max(left.results[0], right.results[0]);
  logger.info(together > 0 ? 'side by side' : 'one after the other');
  throw new RangeError('Nothing to compare');
};`,
        },
        { name: 'After', code: 'module.exports = async () => ({ data: 1 });' },
      ],
      '{}',
      [
        [0, 1],
        [0, 2],
        [1, 3],
        [2, 3],
        [3, 4],
      ],
    ),
  );
  await app.runToEnd();
  await expect(app.console.outcome).toHaveText('Run failed in Compare: line 4: Nothing to compare');
  await app.console.show('Logs');
  await expect(app.console.log).toContainText('side by side');

  await app.console.show('Timeline');
  const { timeline } = app.console;
  const spans = await Promise.all(
    ['Left', 'Right'].map(async (name) => {
      const text = await timeline.getByRole('button', { name }).innerText();
      const [, from = '', length = ''] = /succeeded, from (.+? m?s) for (.+? m?s)/.exec(text) ?? [];
      return { from: milliseconds(from), to: milliseconds(from) + milliseconds(length) };
    }),
  );
  const latestStart = Math.max(...spans.map(({ from }) => from));
  expect(Math.min(...spans.map(({ to }) => to))).toBeGreaterThan(latestStart);
  await expect(
    timeline.getByRole('button', { name: /^Compare failed, from .+: RangeError, line 4$/ }),
  ).toBeVisible();
  await timeline.getByRole('button', { name: 'After skipped' }).click();
  await expect(app.step.name).toHaveValue('After');
  await expect(app.step.region).toContainText('Skipped');
});

test('an endless loop is stopped, and the next run of other code is whole', async ({ app }) => {
  await app.import(
    projectFile('Endless', [
      { name: 'Trigger', code: TRIGGER },
      {
        name: 'Forever',
        code: "module.exports = async ({ logger }) => { logger.info('turning'); for (;;); };",
      },
    ]),
  );
  for (const attempt of ['first', 'second']) {
    await test.step(attempt, async () => {
      await app.run.click();
      await expect(app.node('Forever')).toHaveAccessibleName(/, running/);
      await expect(app.run).toBeHidden();
      await app.stop.click();
      await expect(app.console.outcome).toHaveText('Run stopped');
      await expect(app.node('Forever')).toHaveAccessibleName(/, stopped/);
    });
  }
  await app.node('Forever').click();
  await app.step.typeCode('module.exports = async () => ({ data: "ended" });');
  await app.runToEnd();
  await expect(app.console.outcome).toHaveText(/^Run succeeded in/);
  await app.step.show('Output');
  await expect(app.step.output).toContainText('ended');
});

test('logs are found by level, step and text, and lead to their line', async ({ app, page }) => {
  const logs = projectFile('Logs', [
    {
      name: 'Receive',
      code: `module.exports = async ({ logger }, payload) => {
  logger.info('order arrived');
  logger.warn('no customer');
  return { payload };
};`,
    },
    {
      name: 'Check Stock',
      code: `module.exports = async ({ logger }) => {
  logger.debug('asking');

  logger.info('in stock');
  logger.error('order too large');
  console.log('from the console');
  return { data: 1 };
};`,
    },
  ]);
  await app.import(logs);
  await app.runToEnd();
  await app.console.show('Logs');
  const { log, region } = app.console;
  const level = region.getByLabel('Level');
  const step = region.getByLabel('Step of the log');
  const text = region.getByLabel('Filter logs');
  const messages = log.getByRole('button', { name: /order|customer|asking|stock|console/ });
  await expect(messages).toHaveCount(6);

  await level.selectOption('Warn');
  await expect(messages).toHaveText(['no customer']);
  await level.selectOption('All levels');
  await step.selectOption('Check Stock');
  await expect(messages).toHaveText(['asking', 'in stock', 'order too large', 'from the console']);
  await text.fill('ORDER');
  await expect(messages).toHaveText(['order too large']);
  await step.selectOption('All steps');
  await expect(messages).toHaveText(['order arrived', 'order too large']);

  await messages.last().click();
  await expect(app.step.name).toHaveValue('Check Stock');
  await expect(app.step.code).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type('// here');
  await expect(app.step.region.locator('.view-line', { hasText: '// here' })).toContainText(
    "logger.error('order too large');",
  );

  // Another project begins with all its rows, and they lead to their lines as well.
  await app.import(logs);
  await app.runToEnd();
  await expect(messages).toHaveCount(6);
  await messages.last().click();
  await expect(app.step.name).toHaveValue('Check Stock');
  await expect(app.step.code).toBeFocused();
});

test('the response is shown with its status and headers, its body by its type', async ({
  app,
  page,
}) => {
  const { response } = app.console;
  await answerWith(app, 200, 'text/csv; charset=utf-8', 'sku,note\r\nA-1,"one, two"', {
    'X-Trace': 'abc-1',
  });
  await expect(response).toContainText('200 OK');
  await expect(response).toContainText('text/csv; charset=utf-8');
  const headers = response.getByRole('table', { name: 'Response headers' });
  await expect(headers.getByRole('row', { name: 'X-Trace' })).toContainText('abc-1');
  await expect(response.getByRole('columnheader', { name: 'sku' })).toBeVisible();
  await expect(response.getByRole('cell', { name: 'one, two' })).toBeVisible();

  await answerWith(app, 201, 'application/json', '{"made": [{"id": 7}]}');
  await expect(response).toContainText('201 Created');
  await expect(response.getByRole('tree', { name: 'Body' })).toContainText('made');

  await answerWith(app, 200, 'application/json', '{"made": ');
  await expect(response).toContainText('The body is not JSON');
  await expect(response.getByLabel('Body as text')).toHaveText('{"made":');

  const html = '<h1>Hi</h1><script>document.title = "taken"</script><img src="/x.png">';
  for (const type of ['text/html', 'application/xhtml+xml', 'image/svg+xml']) {
    await answerWith(app, 418, type, html);
    await expect(response).toContainText('418');
    await expect(response.getByLabel('Body as text')).toHaveText(html);
    await expect(response).toContainText('never as a live page');
    await expect(page.getByRole('heading', { name: 'Hi' })).toHaveCount(0);
    await expect(response.locator('iframe, img, object, embed')).toHaveCount(0);
  }
  await expect(page).not.toHaveTitle('taken');

  await answerWith(app, 200, 'text/plain', 'two\nlines \u202E');
  await expect(response.getByLabel('Body as text')).toHaveText(/two\s+lines \\u\{202E\}/);
  const download = page.waitForEvent('download');
  await response.getByRole('button', { name: 'Save as file' }).click();
  expect((await download).suggestedFilename()).toBe('response.txt');

  await answerWith(app, 204, 'text/plain', '');
  await expect(response).toContainText('204 No Content');
});

test('a problem leads to where it is', async ({ app, page }) => {
  await app.import(
    projectFile('Problems', [
      { name: 'Trigger', code: TRIGGER },
      {
        name: 'Broken',
        code: 'module.exports = async () => {\n  const a = 1;\n  return { data: a + };\n};',
      },
    ]),
  );
  await app.console.show('Problems');
  const group = app.console.problems.getByRole('region', { name: 'Broken' });
  await group.getByRole('button', { name: /line 3/ }).click();
  await expect(app.step.name).toHaveValue('Broken');
  await expect(app.step.code).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type('// here');
  await expect(app.step.region.locator('.view-line', { hasText: '// here' })).toContainText('a +');

  await app.step.typeCode('module.exports = async () => ({ data: 1 });');
  await expect(app.console.problems).toContainText('No problems in 2 steps.');
});

test('a result of 10 MB is previewed, then read whole', async ({ app }) => {
  await app.import(
    projectFile('Large', [
      { name: 'Trigger', code: TRIGGER },
      {
        name: 'Many Rows',
        code: "module.exports = async () => ({ data: Array.from({ length: 100_000 }, (_, at) => ({ at, text: 'row ' + 'x'.repeat(90) })) });",
      },
    ]),
  );
  await app.runToEnd();
  await app.node('Many Rows').click();
  await app.step.show('Output');
  const preview = app.step.region.getByLabel('First part of the output');
  await expect(preview.or(app.step.output).first()).toBeVisible();
  await expect(app.step.region).toContainText(/1\d MB/);
  await expect(app.step.output).toBeVisible();
  await expect(app.step.output).toContainText('100,000');
  // Of all its rows only those in sight are in the page.
  expect(await app.step.output.getByRole('treeitem').count()).toBeLessThan(200);
});

test('an answer of 10 MB is shown by its first part or its open tree, saved whole, and holds the page up nowhere', async ({
  app,
  page,
}) => {
  const { response } = app.console;
  const size = 10 * 1024 * 1024;
  const cases = {
    text: {
      code: `'row\\n'.repeat(${size / 4}), contentType: 'text/plain'`,
      expect: async () => {
        await expect(response).toContainText('The first 64 KB of 10 MB');
        const shown = await response.getByLabel('Body as text').innerText();
        expect(shown.length).toBeLessThan(100_000);
      },
    },
    table: {
      code: `'a,b\\n'.repeat(${size / 4}), contentType: 'text/csv'`,
      expect: async () => {
        await expect(response).toContainText('The first 500 rows');
        await expect(response.getByRole('row')).toHaveCount(501);
      },
    },
    bytes: {
      code: `Buffer.alloc(${size}, 7), contentType: 'application/octet-stream'`,
      expect: async () => {
        await expect(response).toContainText('The first 4.0 KB of 10 MB');
        await expect(response.getByLabel('Body as bytes')).toContainText('07 07 07 07');
      },
    },
    rows: {
      code: "Array.from({ length: 100_000 }, (_, at) => ({ at, text: 'row ' + 'x'.repeat(90) }))",
      expect: async () => {
        await expect(response.getByRole('tree', { name: 'Body' })).toContainText('100,000');
      },
    },
  };
  for (const [name, { code, expect: expectShown }] of Object.entries(cases)) {
    await test.step(name, async () => {
      const text = projectFile(name, [
        { name: 'Trigger', code: TRIGGER },
        { name: 'Answer', code: `module.exports = async () => ({ data: ${code} });` },
      ]);
      await app.import(text.replace('"isSynchronous":false', '"isSynchronous":true'));
      await app.console.show('Response');
      await expectNoLongTask(page, name, async () => {
        await app.run.click();
        await expect(app.console.outcome).toHaveText(/^Run succeeded/);
        await expect(response).toContainText(/1\d MB/);
      });
      await expectShown();
      const download = page.waitForEvent('download');
      await response.getByRole('button', { name: 'Save as file' }).click();
      const saved = await readFile(await (await download).path());
      expect(saved.length).toBeGreaterThanOrEqual(size);
    });
  }
  await expectNoLongTask(page, 'record', async () =>
    page.evaluate(async () => {
      window.record = await window.codeConnector.run();
    }),
  );
  const record = await page.evaluate(() => {
    const { steps, response: answer } = window.record;
    const rows = steps.at(-1)?.results as readonly unknown[];
    return { count: rows.length, last: rows.at(-1), isSame: answer?.body === JSON.stringify(rows) };
  });
  expect(record).toEqual({
    count: 100_000,
    last: { at: 99_999, text: `row ${'x'.repeat(90)}` },
    isSame: true,
  });
});

/** By the processor's time: by the clock the machine may be busy with anything. */
async function expectNoLongTask(
  page: Page,
  name: string,
  act: () => Promise<unknown>,
): Promise<void> {
  const { processorMs, clockMs } = await longestTask(chromiumOf(page), act);
  // oxlint-disable-next-line no-console
  console.log(`${name}: longest task ${processorMs} ms, by the clock ${clockMs} ms`);
  expect(processorMs).toBeLessThan(LONGEST_MS);
}

/** "12 ms" and "1.9 s" as a number. */
function milliseconds(text: string): number {
  return Number.parseFloat(text) * (text.endsWith(' ms') ? 1 : 1000);
}

/** Lets the trigger answer its caller so, runs it, and shows the response. */
async function answerWith(
  app: AppPage,
  statusCode: number,
  contentType: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const response = JSON.stringify({ statusCode, contentType, headers, body });
  const code = `module.exports = async () => ({ payload: null, response: ${response} });`;
  await app.import(projectFile(`${statusCode} ${contentType}`, [{ name: 'Trigger', code }]));
  await app.runToEnd();
  await app.console.show('Response');
}
