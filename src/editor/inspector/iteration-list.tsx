import { useEffect, useRef, type KeyboardEvent } from 'react';
import { durationText } from '@/lib/duration-text';
import { iterationText } from '@/plan/iteration-text';
import type { StepRun, StepTime } from '@/plan/run';
import { StatusIcon } from '@/ui/status-icon';
import { useFixedRows } from '@/ui/value-view/use-fixed-rows';
import { iterationAt } from './iteration-at';
import styles from './iteration-choice.module.css';

const ROW_HEIGHT = 28;

interface IterationListProps {
  readonly id: string;
  readonly step: StepRun;
  readonly count: number;
  /** The place of the one on show. */
  readonly at: number;
  readonly onChoose: (at: number) => void;
}

/** All of them, those in sight drawn: ten thousand are as quick as ten. */
export function IterationList({ id, step, count, at, onChoose }: IterationListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { first, end } = useFixedRows(scroller, count, ROW_HEIGHT);
  const page = 6;

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const top = at * ROW_HEIGHT;
    const isAbove = top < element.scrollTop;
    const isBelow = top + ROW_HEIGHT > element.scrollTop + element.clientHeight;
    if (isAbove) element.scrollTop = top;
    else if (isBelow) element.scrollTop = top + ROW_HEIGHT - element.clientHeight;
  }, [at]);

  const press = (event: KeyboardEvent) => {
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: count - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    onChoose(Math.min(count - 1, Math.max(0, target)));
  };

  const rows = Array.from({ length: end - first }, (_, index) => first + index);
  return (
    <div
      ref={scroller}
      id={id}
      role="listbox"
      aria-label="Iterations"
      aria-activedescendant={at >= first && at < end ? `${id}-${at}` : undefined}
      tabIndex={0}
      className={`${styles.list ?? ''} nokey`}
      onKeyDown={press}
    >
      <div style={{ height: count * ROW_HEIGHT }}>
        {rows.map((row) => {
          const time = iterationAt(step, row);
          return time === null ? null : (
            // The list has the keys, and says by its active descendant where it is.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={row}
              id={`${id}-${row}`}
              role="option"
              tabIndex={-1}
              // Of a list that is drawn in part, each says its place.
              aria-posinset={row + 1}
              aria-setsize={count}
              aria-selected={row === at}
              className={styles.row}
              style={{ transform: `translateY(${row * ROW_HEIGHT}px)` }}
              onClick={() => onChoose(row)}
            >
              <span className={styles.path}>{iterationText(time.iteration)}</span>
              <StatusIcon status={time.status} />
              <span className={styles.cut}>{wordsOf(time)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function wordsOf({ status, isIgnored, durationMs, error }: StepTime): string {
  const time = durationMs === null ? '' : ` in ${durationText(durationMs)}`;
  const [line = ''] = (error?.message ?? '').split('\n');
  const why = error === null ? '' : `: ${line.slice(0, 120)}`;
  return `${isIgnored ? 'failed, ignored' : status}${time}${why}`;
}
