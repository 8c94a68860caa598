import { expect, type Locator, type Page } from '@playwright/test';

/** The connections of a project: the list, and the form of the chosen one. */
export class ConnectionsPage {
  readonly region: Locator;
  readonly outcome: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.region = page.getByRole('region', { name: 'Connections', exact: true });
    this.outcome = this.region.getByRole('status', { name: 'Outcome of the test' });
  }

  async open(): Promise<void> {
    await this.#page
      .getByRole('navigation', { name: 'Project' })
      .getByRole('button', { name: 'Connections', exact: true })
      .click();
    await expect(this.region).toBeVisible();
  }

  /** Adds a connection of a kind, and gives it a name. */
  async add(kind: string, name: string): Promise<void> {
    await this.region.getByRole('button', { name: 'Add connection' }).click();
    await this.#page.getByRole('menuitem', { name: kind, exact: true }).click();
    await this.rename(name);
  }

  async rename(name: string): Promise<void> {
    const field = this.region.getByLabel('Connection name');
    await field.fill(name);
    await field.press('Enter');
    await expect(this.region.getByRole('heading', { name, exact: true })).toBeVisible();
  }

  async choose(name: string): Promise<void> {
    await this.region
      .getByRole('listitem')
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .click();
    await expect(this.region.getByRole('heading', { name, exact: true })).toBeVisible();
  }

  field(label: string): Locator {
    return this.region.getByLabel(label, { exact: true });
  }
}
