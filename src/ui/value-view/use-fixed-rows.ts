import { useEffect, useState, type RefObject } from 'react';

/** The rows to draw, by their place from 0. */
export interface RowRange {
  readonly first: number;
  /** Not included. */
  readonly end: number;
}

const BEYOND = 10;

/**
 * Which of many rows of one height are in sight. For a million rows: a general virtualiser would measure
 * each of them, here their place is a multiplication.
 */
export function useFixedRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  height: number,
): RowRange {
  const [view, setView] = useState({ top: 0, height: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const update = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const resized = new ResizeObserver(update);
    resized.observe(element);
    element.addEventListener('scroll', update, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', update);
    };
  }, [scroller]);
  const first = Math.max(0, Math.min(count, Math.floor(view.top / height) - BEYOND));
  const end = Math.min(count, Math.ceil((view.top + view.height) / height) + BEYOND);
  return { first, end };
}
