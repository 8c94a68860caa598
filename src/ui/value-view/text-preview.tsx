import styles from './text-preview.module.css';

interface TextPreviewProps {
  readonly label: string;
  readonly text: string;
}

const BLOCK = 2048;

/** The beginning of a large text, in blocks that are laid out only when they come into sight. */
export function TextPreview({ label, text }: TextPreviewProps) {
  const count = Math.ceil(text.length / BLOCK);
  return (
    // Focusable, so that it can be scrolled by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="group" aria-label={label} tabIndex={0} className={styles.preview}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={styles.block}>
          {text.slice(index * BLOCK, (index + 1) * BLOCK)}
        </div>
      ))}
    </div>
  );
}
