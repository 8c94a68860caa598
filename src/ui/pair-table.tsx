import { X } from 'lucide-react';
import { useId, useRef } from 'react';
import styles from './pair-table.module.css';

/** One row; a name may stand several times. */
export interface NameValue {
  readonly name: string;
  readonly value: string;
}

interface PairTableProps {
  /** "Headers". */
  readonly label: string;
  readonly pairs: readonly NameValue[];
  readonly hint?: string | undefined;
  readonly error?: string | null;
  /** What the columns are called. */
  readonly keyWord?: string;
  readonly valueWord?: string;
  /** Others are looking on: these values are dots. */
  readonly covers?: (value: string) => boolean;
  /** With the event's time where it was typing, so that a burst is undone as one. */
  readonly onChange: (pairs: readonly NameValue[], timeStamp?: number) => void;
}

const EMPTY: NameValue = { name: '', value: '' };

/** Names and values as a table to type into; what is typed into its last, empty row becomes a new one. */
export function PairTable(props: PairTableProps) {
  const { label, pairs, hint, error = null, keyWord = 'Name', valueWord = 'Value' } = props;
  const { covers, onChange } = props;
  const id = useId();
  const table = useRef<HTMLDivElement>(null);
  const described = [hint === undefined ? '' : `${id}-hint`, error === null ? '' : `${id}-error`]
    .join(' ')
    .trim();
  const remove = (index: number) => {
    onChange(pairs.filter((_, at) => at !== index));
    // The button that had the focus is gone: the row that took its place gets it.
    const names = table.current?.querySelectorAll<HTMLInputElement>('input[data-name]');
    names?.[Math.max(0, index - 1)]?.focus();
  };
  return (
    <div
      className={styles.field}
      role="group"
      aria-labelledby={id}
      aria-describedby={described === '' ? undefined : described}
    >
      <span id={id} className={styles.label}>
        {label}
        <span className={styles.count} aria-hidden>
          {pairs.length}
        </span>
      </span>
      <div ref={table} className={styles.table}>
        <div className={styles.tableHead} aria-hidden>
          <span>{keyWord}</span>
          <span>{valueWord}</span>
        </div>
        {[...pairs, EMPTY].map((pair, index) => {
          const isCovered = covers?.(pair.value) ?? false;
          const isNew = index === pairs.length;
          const row = isNew ? `new ${index + 1}` : pair.name || String(index + 1);
          return (
            // Rows have no identity but their place: two of the same name are allowed.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={index} className={styles.tableRow}>
              <input
                data-name
                aria-label={`${label} ${keyWord.toLowerCase()}, row ${index + 1}`}
                placeholder={isNew ? `Add ${keyWord.toLowerCase()}` : ''}
                value={pair.name}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) =>
                  onChange(
                    withPair(pairs, index, { ...pair, name: event.target.value }),
                    event.timeStamp,
                  )
                }
              />
              <input
                aria-label={`${label} ${valueWord.toLowerCase()}, row ${index + 1}`}
                placeholder={isNew ? valueWord : ''}
                type={isCovered ? 'password' : 'text'}
                title={isCovered ? undefined : pair.value}
                value={pair.value}
                autoComplete={isCovered ? 'new-password' : 'off'}
                spellCheck={false}
                onChange={(event) =>
                  onChange(
                    withPair(pairs, index, { ...pair, value: event.target.value }),
                    event.timeStamp,
                  )
                }
              />
              {isNew ? (
                <span />
              ) : (
                <button
                  type="button"
                  aria-label={`Remove ${row}`}
                  title={`Remove ${row}`}
                  onClick={() => remove(index)}
                >
                  <X aria-hidden size={14} />
                </button>
              )}
            </div>
          );
        })}
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {error !== null && (
        <p id={`${id}-error`} role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </div>
  );
}

/** Changes a row of headers or parameters; a change below the last row adds one. */
function withPair(
  pairs: readonly NameValue[],
  index: number,
  pair: NameValue,
): readonly NameValue[] {
  return index >= pairs.length ? [...pairs, pair] : pairs.with(index, pair);
}
