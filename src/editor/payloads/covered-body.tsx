import { useMemo } from 'react';
import type { PayloadBody } from '@/model/project';
import { usePresenting } from '@/state/presenting';
import { TextPreview } from '@/ui/value-view/text-preview';
import styles from './payloads-view.module.css';

/** The body as others may see it; null where nothing of it is to be covered, and it can be edited. */
export function useCoveredBody(body: PayloadBody): string | null {
  const redactor = usePresenting((state) => state.redactor);
  return useMemo(() => {
    if (redactor === null) return null;
    const text = textOf(body);
    const covered = redactor.text(text);
    return covered === text ? null : covered;
  }, [redactor, body]);
}

/** The body with its marked fields covered, which can only be read. */
export function CoveredBody({ text }: { readonly text: string }) {
  return (
    <>
      <p className={styles.notice}>
        Presenting: what is marked is covered. Stop presenting to edit the body.
      </p>
      <TextPreview label="Body" text={text} />
    </>
  );
}

function textOf(body: PayloadBody): string {
  switch (body.kind) {
    case 'text':
      return body.text;
    case 'multipart':
      return body.rows
        .map(({ name, content }) =>
          content.kind === 'text'
            ? `${name}: ${content.text}`
            : `${name}: the file ${content.file.name}`,
        )
        .join('\n');
    case 'file':
      return body.file.name;
  }
}
