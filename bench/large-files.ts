import type { Browser, Page } from '@playwright/test';
import { KEEP_NAMES } from './measure-runs';

/** Does something on a page that has been opened for the first time, and has done all that it does for itself then. */
export async function onSettledPage<T>(
  browser: Browser,
  origin: string,
  act: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
  });
  await context.addInitScript(KEEP_NAMES);
  const page = await context.newPage();
  await page.goto(origin);
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  // The sandbox, the code's editor, the problems.
  await page.getByText('Sandbox ready').waitFor();
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page
    .getByText(/^(No problems|\d+ problems?)$/)
    .first()
    .waitFor();
  await page.evaluate(async () => new Promise((resolve) => requestIdleCallback(resolve)));
  const result = await act(page);
  await context.close();
  return result;
}

/** Leaves a text in the page: that it comes there is none of what is measured. */
export async function stage(page: Page, text: string): Promise<void> {
  await page.evaluate((staged) => void Object.assign(window, { staged }), text);
}

/** Drops a file of that text on the page; milliseconds until the steps of its first flow are painted. */
export async function dropOn(page: Page, text: string): Promise<number> {
  await stage(page, text);
  return page.evaluate(openStaged, 'drop' as const);
}

/** Runs in the page: opens the staged text, and waits until its steps are painted. */
export async function openStaged(how: 'drop' | 'open'): Promise<number> {
  const { staged, codeConnector } = window as unknown as {
    staged: string;
    codeConnector: { open: (text: string) => Promise<unknown> };
  };
  const isThere = () => {
    const node = [...document.querySelectorAll<HTMLElement>('.react-flow__node')].find(
      ({ innerText }) => /\bStep 2\b/.test(innerText),
    );
    const run = [...document.querySelectorAll('button')].find((button) =>
      /^Run\b/.test(button.innerText),
    );
    return node !== undefined && node.style.visibility !== 'hidden' && run?.disabled === false;
  };
  const frame = async () => new Promise((resolve) => requestAnimationFrame(resolve));
  const began = performance.now();
  let opened: Promise<unknown> = Promise.resolve();
  if (how === 'open') opened = codeConnector.open(staged);
  else {
    const files = new DataTransfer();
    files.items.add(new File([staged], 'large', { type: 'text/plain' }));
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(
        new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: files }),
      );
    }
  }
  while (!isThere()) {
    if (performance.now() - began > 60_000) throw new Error('The file was not opened.');
    await frame();
  }
  const usableAfter = performance.now() - began;
  await opened;
  // The task that paints them comes to its end.
  await frame();
  await frame();
  return usableAfter;
}
