import type { Viewport } from 'reactflow';
import { NODE_HEIGHT, NODE_WIDTH } from '@/model/place';
import type { Box } from '@/model/step-boxes';

/** Pixels of the screen around a step that counts as seen: below it stands the button for a next step. */
const SEEN = { top: 8, bottom: 60, side: 8 };
/** Around a step that was out of sight: clear of the tools above and the minimap below. */
const SHOWN = { top: 64, bottom: 116, side: 24 };

/** The canvas as it is on the page, in pixels. */
export interface Room {
  readonly clientWidth: number;
  readonly clientHeight: number;
}

/** The same view when it holds the whole step, else the one with the shortest way to it. */
export function shiftIntoView(step: Box, view: Viewport, room: Room): Viewport {
  const { zoom } = view;
  const across = { start: view.x + step.x * zoom, length: step.width * zoom };
  const down = { start: view.y + step.y * zoom, length: step.height * zoom };
  const isSeen = shift(across, down, SEEN, room).every((way) => way === 0);
  if (isSeen) return view;
  const [x, y] = shift(across, down, SHOWN, room);
  return { x: view.x + x, y: view.y + y, zoom };
}

/** Of a container the face on top, in its middle: the whole may not fit. */
export function faceOf(box: Box): Box {
  const x = box.x + (box.width - NODE_WIDTH) / 2;
  return { x, y: box.y, width: NODE_WIDTH, height: NODE_HEIGHT };
}

interface Stretch {
  readonly start: number;
  readonly length: number;
}

function shift(
  across: Stretch,
  down: Stretch,
  { top, bottom, side }: typeof SEEN,
  { clientWidth, clientHeight }: Room,
): readonly [number, number] {
  return [wayInto(across, side, clientWidth - side), wayInto(down, top, clientHeight - bottom)];
}

/** How far a stretch must move to lie within the bounds; its start counts where it is longer. */
function wayInto({ start, length }: Stretch, from: number, to: number): number {
  if (start < from) return from - start;
  return Math.min(0, Math.max(from - start, to - start - length));
}
