import styles from './keys.module.css';

/** A shortcut beside what it does; hidden from assistive technology, which gets it from the shortcut sheet. */
export function Keys({ text }: { readonly text: string }) {
  return (
    <kbd aria-hidden className={styles.keys}>
      {text}
    </kbd>
  );
}
