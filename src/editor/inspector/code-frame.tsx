import styles from './step-panel.module.css';

interface CodeFrameProps {
  readonly source: string;
  /** From 1. */
  readonly line: number;
}

/** Five lines of code with one of them marked. */
export function CodeFrame({ source, line }: CodeFrameProps) {
  const lines = source.split('\n');
  const first = Math.max(1, Math.min(line - 2, lines.length - 4));
  const shown = lines.slice(first - 1, first + 4);
  return (
    <div className={styles.frame}>
      {shown.map((text, index) => {
        const number = first + index;
        return (
          <div key={number} className={styles.frameLine} data-fault={number === line || undefined}>
            <span className={styles.frameNumber}>{number}</span>
            <code>{text}</code>
          </div>
        );
      })}
    </div>
  );
}
