import { byteText } from '@/lib/byte-text';
import type { Payload } from '@/model/project';
import { updatePayload } from '@/state/commands/payloads';
import { useDocument } from '@/state/document';
import { fileNameOf, saveBlob } from '@/state/save-as-file';
import { Button } from '@/ui/button';
import { JsonState } from '@/ui/json-state';
import { ModelEditor } from '@/ui/code-editor/model-editor';
import { TextPreview } from '@/ui/value-view/text-preview';
import { bodyModels } from './body-models';
import { MOST_TEXT_BYTES } from './read-file';
import styles from './payloads-view.module.css';

interface BodyTextProps {
  readonly payload: Payload;
  readonly text: string;
}

/** A body of text to edit; a very large one can only be looked at, replaced and saved. */
export function BodyText({ payload, text }: BodyTextProps) {
  const language = languageOf(payload.contentType);
  const isShared = useDocument(({ saved }) => saved.status === 'read-only');
  if (text.length > MOST_TEXT_BYTES) return <LargeText payload={payload} text={text} />;
  return (
    <>
      <div className={styles.textBox}>
        <ModelEditor
          label="Body"
          text={text}
          isReadOnly={isShared}
          open={(module) => bodyModels.open(module, payload.id, language)}
          onChange={(next, gesture) =>
            updatePayload(payload.id, { body: { kind: 'text', text: next } }, gesture)
          }
        />
      </div>
      {language === 'json' && text.trim() !== '' && (
        <JsonState
          text={text}
          onFormat={(formatted) =>
            updatePayload(payload.id, { body: { kind: 'text', text: formatted } })
          }
        >
          <span className={styles.hint}>
            Read it in code as <code>payload.body.data</code>
          </span>
        </JsonState>
      )}
    </>
  );
}

const PREVIEW_CHARACTERS = 64 * 1024;

function LargeText({ payload, text }: BodyTextProps) {
  return (
    <>
      <p className={styles.notice}>
        This body is too large to edit here ({byteText(text.length)}; up to{' '}
        {byteText(MOST_TEXT_BYTES)} can be). It is sent whole. Its first part:
        <Button
          variant="ghost"
          size="compact"
          onClick={() => saveBlob(`${fileNameOf(payload.name)}.txt`, new Blob([text]))}
        >
          Save as file
        </Button>
      </p>
      <TextPreview label="Body" text={text.slice(0, PREVIEW_CHARACTERS)} />
    </>
  );
}

function languageOf(contentType: string): string {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json' || type.endsWith('+json')) return 'json';
  if (type.endsWith('/xml') || type.endsWith('+xml') || type === 'text/html') return 'xml';
  return 'plaintext';
}
