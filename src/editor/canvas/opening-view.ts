import type { Viewport } from 'reactflow';
import type { StepId } from '@/lib/ids';
import { NODE_WIDTH } from '@/model/place';
import type { Flow } from '@/model/project';
import { stepBoxes } from '@/model/step-boxes';
import { faceOf, shiftIntoView, type Room } from './shift-into-view';

/**
 * Where a flow that would be too small to read as a whole is opened: at its trigger, at its own size, and no further
 * from there than the open step asks for. Null for others.
 */
export function openingView(flow: Flow, room: Room, openStepId: StepId | null): Viewport | null {
  const boxes = [...stepBoxes(flow).onCanvas.values()];
  const trigger = flow.steps[0];
  const start = trigger === undefined ? undefined : stepBoxes(flow).onCanvas.get(trigger.id);
  if (start === undefined) return null;
  const left = boxes.reduce((least, { x }) => Math.min(least, x), start.x);
  const top = boxes.reduce((least, { y }) => Math.min(least, y), start.y);
  const right = boxes.reduce((most, { x, width }) => Math.max(most, x + width), start.x);
  const bottom = boxes.reduce((most, { y, height }) => Math.max(most, y + height), start.y);
  const zoom = Math.min(room.clientWidth / (right - left), room.clientHeight / (bottom - top));
  if (zoom >= SMALLEST_READABLE) return null;
  const view = { x: room.clientWidth / 2 - (start.x + NODE_WIDTH / 2), y: 80 - start.y, zoom: 1 };
  const open = openStepId === null ? undefined : stepBoxes(flow).onCanvas.get(openStepId);
  return open === undefined ? view : shiftIntoView(faceOf(open), view, room);
}

/** Below this the names of steps cannot be read. */
const SMALLEST_READABLE = 0.5;
