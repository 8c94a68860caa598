import { expect, type Locator, type Page } from '@playwright/test';
import { replaceText } from './paste';

/** The editor of a flow's payloads. */
export class PayloadPage {
  readonly region: Locator;
  readonly method: Locator;
  readonly contentType: Locator;
  readonly path: Locator;
  readonly body: Locator;

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Payload', exact: true });
    this.method = this.region.getByLabel('Method', { exact: true });
    this.contentType = this.region.getByLabel('Content type', { exact: true });
    this.path = this.region.getByLabel('Path', { exact: true });
    this.body = this.region.getByRole('textbox', { name: 'Body' });
  }

  async open(page: Page): Promise<void> {
    await page
      .getByRole('navigation', { name: 'Project', exact: true })
      .getByRole('button', { name: 'Payloads' })
      .click();
    await expect(this.region).toBeVisible();
  }

  /** Makes a file the body. */
  async chooseFile(file: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
    await this.region.getByLabel(/^(Choose|Replace with) file$/).setInputFiles(file);
  }

  /** Replaces the whole body. */
  async typeBody(text: string): Promise<void> {
    await replaceText(this.body, text);
  }
}
