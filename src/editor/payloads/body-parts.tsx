import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { byteText } from '@/lib/byte-text';
import type { MultipartRow, Payload } from '@/model/project';
import { updatePayload } from '@/state/commands/payloads';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { IconButton } from '@/ui/icon-button';
import { TextArea } from '@/ui/text-area';
import { TextInput } from '@/ui/text-input';
import { useBurst } from '@/ui/use-burst';
import { FileButton } from './file-button';
import { base64Size } from './payload-patch';
import { readFileAsBytes } from './read-file';
import styles from './payloads-view.module.css';

interface BodyPartsProps {
  readonly payload: Payload;
  readonly rows: readonly MultipartRow[];
}

const NEW_ROW: MultipartRow = { name: '', content: { kind: 'text', text: '', contentType: '' } };

/** The parts of a form: each a name with a text or a file. */
export function BodyParts({ payload, rows }: BodyPartsProps) {
  const burst = useBurst();
  const [failure, setFailure] = useState<string | null>(null);
  const update = (next: readonly MultipartRow[], timeStamp?: number) =>
    updatePayload(
      payload.id,
      { body: { kind: 'multipart', rows: next } },
      timeStamp === undefined ? undefined : burst(timeStamp),
    );
  const takeFile = async (index: number, file: File) => {
    const read = await readFileAsBytes(file);
    setFailure(read.ok ? null : read.error);
    const row = rows[index];
    if (!read.ok || row === undefined) return;
    const name = row.name === '' ? (/^[^.]*/u.exec(file.name)?.[0] ?? '') : row.name;
    update(rows.with(index, { name, content: { kind: 'file', file: read.value } }));
  };
  return (
    <div className={styles.parts}>
      {failure !== null && (
        <p role="alert" className={styles.failure}>
          {failure}
        </p>
      )}
      {rows.map((row, index) => (
        // Parts have no identity but their place: two of the same name are allowed.
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset key={index} className={styles.part}>
          <legend>
            Part {index + 1}
            {row.name === '' ? '' : `: ${row.name}`}
          </legend>
          <PartRow
            row={row}
            onChange={(next, timeStamp) => update(rows.with(index, next), timeStamp)}
            onFile={(file) => void takeFile(index, file)}
            onRemove={() => update(rows.filter((_, at) => at !== index))}
          />
        </fieldset>
      ))}
      <Button icon={Plus} onClick={() => update([...rows, NEW_ROW])}>
        Add part
      </Button>
    </div>
  );
}

interface PartRowProps {
  readonly row: MultipartRow;
  readonly onChange: (row: MultipartRow, timeStamp?: number) => void;
  readonly onFile: (file: File) => void;
  readonly onRemove: () => void;
}

function PartRow({ row, onChange, onFile, onRemove }: PartRowProps) {
  const { content } = row;
  const contentType = content.kind === 'text' ? content.contentType : content.file.contentType;
  const setContentType = (next: string, timeStamp: number) =>
    onChange(
      content.kind === 'text'
        ? { ...row, content: { ...content, contentType: next } }
        : { ...row, content: { ...content, file: { ...content.file, contentType: next } } },
      timeStamp,
    );
  return (
    <>
      <div className={styles.partLine}>
        <Field label="Name">
          {(control) => (
            <TextInput
              {...control}
              value={row.name}
              onChange={(event) => onChange({ ...row, name: event.target.value }, event.timeStamp)}
            />
          )}
        </Field>
        <Field label="Part content type">
          {(control) => (
            <TextInput
              {...control}
              value={contentType}
              placeholder="text/plain"
              onChange={(event) => setContentType(event.target.value, event.timeStamp)}
            />
          )}
        </Field>
        <IconButton label="Remove part" icon={X} onClick={onRemove} />
      </div>
      {content.kind === 'text' ? (
        <Field label="Text">
          {(control) => (
            <TextArea
              {...control}
              isCode
              rows={3}
              value={content.text}
              onChange={(event) =>
                onChange(
                  { ...row, content: { ...content, text: event.target.value } },
                  event.timeStamp,
                )
              }
            />
          )}
        </Field>
      ) : (
        <p className={styles.partFile}>
          {content.file.name} · {byteText(base64Size(content.file.base64))}
        </p>
      )}
      <div className={styles.partActions}>
        <FileButton
          label={content.kind === 'file' ? 'Replace file' : 'Use a file'}
          onFile={onFile}
        />
        {content.kind === 'file' && (
          <Button
            variant="ghost"
            size="compact"
            onClick={() =>
              onChange({ ...row, content: { kind: 'text', text: '', contentType: '' } })
            }
          >
            Use a text
          </Button>
        )}
      </div>
    </>
  );
}
