import { Download } from 'lucide-react';
import { fileName, mediaType } from './body-kind';
import styles from './run-console.module.css';

interface SaveBodyProps {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

/** Saves a response's body as a file. */
export function SaveBody({ bytes, contentType }: SaveBodyProps) {
  return (
    <button
      type="button"
      className={styles.button}
      onClick={() => save(bytes, mediaType(contentType), fileName(contentType))}
    >
      <Download aria-hidden size={14} />
      Save as file
    </button>
  );
}

function save(bytes: Uint8Array<ArrayBuffer>, type: string, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
