import type { LucideIcon } from 'lucide-react';
import {
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type DragEvent,
  type KeyboardEvent,
} from 'react';
import { Keys } from './keys';
import styles from './picker.module.css';

/** One thing to pick. */
export interface PickerOption {
  readonly id: string;
  readonly label: string;
  /** Beside the label, in grey. */
  readonly detail?: string | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly shortcut?: string | undefined;
  /** A heading over the first option of each group. */
  readonly group?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  /** Makes the option draggable. */
  readonly onDragStart?: ((event: DragEvent) => void) | undefined;
}

export interface PickerProps {
  /** The name of the search field. */
  readonly label: string;
  readonly placeholder: string;
  readonly options: readonly PickerOption[];
  readonly onChoose: (id: string) => void;
  /** What to say when no option matches. */
  readonly nothing: (query: string) => string;
}

const MOST_SHOWN = 200;

/** A search field over a list: type to narrow it, arrows move, Enter chooses. */
export function Picker({ label, placeholder, options, onChoose, nothing }: PickerProps) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const base = useId();
  const shown = matching(options, query).slice(0, MOST_SHOWN);
  const current = Math.min(active, shown.length - 1);
  const currentOption = shown[current];

  useLayoutEffect(() => {
    const option = list.current?.querySelector('[aria-selected="true"]');
    option?.scrollIntoView({ block: 'nearest' });
  });

  const choose = (option: PickerOption | undefined) => {
    if (option !== undefined && option.isDisabled !== true) onChoose(option.id);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      choose(currentOption);
      return;
    }
    const next = targetOf(event.key, current, shown.length);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
  };

  return (
    <div className={`${styles.picker ?? ''} nokey`}>
      <input
        // A picker is opened to be typed into.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={`${base}-list`}
        aria-activedescendant={currentOption === undefined ? undefined : `${base}-${current}`}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        className={styles.search}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={press}
      />
      <div
        ref={list}
        role="listbox"
        id={`${base}-list`}
        aria-label={label}
        tabIndex={-1}
        className={styles.list}
      >
        {shown.map((option, index) => (
          <Option
            key={option.id}
            id={`${base}-${index}`}
            option={option}
            isActive={index === current}
            heading={option.group === shown[index - 1]?.group ? undefined : option.group}
            onPoint={() => setActive(index)}
            onChoose={() => choose(option)}
          />
        ))}
      </div>
      <p role="status" className={styles.nothing}>
        {shown.length === 0 && nothing(query)}
      </p>
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly option: PickerOption;
  readonly isActive: boolean;
  readonly heading: string | undefined;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function Option({ id, option, isActive, heading, onPoint, onChoose }: OptionProps) {
  const { label, detail, icon: Icon, shortcut, isDisabled, onDragStart } = option;
  return (
    <>
      {heading !== undefined && (
        <div aria-hidden className={styles.heading}>
          {heading}
        </div>
      )}
      {/* The search field has the focus and the keys; the option is pointed at. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={isActive}
        aria-disabled={isDisabled}
        className={styles.option}
        draggable={onDragStart !== undefined}
        onDragStart={onDragStart}
        onPointerMove={onPoint}
        onClick={onChoose}
      >
        {Icon !== undefined && <Icon aria-hidden size={16} strokeWidth={1.75} />}
        <span className={styles.label}>{label}</span>
        {detail !== undefined && <span className={styles.detail}>{detail}</span>}
        {shortcut !== undefined && <Keys text={shortcut} />}
      </div>
    </>
  );
}

/** Those that hold every word of the query; a label that begins with it comes first within its group. */
function matching(options: readonly PickerOption[], query: string): readonly PickerOption[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  const found = options.filter(({ label, detail, group }) => {
    const text = `${label} ${detail ?? ''} ${group ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const begins = ({ label }: PickerOption) => label.toLowerCase().startsWith(words[0] ?? '');
  const groups = [...new Set(found.map(({ group }) => group))];
  return groups.flatMap((group) => {
    const own = found.filter((option) => option.group === group);
    return [...own.filter(begins), ...own.filter((option) => !begins(option))];
  });
}

function targetOf(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at + count - 1) % count;
  if (key === 'PageDown') return Math.min(count - 1, at + 8);
  if (key === 'PageUp') return Math.max(0, at - 8);
  return null;
}
