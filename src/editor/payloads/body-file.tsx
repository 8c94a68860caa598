import { File } from 'lucide-react';
import { byteText } from '@/lib/byte-text';
import type { PayloadFile } from '@/model/project';
import { base64Size } from './payload-patch';
import { fileBlob, saveFile } from './read-file';
import styles from './payloads-view.module.css';

/** A file as the body; null while none is chosen. */
export function BodyFile({ file }: { readonly file: PayloadFile | null }) {
  if (file === null) {
    return (
      <div className={styles.empty}>
        <p>Choose a file above, or drop one here. It is sent byte by byte, up to 10 MB.</p>
      </div>
    );
  }
  return (
    <div className={styles.empty}>
      <File aria-hidden size={24} />
      <p className={styles.fileName}>{file.name}</p>
      <p>
        {file.contentType} · {byteText(base64Size(file.base64))}
      </p>
      <button
        type="button"
        className={styles.button}
        onClick={() => saveFile(file.name, fileBlob(file))}
      >
        Save as file
      </button>
    </div>
  );
}
