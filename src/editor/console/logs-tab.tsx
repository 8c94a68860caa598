import { measureElement, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import type { LogEntry } from '@/plan/run';
import { useRun } from '@/state/run';
import { useMedia } from '@/ui/use-media';
import { EmptyLogs } from './empty-logs';
import { createLogIndex, type LogFilter } from './log-index';
import { goToLogged, LogRowView } from './log-row-view';
import styles from './run-console.module.css';

const NO_LOGS: readonly (readonly LogEntry[])[] = [];
/** Less than this above the end still counts as being at the end. */
const END_SLACK = 8;

interface LogsTabProps {
  readonly filter: LogFilter;
  readonly onClearFilter: () => void;
  readonly isFollowing: boolean;
  readonly onFollow: (isFollowing: boolean) => void;
}

/** The rows that the run's steps logged, as they arrive. */
export function LogsTab({ filter, onClearFilter, isFollowing, onFollow }: LogsTabProps) {
  const run = useRun((state) => state.current);
  const [index] = useState(createLogIndex);
  const [opened, setOpened] = useState<ReadonlySet<LogEntry>>(new Set());
  const [active, setActive] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useMedia('(max-width: 899px)');
  const rows = index.read(run?.logs ?? NO_LOGS, filter);
  const count = rows.length;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isNarrow ? 44 : 24),
    overscan: 12,
    measureElement: measureLaidOut,
  });
  const [placed, setPlaced] = useState(0);
  if (placed !== count) {
    setPlaced(count);
    // The effect below scrolls there: so the rows that are then in sight are made at once, and no others before them.
    if (isFollowing) virtual.scrollOffset = endOf(virtual);
  }

  useLayoutEffect(() => {
    const element = scroller.current;
    if (isFollowing && element !== null) element.scrollTop = element.scrollHeight;
  }, [isFollowing, count, opened]);

  if (run === null || count === 0) {
    return <EmptyLogs run={run} filter={filter} onClearFilter={onClearFilter} />;
  }

  const focusRow = (at: number) => {
    const next = Math.min(count - 1, Math.max(0, at));
    setActive(next);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus();
    });
  };

  return (
    <div
      ref={scroller}
      className={styles.log}
      role="log"
      aria-label="Log rows"
      // Rows come by the thousand: the outcome is announced, they are there to be read.
      aria-live="off"
      onWheel={(event) => {
        if (event.deltaY < 0) onFollow(false);
      }}
      onScroll={(event) => {
        const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
        if (scrollHeight - scrollTop - clientHeight < END_SLACK) onFollow(true);
      }}
    >
      <div className={styles.rows} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <LogRowView
              key={item.key}
              ref={virtual.measureElement}
              index={item.index}
              top={item.start}
              row={row}
              before={rows[item.index - 1] ?? null}
              run={run}
              isOpen={opened.has(row)}
              isActive={item.index === Math.min(active, count - 1)}
              onToggle={() => setOpened((current) => toggled(current, row))}
              onActivate={() => goToLogged(row, run)}
              onMove={focusRow}
            />
          );
        })}
      </div>
    </div>
  );
}

type Rows = Virtualizer<HTMLDivElement, HTMLDivElement>;

/** The browser tells a row's size when it has laid it out, before it paints; to ask sooner would have it laid out twice. */
function measureLaidOut(
  row: HTMLDivElement,
  entry: ResizeObserverEntry | undefined,
  virtual: Rows,
): number {
  if (entry !== undefined) return measureElement(row, entry, virtual);
  const index = virtual.indexFromElement(row);
  return virtual.itemSizeCache.get(index) ?? virtual.options.estimateSize(index);
}

function endOf(virtual: Rows): number {
  return Math.max(0, virtual.getTotalSize() - (virtual.scrollRect?.height ?? 0));
}

function toggled(rows: ReadonlySet<LogEntry>, row: LogEntry): ReadonlySet<LogEntry> {
  const next = new Set(rows);
  if (!next.delete(row)) next.add(row);
  return next;
}
