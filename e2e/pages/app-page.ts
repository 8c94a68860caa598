import { expect, type Locator, type Page } from '@playwright/test';
import { ConsolePage } from './console-page';
import { PayloadPage } from './payload-page';
import { StepPage } from './step-page';

/** The whole application, found by the roles and names that people hear (design of the interface). */
export class AppPage {
  readonly page: Page;
  readonly canvas: Locator;
  readonly outline: Locator;
  readonly rail: Locator;
  readonly run: Locator;
  readonly stop: Locator;
  readonly payload: Locator;
  /** What the application has to tell that belongs to no field. */
  readonly notice: Locator;
  readonly step: StepPage;
  readonly console: ConsolePage;
  readonly payloads: PayloadPage;

  constructor(page: Page) {
    this.page = page;
    this.canvas = page.getByRole('region', { name: 'Canvas' });
    this.outline = page.getByRole('region', { name: 'Outline' });
    this.rail = page.getByRole('navigation', { name: 'Project' });
    this.run = page.getByRole('button', { name: 'Run', exact: true });
    this.stop = page.getByRole('button', { name: 'Stop', exact: true });
    this.payload = page.getByRole('combobox', { name: 'Payload', exact: true });
    this.notice = page.getByRole('status', { name: 'Notice' });
    this.step = new StepPage(page);
    this.console = new ConsolePage(page);
    this.payloads = new PayloadPage(page);
  }

  /** Opens the page and waits until a run is possible. */
  async open(path = ''): Promise<void> {
    await this.page.goto(path === '' ? './' : path);
    await expect(this.run).toBeEnabled({ timeout: 30_000 });
  }

  /** A step on the canvas. */
  node(name: string): Locator {
    return this.canvas.getByLabel(new RegExp(`^${escape(name)}, `));
  }

  /** A connection on the canvas. */
  connection(from: string, to: string): Locator {
    return this.canvas.getByRole('group', { name: `from ${from} to ${to}`, exact: true });
  }

  /** Runs the flow and waits until this run has ended, however it ended. */
  async runToEnd(): Promise<void> {
    const before = await this.console.runNumber();
    await this.run.click();
    await expect
      .poll(() => this.console.runNumber(), { message: 'a new run is on show' })
      .toBeGreaterThan(before);
    await expect(this.console.outcome).toHaveText(/^Run (succeeded|failed|timed out|stopped)/);
  }

  /** Opens an example from the list of projects. */
  async openExample(title: string): Promise<void> {
    await this.showProjects();
    await this.page.getByRole('button', { name: `Open example ${title}` }).click();
    await expect(this.run).toBeEnabled();
  }

  /** A new project with a trigger and nothing else. */
  async startBlank(): Promise<void> {
    await this.showProjects();
    await this.page.getByRole('button', { name: 'Start blank' }).click();
    await expect(this.node('Flow 1 Trigger')).toBeVisible();
    await expect(this.run).toBeEnabled();
  }

  /** Presses what asks for a step, and takes a code block unless another kind is named. */
  async chooseKind(opener: Locator, kind = 'Code Block'): Promise<void> {
    await opener.click();
    await this.pickKind(kind);
  }

  /** Takes a kind from the list that is open. */
  async pickKind(kind = 'Code Block'): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Add step' });
    await dialog.getByRole('option', { name: new RegExp(`^${kind}`) }).click();
    await expect(dialog).toBeHidden();
  }

  /** Adds named steps, one after the other, behind the last one added. */
  async addSteps(...names: readonly string[]): Promise<void> {
    let opener = this.canvas.getByRole('button', { name: 'Add step', exact: true });
    for (const name of names) {
      await this.chooseKind(opener);
      await this.step.rename(name);
      opener = this.canvas.getByRole('button', { name: `Add step after ${name}` });
    }
  }

  async showProjects(): Promise<void> {
    await this.projectMenu('All projects');
    await expect(this.page.getByRole('heading', { name: 'Recent projects' })).toBeVisible();
  }

  async flowMenu(entry: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Flow .+/ }).click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }

  async projectMenu(entry: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Project menu' }).click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }

  /** Hands a file to the import field: a path, or the file itself. */
  async chooseFile(file: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
    await this.page.locator('input[type=file][aria-label="Import file"]').setInputFiles(file);
  }

  /** Imports a project file's text and waits until another project is open: its name may be that of the one before. */
  async openFile(text: string): Promise<void> {
    const lastProject = () =>
      this.page.evaluate(() => localStorage.getItem('code-connector:last-project'));
    const before = await lastProject();
    const name = 'project.json';
    await this.chooseFile({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
    await expect.poll(lastProject, { message: 'another project is open' }).not.toBe(before);
  }

  /** Imports a project and waits until it is the open one, with all its steps. */
  async import(text: string): Promise<void> {
    await this.openFile(text);
    // Written by the tests themselves.
    const { project } = JSON.parse(text) as {
      project: { name: string; flows: { steps: { name: string }[] }[] };
    };
    await expect(this.page.getByRole('banner').getByRole('heading')).toContainText(project.name);
    for (const { name: step } of project.flows[0]?.steps ?? []) {
      await expect(this.node(step)).toBeVisible();
    }
    await expect(this.run).toBeEnabled();
  }

  async choosePayload(name: string): Promise<void> {
    await this.payload.selectOption({ label: name });
  }
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
