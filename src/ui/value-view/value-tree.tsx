import { useVirtualizer } from '@tanstack/react-virtual';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import type { ValuePath, ValueReader } from '@/lib/value-reader';
import { CopyButton } from '@/ui/copy-button';
import { canOpen, type TreeRow } from './tree-rows';
import { TreeRowView } from './tree-row-view';
import { useTree } from './use-tree';
import styles from './value-view.module.css';

export interface ValueTreeProps {
  /** Its accessible name. */
  readonly label: string;
  readonly reader: ValueReader;
  /** What the first row says: "stepResults". */
  readonly root: string;
  /** How code reaches the value at a path. */
  readonly codeOf: (path: ValuePath) => string;
  readonly depth?: number;
}

const ROW_HEIGHT = 24;

/** A value as a tree that can be walked by keyboard; only the rows in sight exist. */
export function ValueTree({ label, reader, root, codeOf, depth = 1 }: ValueTreeProps) {
  const tree = useTree(reader, root, depth);
  const [activeId, setActiveId] = useState('$');
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const { rows } = tree;
  const found = rows.findIndex((row) => row.id === activeId);
  const activeIndex = Math.max(0, found);
  const active = rows[activeIndex];

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    // The active row is named by aria-activedescendant, so it must exist.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(count - 1, endIndex + overscan);
      const indexes = Array.from({ length: to - from + 1 }, (_, index) => from + index);
      return activeIndex < from || activeIndex > to ? [...indexes, activeIndex] : indexes;
    },
  });

  const go = (index: number) => {
    const next = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (next === undefined) return;
    setActiveId(next.id);
    virtual.scrollToIndex(rows.indexOf(next), { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (active === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keyAction(event.key, active, activeIndex, rows, tree.isOpen(active));
    if (act === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (act.kind === 'toggle') tree.toggle(active);
    else go(act.index);
  };

  return (
    <div className={styles.box}>
      <div
        ref={scroller}
        role="tree"
        aria-label={label}
        aria-activedescendant={`${id}-${activeIndex}`}
        tabIndex={0}
        className={styles.tree}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <TreeRowView
                key={row.id}
                id={`${id}-${item.index}`}
                row={row}
                top={item.start}
                isActive={item.index === activeIndex}
                isOpen={tree.isOpen(row)}
                onPick={() => {
                  setActiveId(row.id);
                  tree.toggle(row);
                }}
                code={codeOf(row.path)}
                valueText={() => reader.copyText(row.path)}
              />
            );
          })}
        </div>
      </div>
      {tree.failure !== null && (
        <p className={styles.failure} role="alert">
          This value could not be opened: {tree.failure}
        </p>
      )}
      {active !== undefined && (
        <div className={styles.foot}>
          <span className={styles.footText}>
            In code: <code>{codeOf(active.path)}</code>
          </span>
          <CopyButton label="Copy path" hasText text={() => codeOf(active.path)} />
          <CopyButton label="Copy value" hasText text={() => reader.copyText(active.path)} />
        </div>
      )}
    </div>
  );
}

type KeyAction = { readonly kind: 'toggle' } | { readonly kind: 'go'; readonly index: number };

/** The keys of a tree view as the ARIA practices have them. */
function keyAction(
  key: string,
  row: TreeRow,
  index: number,
  rows: readonly TreeRow[],
  isOpen: boolean,
): KeyAction | null {
  const go = (to: number): KeyAction => ({ kind: 'go', index: to });
  switch (key) {
    case 'ArrowDown':
      return go(index + 1);
    case 'ArrowUp':
      return go(index - 1);
    case 'Home':
      return go(0);
    case 'End':
      return go(rows.length - 1);
    case 'PageDown':
      return go(index + 10);
    case 'PageUp':
      return go(index - 10);
    case 'Enter':
    case ' ':
      return { kind: 'toggle' };
    case 'ArrowRight':
      if (!isOpen && canOpen(row)) return { kind: 'toggle' };
      return isOpen ? go(index + 1) : null;
    case 'ArrowLeft':
      if (isOpen) return { kind: 'toggle' };
      return row.parentId === null
        ? null
        : go(rows.findIndex((candidate) => candidate.id === row.parentId));
    default:
      return null;
  }
}
