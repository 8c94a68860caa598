import { CircleCheck, CircleX } from 'lucide-react';
import { useDeferredValue, useMemo, type ReactNode } from 'react';
import { checkJson } from '@/lib/check-json';
import { formatJson } from '@/lib/format-json';
import { Button } from './button';
import styles from './json-state.module.css';

interface JsonStateProps {
  readonly text: string;
  /** What else there is to say or to do. */
  readonly children?: ReactNode;
  /** Given the same JSON, indented. */
  readonly onFormat: (text: string) => void;
}

/** Below an editor of JSON: whether it is some, and where it stops being. */
export function JsonState({ text, children, onFormat }: JsonStateProps) {
  const settled = useDeferredValue(text);
  const check = useMemo(() => checkJson(settled), [settled]);
  return (
    <div className={styles.foot}>
      {check.isValid ? (
        <span className={styles.good} role="status">
          <CircleCheck aria-hidden size={14} />
          Valid JSON
        </span>
      ) : (
        <span className={styles.bad} role="status">
          <CircleX aria-hidden size={14} />
          Not JSON{check.line === undefined
            ? ''
            : `, line ${check.line}, column ${check.column}`}: {check.reason}
        </span>
      )}
      <span className={styles.grow} />
      {children}
      <Button
        variant="ghost"
        size="compact"
        disabled={!check.isValid || settled !== text}
        onClick={() => onFormat(formatJson(text))}
      >
        Format
      </Button>
    </div>
  );
}
