import { ChevronDown, ChevronRight, Link } from 'lucide-react';
import { byteText } from '@/lib/byte-text';
import type { ValueHead } from '@/lib/value-reader';
import { CopyButton } from '@/ui/copy-button';
import { canOpen, type TreeRow } from './tree-rows';
import styles from './value-view.module.css';

interface TreeRowViewProps {
  readonly id: string;
  readonly row: TreeRow;
  readonly top: number;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly onPick: () => void;
  readonly code: string;
  readonly valueText: () => string | Promise<string>;
}

/** One row of a value tree. */
export function TreeRowView(props: TreeRowViewProps) {
  const { id, row, top, isActive, isOpen, onPick, code, valueText } = props;
  const hasChildren = canOpen(row);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    // The keys are the tree's: it holds the focus and names the active row.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-posinset={row.place}
      aria-setsize={row.siblings}
      aria-selected={isActive}
      aria-expanded={hasChildren ? isOpen : undefined}
      className={styles.row}
      style={{ transform: `translateY(${top}px)`, paddingInlineStart: 8 + row.depth * 16 }}
      onClick={onPick}
    >
      {hasChildren ? (
        <Chevron aria-hidden size={12} className={styles.chevron} />
      ) : (
        <span className={styles.chevron} />
      )}
      <span className={row.head === null ? styles.stretch : styles.key}>{row.label}</span>
      {row.head !== null && <ValueText head={row.head} />}
      {row.head !== null && (
        <span className={styles.actions}>
          <CopyButton label="Copy path" icon={Link} text={() => code} tabIndex={-1} />
          <CopyButton label="Copy value" text={valueText} tabIndex={-1} />
        </span>
      )}
    </div>
  );
}

function ValueText({ head }: { readonly head: ValueHead }) {
  const isScalar = CONTAINER_TEXT[head.kind] === undefined;
  const isCut = head.kind === 'string' && head.size > 400;
  return (
    <>
      {isScalar && <span className={styles.colon}>:</span>}
      {isScalar && (
        <span className={styles.value} data-kind={head.kind}>
          {head.text}
        </span>
      )}
      {isCut && <span className={styles.size}>{`${count(head)} characters`}</span>}
      {!isScalar && <span className={styles.size}>{CONTAINER_TEXT[head.kind]?.(head)}</span>}
    </>
  );
}

/** What is said of a value that is shown by opening it. */
const CONTAINER_TEXT: Partial<Record<ValueHead['kind'], (head: ValueHead) => string>> = {
  object: (head) => `{ ${count(head)} }`,
  array: (head) => `[ ${count(head)} ]`,
  bytes: (head) => `Buffer, ${byteText(head.size)}`,
  unread: (head) => `${byteText(head.size)}, not read yet`,
};

function count(head: ValueHead): string {
  return head.size.toLocaleString('en-US');
}
