import type { LucideIcon } from 'lucide-react';
import { Check } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Keys } from './keys';
import styles from './menu.module.css';

/** One entry of a menu. */
export interface MenuAction {
  readonly label: string;
  readonly do: () => void;
  readonly icon?: LucideIcon | undefined;
  readonly shortcut?: string | undefined;
  /** A second line of what will be used. */
  readonly detail?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly isDangerous?: boolean | undefined;
  /** One of several of which one holds. */
  readonly isChecked?: boolean | undefined;
  /** A switch of its own, and whether it is on. */
  readonly isOn?: boolean | undefined;
}

/** Entries, each group behind a line. */
export type MenuGroups = readonly (readonly MenuAction[])[];

export interface MenuProps {
  readonly label: string;
  readonly groups: MenuGroups;
  /** Viewport coordinates: below or above this box, as there is room. */
  readonly anchor: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly align?: 'start' | 'end';
  readonly onClose: () => void;
}

/** An open menu in the browser's top layer. Arrows, Home, End and first letters move; Escape and Tab close. */
export function Menu({ label, groups, anchor, align = 'start', onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const element = menu.current;
    if (element === null) return undefined;
    const opener = document.activeElement;
    const onToggle = (event: ToggleEvent) => {
      if (event.newState === 'closed') close.current();
    };
    element.showPopover();
    place(element, anchor, align);
    items(element)[0]?.focus();
    element.addEventListener('toggle', onToggle);
    return () => {
      element.removeEventListener('toggle', onToggle);
      const isFree =
        document.activeElement === null ||
        document.activeElement === document.body ||
        element.contains(document.activeElement);
      if (isFree && opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [anchor, align]);

  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      onClose();
      return;
    }
    const all = items(event.currentTarget);
    const next = all[targetOf(event.key, all)];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      popover="auto"
      className={`${styles.menu ?? ''} nokey`}
      onKeyDown={press}
    >
      {groups
        .filter((group) => group.length > 0)
        .map((group) => (
          <div key={group[0]?.label} role="presentation" className={styles.group}>
            {group.map((entry) => (
              <Entry key={entry.label} entry={entry} onClose={onClose} />
            ))}
          </div>
        ))}
    </div>
  );
}

function Entry({ entry, onClose }: { readonly entry: MenuAction; readonly onClose: () => void }) {
  const { label, icon: Icon, shortcut, detail, isDisabled, isDangerous } = entry;
  const isChecked = entry.isChecked ?? entry.isOn;
  const role =
    entry.isOn !== undefined
      ? 'menuitemcheckbox'
      : isChecked === undefined
        ? 'menuitem'
        : 'menuitemradio';
  return (
    <button
      type="button"
      role={role}
      aria-checked={isChecked}
      aria-disabled={isDisabled === true || undefined}
      tabIndex={-1}
      className={styles.entry}
      data-dangerous={isDangerous}
      onPointerEnter={(event) => event.currentTarget.focus()}
      onClick={() => {
        if (isDisabled === true) return;
        onClose();
        entry.do();
      }}
    >
      <span aria-hidden className={styles.icon}>
        {isChecked === true ? (
          <Check size={16} />
        ) : (
          Icon !== undefined && <Icon size={16} strokeWidth={1.75} />
        )}
      </span>
      <span className={styles.text}>
        <span>{label}</span>
        {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      </span>
      {shortcut !== undefined && <Keys text={shortcut} />}
    </button>
  );
}

function items(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
}

function targetOf(key: string, all: readonly HTMLElement[]): number {
  const at = all.findIndex((item) => item === document.activeElement);
  if (key === 'ArrowDown') return (at + 1) % all.length;
  if (key === 'ArrowUp') return (at + all.length - 1 + (at === -1 ? 1 : 0)) % all.length;
  if (key === 'Home') return 0;
  if (key === 'End') return all.length - 1;
  if (key.length !== 1 || key === ' ') return -1;
  const starts = (index: number) =>
    all[index]?.textContent.toLowerCase().startsWith(key.toLowerCase()) === true;
  const order = all.map((_, index) => (at + 1 + index) % all.length);
  return order.find(starts) ?? -1;
}

function place(menu: HTMLElement, anchor: MenuProps['anchor'], align: 'start' | 'end'): void {
  const { width, height } = menu.getBoundingClientRect();
  const gap = 4;
  const left = align === 'start' ? anchor.left : anchor.right - width;
  const fitsBelow = anchor.bottom + gap + height <= innerHeight - gap;
  const top = fitsBelow ? anchor.bottom + gap : anchor.top - gap - height;
  menu.style.left = `${Math.max(gap, Math.min(left, innerWidth - width - gap))}px`;
  menu.style.top = `${Math.max(gap, top)}px`;
}
