import { launch } from 'puppeteer-core';
import type { ProcessEngine } from './engine';
import { puppeteerEngine } from './puppeteer-engine';

/** Firefox, over WebDriver BiDi, with a profile of its own. */
export async function openFirefox(executablePath: string): Promise<ProcessEngine> {
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    protocolTimeout: 120_000,
  });
  return puppeteerEngine(browser, (await browser.version()).replace('firefox/', 'Firefox '));
}
