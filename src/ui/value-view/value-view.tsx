import { useState, type ReactNode } from 'react';
import type { ValuePath, ValueReader } from '@/lib/value-reader';
import { CopyButton } from '@/ui/copy-button';
import { SegmentedChoice } from '@/ui/segmented-choice';
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

type Mode = (typeof MODES)[number]['id'];

const MODES = [
  { id: 'tree', label: 'Tree' },
  { id: 'json', label: 'JSON' },
] as const;

/** A value as tree or as JSON. */
export function ValueView({ label, reader, root, codeOf, depth, children }: ValueViewProps) {
  const [mode, setMode] = useState<Mode>('tree');
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <div className={styles.facts}>{children}</div>
        <SegmentedChoice label="Show as" options={MODES} chosen={mode} onChoose={setMode} />
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
