import { describe, expect, it } from 'vitest';
import { shiftIntoView } from './shift-into-view';

const room = { clientWidth: 800, clientHeight: 600 };
const at = (x: number, y: number) => ({ x, y, width: 220, height: 64 });
const view = { x: 0, y: 0, zoom: 1 };

describe('shiftIntoView', () => {
  it('leaves the view as it is when it holds the step', () => {
    expect(shiftIntoView(at(300, 200), view, room)).toBe(view);
    expect(shiftIntoView(at(572, 476), view, room)).toBe(view);
  });

  it('goes the shortest way to a step beyond an edge', () => {
    expect(shiftIntoView(at(300, 700), view, room)).toEqual({ x: 0, y: -280, zoom: 1 });
    expect(shiftIntoView(at(-100, 200), view, room)).toEqual({ x: 124, y: 0, zoom: 1 });
    expect(shiftIntoView(at(900, -50), view, room)).toEqual({ x: -344, y: 114, zoom: 1 });
  });

  it('counts in pixels of the screen when the view is zoomed', () => {
    const far = { x: 10, y: 20, zoom: 0.5 };
    expect(shiftIntoView(at(600, 700), far, room)).toBe(far);
    expect(shiftIntoView(at(600, 1000), far, room)).toEqual({ x: 10, y: -48, zoom: 0.5 });
  });

  it('shows the start of a step that is longer than the room', () => {
    expect(shiftIntoView(at(100, 100), view, { clientWidth: 200, clientHeight: 600 })).toEqual({
      x: -76,
      y: 0,
      zoom: 1,
    });
  });
});
