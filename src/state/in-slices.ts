const SLICE_MS = 12;

/** Goes through the turns without holding the page up, which gets its time at each pause. */
export async function inSlices(
  turns: Iterator<void>,
  pause: () => Promise<void> = nextTask,
): Promise<void> {
  let began = performance.now();
  while (turns.next().done !== true) {
    if (performance.now() - began < SLICE_MS) continue;
    // One slice after the other: that is the point.
    await pause();
    began = performance.now();
  }
}

/** Lets the page do what waits. */
export async function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** Waits until the page has nothing better to do; not long, where it never has. */
export async function nextIdle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') {
      requestIdleCallback(() => resolve(), { timeout: 500 });
    } else setTimeout(resolve, 50);
  });
}
