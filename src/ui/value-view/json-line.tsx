import styles from './value-view.module.css';

interface JsonLineProps {
  readonly number: number;
  readonly top: number;
  readonly text: string;
}

/** A line of indented JSON holds at most one member name and one value. */
const LINE = /^(\s*)("(?:[^"\\]|\\.)*")?(: )?(.*?)(,?)$/su;

/** One numbered, coloured line of JSON. */
export function JsonLine({ number, top, text }: JsonLineProps) {
  const [, indent = '', name, colon, rest = '', comma = ''] = LINE.exec(text) ?? [];
  const isMember = colon !== undefined;
  return (
    <div className={styles.line} style={{ transform: `translateY(${top}px)` }}>
      <span className={styles.number}>{number}</span>
      {indent}
      {name !== undefined && (
        <span className={isMember ? styles.key : styles.value} data-kind="string">
          {name}
        </span>
      )}
      {colon}
      <span className={styles.value} data-kind={kindOf(rest)}>
        {rest}
      </span>
      {comma}
    </div>
  );
}

function kindOf(text: string): string {
  if (text.startsWith('"')) return 'string';
  if (/^-?\d/u.test(text)) return 'number';
  return /^(?:true|false|null)$/u.test(text) ? 'null' : 'mark';
}
