import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** What a browser lacks is found at start, and said: flows are never run in something less safe. */

/** Takes a right away from the sandbox, so that the engine refuses what an older one has not. */
async function changeSandbox(page: Page, change: (html: string) => string): Promise<void> {
  await page.route('**/sandbox.html', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
}

const CASES: readonly (readonly [string, string, (page: Page) => Promise<void>])[] = [
  [
    'workers',
    'It starts no workers in a frame without an origin',
    (page) => changeSandbox(page, (html) => html.replace('worker-src blob:', "worker-src 'none'")),
  ],
  [
    'evaluation',
    'It does not let the sandbox evaluate code',
    (page) => changeSandbox(page, (html) => html.replace(" 'unsafe-eval'", '')),
  ],
  [
    'sandboxed frames',
    'It has no sandboxed frames',
    async (page) => {
      await page.addInitScript(() => Reflect.deleteProperty(HTMLIFrameElement.prototype, 'srcdoc'));
    },
  ],
  [
    'an answer of the sandbox',
    'The sandbox did not start within 8 seconds',
    (page) => changeSandbox(page, () => '<!doctype html>'),
  ],
];

for (const [lack, words, prepare] of CASES) {
  test(`a browser without ${lack} is told so; Run is off, editing goes on`, async ({
    page,
    pageFaults,
  }) => {
    await prepare(page);
    await page.goto('./');
    const alert = page.getByRole('alert').filter({ hasText: 'Flows cannot run in this browser' });
    await expect(alert).toContainText(words, { timeout: 20_000 });
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
    await expect(page.getByRole('contentinfo')).toContainText('Sandbox not available');
    const error = await page.evaluate(async () => (await window.codeConnector.run()).error);
    expect(error).toMatchObject({ code: 'CC-SANDBOX' });
    expect(error?.message).toContain(words);
    await page.getByRole('button', { name: 'Add step', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'Add step' })).toBeVisible();
    // The engine's own words on what was taken away.
    const others = pageFaults.splice(0).filter((fault) => !/Content Security Policy/.test(fault));
    expect(others).toEqual([]);
  });
}
