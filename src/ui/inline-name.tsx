import { useState } from 'react';
import styles from './inline-name.module.css';

export interface InlineNameProps {
  readonly label: string;
  readonly value: string;
  /** Called with a changed, trimmed text that is not empty. */
  readonly onCommit: (text: string) => void;
  /** Called in any case, last. */
  readonly onEnd: () => void;
}

/** A name being edited where it stands. Enter and leaving keep it, Escape does not. */
export function InlineName({ label, value, onCommit, onEnd }: InlineNameProps) {
  const [text, setText] = useState(value);
  const commit = () => {
    const next = text.trim();
    if (next !== '' && next !== value) onCommit(next);
    onEnd();
  };
  return (
    <input
      // The person has just asked to rename.
      ref={selectAll}
      aria-label={label}
      className={`${styles.input ?? ''} nodrag nopan nokey`}
      value={text}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setText(event.target.value)}
      onClick={(event) => event.stopPropagation()}
      onBlur={commit}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') onEnd();
      }}
    />
  );
}

/** Of a fixed identity: called once, when the field appears. */
function selectAll(input: HTMLInputElement | null): void {
  input?.select();
}
