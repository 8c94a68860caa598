import { byteText } from '@/lib/byte-text';
import type { Payload } from '@/model/project';
import { updatePayload } from '@/state/commands/payloads';
import { useDocument } from '@/state/document';
import { Button } from '@/ui/button';
import { JsonState } from '@/ui/json-state';
import { PlainEditor } from '@/ui/code-editor/plain-editor';
import { useMonaco } from '@/ui/code-editor/use-monaco';
import { TextPreview } from '@/ui/value-view/text-preview';
import { useMedia } from '@/ui/use-media';
import { bodyModels } from './body-models';
import { MOST_TEXT_BYTES, saveFile } from './read-file';
import styles from './payloads-view.module.css';

interface BodyTextProps {
  readonly payload: Payload;
  readonly text: string;
}

/** A body of text to edit; a very large one can only be looked at, replaced and saved. */
export function BodyText({ payload, text }: BodyTextProps) {
  const language = languageOf(payload.contentType);
  if (text.length > MOST_TEXT_BYTES) return <LargeText payload={payload} text={text} />;
  return (
    <>
      <TextField payload={payload} text={text} language={language} />
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

interface TextFieldProps extends BodyTextProps {
  readonly language: string;
}

function TextField({ payload, text, language }: TextFieldProps) {
  // Monaco does not work with the keyboards of phones.
  const isNarrow = useMedia('(max-width: 639px)');
  const monaco = useMonaco();
  const isShared = useDocument(({ saved }) => saved.status === 'read-only');
  if (!isNarrow && monaco.status === 'ready') {
    const { TextEditor } = monaco.module;
    return (
      <div className={styles.textBox}>
        <TextEditor
          label="Body"
          isReadOnly={isShared}
          model={bodyModels.open(monaco.module, payload.id, language)}
        />
      </div>
    );
  }
  return (
    <div className={styles.textBox}>
      <PlainEditor
        label="Body"
        text={text}
        isReadOnly={isShared || (!isNarrow && monaco.status === 'loading')}
        onChange={(next, gesture) =>
          updatePayload(payload.id, { body: { kind: 'text', text: next } }, gesture)
        }
      />
    </div>
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
          onClick={() => saveFile(`${payload.name}.txt`, new Blob([text]))}
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
