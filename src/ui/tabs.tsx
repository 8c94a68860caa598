import { useRef, type KeyboardEvent } from 'react';
import styles from './tabs.module.css';

/** One tab of a row of them. */
export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** A number beside the label; none when absent. */
  readonly count?: number | undefined;
  readonly isBad?: boolean | undefined;
}

export interface TabsProps<Id extends string> {
  /** The name of the tab list. */
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
  /** Ids of tabs and panels are made of this: `${base}-tab-${id}` and `${base}-panel-${id}`. */
  readonly idBase: string;
}

/** A row of tabs with one Tab stop; arrows, Home and End move. The caller draws the panel. */
export function Tabs<Id extends string>({
  label,
  tabs,
  selected,
  onSelect,
  idBase,
}: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ id }) => id === selected);
    const next = tabs[targetOf(event.key, at, tabs.length)];
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label={label} className={styles.tabs}>
      {tabs.map(({ id, label: text, count, isBad }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`${idBase}-tab-${id}`}
          data-tab={id}
          aria-selected={id === selected}
          aria-controls={id === selected ? `${idBase}-panel-${id}` : undefined}
          tabIndex={id === selected ? 0 : -1}
          className={styles.tab}
          onClick={() => onSelect(id)}
          onKeyDown={move}
        >
          {text}
          {count !== undefined && (
            <span className={styles.count} data-bad={isBad}>
              {count}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

function targetOf(key: string, at: number, count: number): number {
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return -1;
}
