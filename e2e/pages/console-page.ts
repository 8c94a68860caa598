import type { Locator, Page } from '@playwright/test';

/** A tab by its label. */
export type ConsoleTabName = 'Logs' | 'Timeline' | 'Network' | 'Response' | 'Problems';

/** The run console. */
export class ConsolePage {
  readonly region: Locator;
  readonly outcome: Locator;
  readonly log: Locator;
  readonly timeline: Locator;
  readonly response: Locator;
  readonly problems: Locator;

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Run console' });
    this.outcome = this.region.getByRole('status').filter({ hasText: /^Run/ });
    this.log = this.region.getByRole('log');
    this.timeline = this.region.getByRole('tabpanel', { name: 'Timeline' });
    this.response = this.region.getByRole('tabpanel', { name: 'Response' });
    this.problems = this.region.getByRole('tabpanel', { name: /^Problems/ });
  }

  async show(tab: ConsoleTabName): Promise<void> {
    await this.region.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
  }

  /** The number of the run on show; 0 before the first. */
  async runNumber(): Promise<number> {
    const [, number = '0'] = /Run (\d+) ·/.exec(await this.region.innerText()) ?? [];
    return Number(number);
  }
}
