import { expect, type Locator, type Page } from '@playwright/test';

/** More presses than any way through the page needs. */
const MOST_PRESSES = 60;

/** A person without a mouse: every method only presses keys. */
export class KeyboardPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Presses a key until something has the focus. */
  async pressUntil(key: string, isThere: () => Promise<boolean>, goal: string): Promise<void> {
    for (let count = 0; count < MOST_PRESSES; count += 1) {
      if (await isThere()) return;
      await this.page.keyboard.press(key);
    }
    throw new Error(`${MOST_PRESSES} times ${key} did not lead to ${goal}.`);
  }

  async tabTo(target: Locator): Promise<void> {
    await expect(target).toBeAttached();
    await this.pressUntil('Tab', () => hasFocus(target), target.toString());
  }

  async arrowTo(key: `Arrow${'Up' | 'Down' | 'Left' | 'Right'}`, target: Locator): Promise<void> {
    await this.pressUntil(key, () => hasFocus(target), target.toString());
  }

  /** Goes round the regions with F6. */
  async goToRegion(region: Locator): Promise<void> {
    await expect(region).toBeVisible();
    await this.pressUntil('F6', () => hasFocusWithin(region), region.toString());
  }

  /** From one tab of a row to another. */
  async goToTab(name: string): Promise<void> {
    const tab = this.page.getByRole('tab', { name: new RegExp(`^${name}`) });
    await this.pressUntil('ArrowRight', () => hasFocus(tab), `the tab ${name}`);
    await expect(tab).toHaveAttribute('aria-selected', 'true');
  }

  /** Runs a command by its name. */
  async command(name: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+K');
    const dialog = this.page.getByRole('dialog', { name: 'Commands' });
    await expect(dialog.getByRole('combobox')).toBeFocused();
    await this.page.keyboard.type(name);
    await this.page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
  }

  /** A new project with a trigger and nothing else. */
  async startBlank(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+5');
    await this.tabTo(this.page.getByRole('button', { name: 'Start blank' }));
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('region', { name: 'Canvas' })).toContainText('Flow 1 Trigger');
  }

  /** Adds a step, a code block unless another kind is named, behind the one that has the focus. */
  async addStep(kind = 'code'): Promise<void> {
    await this.page.keyboard.press('a');
    await this.choose('Add step', kind);
  }

  /** Adds a step inside the one that has the focus, in the branch of that name where it has several. */
  async addInside(kind: string, container: string, branch?: string): Promise<void> {
    await this.page.keyboard.press('Shift+A');
    if (branch !== undefined) await this.choose(`Add step in ${container}`, branch);
    await this.choose('Add step', kind);
  }

  /** Types into the search of a list that has just opened, and takes what is left first. */
  async choose(title: string, text: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: title, exact: true });
    await expect(dialog.getByRole('combobox')).toBeFocused();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
  }

  /** Renames the step that has the focus. */
  async rename(from: string, to: string): Promise<void> {
    const step = this.page.getByRole('article', { name: new RegExp(`^${from}, `) });
    await expect(step).toBeFocused();
    await this.page.keyboard.press('F2');
    await expect(this.page.getByRole('textbox', { name: `Name of ${from}` })).toBeFocused();
    await this.page.keyboard.type(to);
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('article', { name: new RegExp(`^${to}, `) })).toBeFocused();
  }

  /** Escape leads from the editor to the panel, and from there to the step. */
  async leaveEditor(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.page.getByRole('tab', { name: 'Code', exact: true })).toBeFocused();
    await this.page.keyboard.press('Escape');
  }
}

async function hasFocus(target: Locator): Promise<boolean> {
  return (await target.count()) > 0 && target.evaluate((node) => node === document.activeElement);
}

async function hasFocusWithin(target: Locator): Promise<boolean> {
  return target.evaluate((node) => node.contains(document.activeElement));
}
