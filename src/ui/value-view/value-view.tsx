import { useState, type ReactNode } from 'react';
import type { ValuePath, ValueReader } from '@/lib/value-reader';
import { CopyButton } from '@/ui/copy-button';
import { ValueLines } from './value-lines';
import { ValueTree } from './value-tree';
import styles from './value-view.module.css';

export interface ValueViewProps {
  /** What the value is, for its accessible name: "Output". */
  readonly label: string;
  readonly reader: ValueReader;
  /** What the first row says. */
  readonly root: string;
  /** How code reaches the value at a path. */
  readonly codeOf: (path: ValuePath) => string;
  /** How many levels stand open at first. */
  readonly depth?: number;
  /** Stands before the switch: which run, how large. */
  readonly children?: ReactNode;
}

/** A value as tree or as JSON. */
export function ValueView({ label, reader, root, codeOf, depth, children }: ValueViewProps) {
  const [mode, setMode] = useState<'tree' | 'json'>('tree');
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <div className={styles.facts}>{children}</div>
        <div className={styles.modes} role="radiogroup" aria-label="Show as">
          {(['tree', 'json'] as const).map((choice) => (
            <label key={choice} className={styles.mode}>
              <input
                type="radio"
                name={`${label} as`}
                checked={mode === choice}
                onChange={() => setMode(choice)}
              />
              {choice === 'tree' ? 'Tree' : 'JSON'}
            </label>
          ))}
        </div>
        <CopyButton label={`Copy ${label.toLowerCase()}`} text={() => reader.copyText([])} />
      </div>
      {mode === 'tree' ? (
        <ValueTree
          label={label}
          reader={reader}
          root={root}
          codeOf={codeOf}
          {...(depth === undefined ? {} : { depth })}
        />
      ) : (
        <ValueLines label={`${label} as JSON`} reader={reader} />
      )}
    </div>
  );
}
