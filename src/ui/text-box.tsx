import styles from './text-box.module.css';

interface TextBoxProps {
  /** What the text is, for its accessible name. */
  readonly label: string;
  readonly text: string;
  /** Its greatest height; what is longer is scrolled. */
  readonly size: 'small' | 'medium' | 'large';
}

/** A text as it is, in a box of its own. Not for large ones: those have their preview in value-view. */
export function TextBox({ label, text, size }: TextBoxProps) {
  return (
    // What is long is scrolled, which the keyboard can do only where it can stand.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles.box} data-size={size} role="group" aria-label={label} tabIndex={0}>
      {text}
    </pre>
  );
}
