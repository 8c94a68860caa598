import { expect, type Locator, type Page } from '@playwright/test';
import { replaceText } from './paste';

/** A tab by its label. */
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

  /** Gives the open step a name. */
  async rename(name: string): Promise<void> {
    await this.name.fill(name);
    await this.name.press('Enter');
    await expect(this.code).toHaveAccessibleName(`Code of ${name}`);
  }

  /** Replaces the whole code. */
  async typeCode(text: string): Promise<void> {
    await this.show('Code');
    await replaceText(this.code, text);
  }
}
