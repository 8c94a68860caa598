import { launch, type ElementHandle, type Page } from 'puppeteer-core';
import { asCall, CANDIDATES, until, type Engine, type Role } from './engine';

/** Firefox, over WebDriver BiDi, with a profile of its own. */
export async function openFirefox(executablePath: string): Promise<Engine> {
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    protocolTimeout: 120_000,
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  return {
    name: (await browser.version()).replace('firefox/', 'Firefox '),
    open: async (url) => {
      await page.goto(url, { waitUntil: 'load' });
    },
    evaluate: (act, given) => evaluate(page, act, given),
    click: async (role, name) => {
      const found = await until(
        `${role} "${name}" is there`,
        () => find(page, role, name),
        (element) => element !== null,
      );
      await found?.click();
    },
    close: () => browser.close(),
  };
}

async function evaluate<Given, Answer>(
  page: Page,
  act: (given: Given) => Answer | Promise<Answer>,
  given: Given,
): Promise<Answer> {
  // As text: both directions are JSON, whatever the protocol would make of an object.
  const text = await page.evaluate(
    `Promise.resolve(${asCall(act)}(${JSON.stringify(given) ?? 'undefined'})).then((answer) => JSON.stringify(answer) ?? 'null')`,
  );
  return JSON.parse(text as string) as Answer;
}

/** By text that is not hidden from assistive technology: Firefox's own search by name takes ten seconds here. */
async function find(page: Page, role: Role, name: string): Promise<ElementHandle | null> {
  for (const element of await page.$$(CANDIDATES[role])) {
    const own = await element.evaluate((node) => {
      const label = node.getAttribute('aria-label');
      if (label !== null) return label;
      const copy = node.cloneNode(true) as Element;
      for (const hidden of copy.querySelectorAll('[aria-hidden="true"]')) hidden.remove();
      return copy.textContent.trim();
    });
    if (own === name) return element;
  }
  return null;
}
