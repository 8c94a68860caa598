import type { ComponentProps } from 'react';
import styles from './title-input.module.css';

/** A name as a heading, which becomes a field where it is pointed at. */
export function TitleInput(props: ComponentProps<'input'>) {
  return (
    <input type="text" autoComplete="off" spellCheck={false} {...props} className={styles.title} />
  );
}
