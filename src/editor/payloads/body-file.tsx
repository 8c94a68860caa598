import { byteText } from '@/lib/byte-text';
import type { PayloadFile } from '@/model/project';
import { saveBlob } from '@/state/save-as-file';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { base64Size } from './payload-patch';
import { fileBlob } from './read-file';
import styles from './payloads-view.module.css';

/** A file as the body; null while none is chosen. */
export function BodyFile({ file }: { readonly file: PayloadFile | null }) {
  if (file === null) {
    return (
      <EmptyState text="Choose a file above, or drop one here. It is sent byte by byte, up to 10 MB." />
    );
  }
  return (
    <EmptyState
      text={
        <>
          <strong className={styles.fileName}>{file.name}</strong>
          {' · '}
          {file.contentType} · {byteText(base64Size(file.base64))}
        </>
      }
    >
      <Button onClick={() => saveBlob(file.name, fileBlob(file))}>Save as file</Button>
    </EmptyState>
  );
}
