import { TriangleAlert } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { byteText } from '@/lib/byte-text';
import type { Payload, PayloadBody } from '@/model/project';
import { updatePayload } from '@/state/commands/payloads';
import { SegmentedChoice } from '@/ui/segmented-choice';
import { BodyFile } from './body-file';
import { BodyParts } from './body-parts';
import { BodyText } from './body-text';
import { CoveredBody, useCoveredBody } from './covered-body';
import { FileButton } from './file-button';
import { bodySize, contentTypePatch, type PayloadPatch } from './payload-patch';
import { readFileForBody } from './read-file';
import styles from './payloads-view.module.css';

const KINDS = [
  { id: 'text', label: 'Text' },
  { id: 'file', label: 'File' },
  { id: 'multipart', label: 'Form' },
] as const;

/** The request's body, as text, as a file or as a form's parts. A file dropped on it becomes the body. */
export function PayloadBodyEditor({ payload }: { readonly payload: Payload }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const [wantsFile, setWantsFile] = useState(false);
  // What each way had, for going back to it.
  const left = useRef(new Map<PayloadBody['kind'], Partial<Payload>>());
  const { body } = payload;
  const kind = wantsFile ? 'file' : body.kind;
  const covered = useCoveredBody(body);
  const isUnsent = payload.method === 'GET' && bodySize(body) > 0;

  const takeFile = async (file: File) => {
    const read = await readFileForBody(file);
    setFailure(read.ok ? null : read.error);
    if (!read.ok) return;
    setWantsFile(false);
    const { value } = read;
    const patch: PayloadPatch =
      value.kind === 'text'
        ? {
            ...contentTypePatch(payload, value.contentType),
            body: { kind: 'text', text: value.text },
          }
        : { ...contentTypePatch(payload, value.file.contentType), body: value };
    updatePayload(payload.id, patch);
  };
  const changeKind = (next: PayloadBody['kind']) => {
    left.current.set(body.kind, {
      body,
      contentType: payload.contentType,
      headers: payload.headers,
    });
    const before = left.current.get(next);
    setWantsFile(next === 'file' && body.kind !== 'file' && before === undefined);
    if (next === body.kind) return;
    if (before !== undefined) updatePayload(payload.id, before);
    else if (next === 'multipart') {
      const rows = [{ name: '', content: { kind: 'text', text: '', contentType: '' } }] as const;
      updatePayload(payload.id, {
        ...contentTypePatch(payload, 'multipart/form-data'),
        body: { kind: 'multipart', rows },
      });
    } else if (next === 'text') {
      updatePayload(payload.id, {
        ...contentTypePatch(payload, 'application/json'),
        body: { kind: 'text', text: '' },
      });
    }
  };
  const onDrop = (event: DragEvent) => {
    setIsOver(false);
    const file = event.dataTransfer.files[0];
    if (file === undefined) return;
    event.preventDefault();
    // The page takes dropped files as projects; this one is a body.
    event.stopPropagation();
    void takeFile(file);
  };

  return (
    // Dropping has its twin in "Replace with file".
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={styles.body}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        event.stopPropagation();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
    >
      <div className={styles.bodyHead}>
        <h3>Body</h3>
        <span className={styles.muted}>{byteText(bodySize(body))}</span>
        <SegmentedChoice label="Body as" options={KINDS} chosen={kind} onChoose={changeKind} />
        <span className={styles.grow} />
        {kind !== 'multipart' && (
          <FileButton
            label={kind === 'file' && body.kind !== 'file' ? 'Choose file' : 'Replace with file'}
            onFile={(file) => void takeFile(file)}
          />
        )}
      </div>
      {isUnsent && (
        <p className={styles.warning}>
          <TriangleAlert aria-hidden size={14} />A GET request carries no body: this one is not
          sent. Choose another method to send it.
        </p>
      )}
      {failure !== null && (
        <p role="alert" className={styles.failure}>
          {failure}
        </p>
      )}
      {covered === null ? (
        <BodyEditor payload={payload} kind={kind} />
      ) : (
        <CoveredBody text={covered} />
      )}
    </div>
  );
}

interface BodyEditorProps {
  readonly payload: Payload;
  /** As what it is wanted, which may be before it is that. */
  readonly kind: PayloadBody['kind'];
}

function BodyEditor({ payload, kind }: BodyEditorProps) {
  const { body } = payload;
  if (kind === 'file') return <BodyFile file={body.kind === 'file' ? body.file : null} />;
  if (kind === 'text' && body.kind === 'text')
    return <BodyText payload={payload} text={body.text} />;
  if (kind === 'multipart' && body.kind === 'multipart')
    return <BodyParts payload={payload} rows={body.rows} />;
  return null;
}
