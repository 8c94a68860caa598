import { expect, type Locator, type Page } from '@playwright/test';
import type { AppPage } from './app-page';

/** In pixels of the window. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a hand does on the canvas: drags, draws connections, frames steps. */
export class DrawingPage {
  readonly app: AppPage;
  readonly page: Page;
  readonly picker: Locator;

  constructor(app: AppPage) {
    this.app = app;
    this.page = app.page;
    this.picker = app.page.getByRole('dialog', { name: 'Add step' });
  }

  /** The kind in the open list that is dragged or chosen. */
  get kind(): Locator {
    return this.picker.getByRole('option', { name: /^Code Block/ });
  }

  /** The button in the middle of a connection, which shows under the pointer. */
  insertButton(from: string, to: string): Locator {
    return this.app.canvas.getByRole('button', { name: `Insert step between ${from} and ${to}` });
  }

  /** Where a step stands on the screen. */
  async box(name: string): Promise<{ x: number; y: number; width: number; height: number }> {
    const box = await this.app.node(name).boundingBox();
    if (box === null) throw new Error(`The step ${name} is not on the page.`);
    return box;
  }

  /** A point of a step; the default is its middle. */
  async pointOf(name: string, part: 'top' | 'middle' | 'bottom' = 'middle'): Promise<Point> {
    const { x, y, width, height } = await this.box(name);
    const share = { top: 0, middle: 0.5, bottom: 1 }[part];
    return { x: x + width / 2, y: y + height * share };
  }

  /** A point of a step's face that is no name and no button. */
  async grip(name: string): Promise<Point> {
    const { x, y } = await this.box(name);
    return { x: x + 30, y: y + 14 };
  }

  async middle(target: Locator): Promise<Point> {
    const box = await target.boundingBox();
    if (box === null) throw new Error('It is not on the page.');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** A point of the ground beside a step. */
  async beside(name: string, by: Point): Promise<Point> {
    const middle = await this.pointOf(name);
    return { x: middle.x + by.x, y: middle.y + by.y };
  }

  /** Presses, moves as a hand does, and lets go. */
  async drag(from: Point, to: Point): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 });
    await mouse.move(to.x, to.y, { steps: 5 });
    await mouse.up();
  }

  /** Drags the code block out of the open list. */
  async dragKind(to: Point): Promise<void> {
    const box = await this.kind.boundingBox();
    if (box === null) throw new Error('The list of kinds is not open.');
    await this.drag({ x: box.x + 60, y: box.y + box.height / 2 }, to);
  }

  /** Drags the lower handle of a step to a point. */
  async pullConnection(from: string, to: Point): Promise<void> {
    await this.drag(await this.pointOf(from, 'bottom'), to);
  }

  /** Draws a connection from handle to handle. */
  async connect(from: string, to: string): Promise<void> {
    await this.pullConnection(from, await this.pointOf(to, 'top'));
    await expect(this.app.connection(from, to)).toBeVisible();
  }

  /** The steps' names from the first to the last, as the canvas says their places. */
  async order(): Promise<readonly string[]> {
    const labels = await this.app.canvas.getByRole('article').evaluateAll((nodes) =>
      nodes.map((node) => {
        const id = node.getAttribute('aria-labelledby') ?? '';
        return document.getElementById(id)?.textContent ?? '';
      }),
    );
    return labels
      .map((label) => /^(.*), [^,]+, step (\d+) of/.exec(label))
      .flatMap((match) => (match === null ? [] : [match]))
      .toSorted((one, other) => Number(one[2]) - Number(other[2]))
      .map(([, name = '']) => name);
  }

  /** The names of all connections: "from A to B". */
  async connections(): Promise<readonly string[]> {
    const names = await this.app.canvas
      .getByRole('group', { name: /^from .* to / })
      .evaluateAll((edges) => edges.map((edge) => edge.getAttribute('aria-label') ?? ''));
    return names.toSorted();
  }
}
