import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { DIST } from '@/tools/fresh-build';
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

test('opened as a file the page says why it does not start, and what to do', async ({
  page,
  pageFaults,
}) => {
  await page.goto(pathToFileURL(join(DIST, 'index.html')).href);
  const words = page.getByRole('main');
  await expect(words).toBeVisible();
  await expect(words).toContainText('Code Connector has not started');
  await expect(words).toContainText('Opened as a file it cannot');
  await expect(words).toContainText('npm start');
  // The engine's own words on modules of files.
  const others = pageFaults.splice(0).filter((fault) => !/file:|ERR_FAILED/.test(fault));
  expect(others).toEqual([]);
});

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

test('a server that sends nothing but types serves it from any path', async ({
  page,
  pageFaults,
}) => {
  const folder = '/some/path/';
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname.startsWith(folder) ? pathname.slice(folder.length) : '..';
    const type = TYPES[extname(name || 'index.html')];
    readFile(join(DIST, name || 'index.html')).then(
      (bytes) =>
        response.writeHead(200, type === undefined ? {} : { 'Content-Type': type }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    // An address of a listening TCP server is never a string.
    const { port } = server.address() as AddressInfo;
    const origin = `http://127.0.0.1:${port}`;
    await page.goto(`${origin}${folder}`);
    await expect(page.getByRole('contentinfo')).toContainText('Sandbox ready');
    const record = await page.evaluate(async () => window.codeConnector.run());
    expect([record.status, record.response?.statusCode]).toEqual(['succeeded', 202]);
    const others = pageFaults.splice(0).filter((fault) => !fault.startsWith(`request: ${origin}/`));
    expect(others).toEqual([]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
