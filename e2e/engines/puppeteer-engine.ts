import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { asCallForText, CANDIDATES, until, type ProcessEngine, type Role } from './engine';

/** A browser that Puppeteer drives, with one page. */
export async function puppeteerEngine(browser: Browser, name: string): Promise<ProcessEngine> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  return {
    name,
    pid: browser.process()?.pid ?? 0,
    open: async (url) => {
      await page.goto(url, { waitUntil: 'load' });
    },
    evaluate: (act, given) => evaluate(page, act, given),
    click: async (role, label) => {
      const found = await until(
        `${role} "${label}" is there`,
        () => find(page, role, label),
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
  const text = await page.evaluate(asCallForText(act, given));
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
