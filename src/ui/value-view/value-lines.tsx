import { useEffect, useRef, useState } from 'react';
import type { ValueReader } from '@/lib/value-reader';
import { JsonLine } from './json-line';
import { useFixedRows } from './use-fixed-rows';
import styles from './value-view.module.css';

const LINE_HEIGHT = 20;
const PAGE = 200;
/** Browsers stop drawing below some 33 million pixels. */
const MOST_LINES = 1_500_000;

interface ValueLinesProps {
  readonly label: string;
  readonly reader: ValueReader;
}

/** A value as indented JSON; only the lines in sight are asked for. */
export function ValueLines({ label, reader }: ValueLinesProps) {
  const [total, setTotal] = useState(0);
  const [pages, setPages] = useState<ReadonlyMap<number, readonly string[]>>(new Map());
  const scroller = useRef<HTMLDivElement>(null);
  const count = Math.min(total, MOST_LINES);
  const { first, end } = useFixedRows(scroller, count, LINE_HEIGHT);
  const firstPage = Math.floor(first / PAGE);
  const lastPage = Math.floor(Math.max(first, end - 1) / PAGE);

  useEffect(() => {
    let isCurrent = true;
    const count = async () => {
      const lines = await reader.lineCount();
      if (isCurrent) setTotal(lines);
    };
    void count();
    return () => {
      isCurrent = false;
      setTotal(0);
      setPages(new Map());
    };
  }, [reader]);

  useEffect(() => {
    let isCurrent = true;
    const read = async (page: number) => {
      const lines = await reader.lines(page * PAGE, (page + 1) * PAGE);
      if (isCurrent) setPages((before) => new Map(before).set(page, lines));
    };
    if (total > 0) {
      for (let page = firstPage; page <= lastPage; page += 1) void read(page);
    }
    return () => {
      isCurrent = false;
    };
  }, [reader, total, firstPage, lastPage]);

  return (
    <div className={styles.box}>
      {/* Focusable, so that it can be scrolled by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={scroller} className={styles.lines} role="group" aria-label={label} tabIndex={0}>
        <div style={{ height: count * LINE_HEIGHT, position: 'relative' }}>
          {Array.from({ length: end - first }, (_, index) => first + index).map((at) => (
            <JsonLine
              key={at}
              number={at + 1}
              top={at * LINE_HEIGHT}
              text={pages.get(Math.floor(at / PAGE))?.[at % PAGE] ?? ''}
            />
          ))}
        </div>
      </div>
      {total > MOST_LINES && (
        <p className={styles.note}>
          Showing the first {MOST_LINES.toLocaleString('en-US')} of {total.toLocaleString('en-US')}{' '}
          lines. Copy the value to see all.
        </p>
      )}
    </div>
  );
}
