import type { ComponentProps, CSSProperties } from 'react';
import styles from './input.module.css';

interface TextAreaProps extends ComponentProps<'textarea'> {
  readonly rows: number;
  /** In the font of code. */
  readonly isCode?: boolean;
  /** Grows with its text from its rows on, up to 400 px; else only by its handle. */
  readonly grows?: boolean;
}

/** Several lines of text. */
export function TextArea({ isCode = false, grows = false, ...rest }: TextAreaProps) {
  // A field that grows with its text heeds no `rows`.
  const least = { '--rows': rest.rows } as CSSProperties;
  return (
    <textarea
      autoComplete="off"
      spellCheck={false}
      {...rest}
      className={styles.input}
      style={least}
      data-code={isCode || undefined}
      data-grows={grows || undefined}
    />
  );
}
