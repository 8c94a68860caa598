import type { Locator, Page } from '@playwright/test';

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
}
