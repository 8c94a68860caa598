/** Canvas pixels: the size of a node, the grid, and the distance from one step to the next below it. */
export const NODE_WIDTH = 220;
/** Height of a step without steps inside it, in pixels of the drawing. */
export const NODE_HEIGHT = 64;
/** What positions are rounded to by hand and by keys, in pixels of the drawing. */
export const GRID = 16;
/** From the upper edge of a step to that of the next, in pixels of the drawing. */
export const NODE_GAP = 112;
/** Between the lower edge of a step and the upper edge of the next. */
export const BETWEEN_STEPS = NODE_GAP - NODE_HEIGHT;

/** The nearest place of the grid. */
export function snap(value: number): number {
  // Plus 0: JSON has no -0, and a saved drawing must equal the one on screen.
  return Math.round(value / GRID) * GRID + 0;
}
