import type { ComponentProps } from 'react';
import styles from './input.module.css';

/** One line of text. */
export function TextInput(props: ComponentProps<'input'>) {
  return (
    <input type="text" autoComplete="off" spellCheck={false} {...props} className={styles.input} />
  );
}
