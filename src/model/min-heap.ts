/** A binary heap of numbers: flows of thousands of parallel steps stay quick to sort. */
export class MinHeap {
  readonly #items: number[] = [];

  push(value: number): void {
    const items = this.#items;
    let at = items.length;
    items.push(value);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const above = items[up] ?? 0;
      if (above <= value) break;
      items[at] = above;
      at = up;
    }
    items[at] = value;
  }

  /** Takes the least out; undefined when it is empty. */
  pop(): number | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (items.length === 0 || last === undefined) return first;
    let at = 0;
    for (;;) {
      let down = at * 2 + 1;
      if (down >= items.length) break;
      if (down + 1 < items.length && (items[down + 1] ?? 0) < (items[down] ?? 0)) down += 1;
      const below = items[down] ?? 0;
      if (below >= last) break;
      items[at] = below;
      at = down;
    }
    items[at] = last;
    return first;
  }
}
