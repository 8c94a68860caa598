import type { Locator, Page } from '@playwright/test';

export type StepTabName = 'Code' | 'Input' | 'Output' | 'Settings';

/** The open step. */
export class StepPage {
  readonly page: Page;
  readonly region: Locator;
  readonly name: Locator;
  readonly code: Locator;
  readonly output: Locator;

  constructor(page: Page) {
    this.page = page;
    this.region = page.getByRole('region', { name: 'Step', exact: true });
    this.name = this.region.getByRole('textbox', { name: 'Step name' });
    this.code = this.region.getByRole('textbox', { name: /^Code of / });
    this.output = this.region.getByRole('tree', { name: 'Output' });
  }

  async show(tab: StepTabName): Promise<void> {
    await this.region.getByRole('tab', { name: tab, exact: true }).click();
  }

  /** Replaces the whole code by typing it in. */
  async typeCode(text: string): Promise<void> {
    await this.show('Code');
    await this.code.focus();
    await this.page.keyboard.press('ControlOrMeta+A');
    // As one paste would: typed key by key, the editor closes brackets on its own.
    await this.page.keyboard.insertText(text);
  }
}
