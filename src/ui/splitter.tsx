import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import styles from './splitter.module.css';

export interface SplitterProps {
  readonly label: string;
  /** Which way the bar runs: a vertical one is dragged left and right. */
  readonly orientation: 'vertical' | 'horizontal';
  /** Pixels of the region behind it (right of it, or below). */
  readonly size: number;
  readonly min: number;
  readonly max: number;
  readonly onResize: (size: number) => void;
}

const STEP = 16;

/** A bar between two regions; dragged, or moved with the arrow keys. */
export function Splitter({ label, orientation, size, min, max, onResize }: SplitterProps) {
  const drag = useRef<{ readonly from: number; readonly size: number } | null>(null);
  const clamp = (value: number) => Math.round(Math.min(max, Math.max(min, value)));
  const along = (event: PointerEvent) =>
    orientation === 'vertical' ? event.clientX : event.clientY;
  const [grow, shrink] =
    orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];

  const press = (event: KeyboardEvent) => {
    const next =
      event.key === grow
        ? size + STEP
        : event.key === shrink
          ? size - STEP
          : event.key === 'Home'
            ? min
            : event.key === 'End'
              ? max
              : null;
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    onResize(clamp(next));
  };

  return (
    // A focusable separator with a value is a widget: this is its pattern in ARIA 1.2.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={Math.round(size)}
      aria-valuemin={min}
      aria-valuemax={max}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={styles.splitter}
      data-orientation={orientation}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { from: along(event), size };
      }}
      onPointerMove={(event) => {
        if (drag.current !== null) {
          onResize(clamp(drag.current.size + drag.current.from - along(event)));
        }
      }}
      onPointerUp={() => {
        drag.current = null;
      }}
      onPointerCancel={() => {
        drag.current = null;
      }}
    />
  );
}
