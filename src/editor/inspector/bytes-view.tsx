import type { ReactNode } from 'react';
import type { ValuePath } from '@/lib/value-reader';
import { previewText } from '@/ui/value-view/open-value';
import { TextPreview } from '@/ui/value-view/text-preview';
import { useValue } from '@/ui/value-view/use-value';
import { ValueView } from '@/ui/value-view/value-view';
import { resultFormat } from './result-format';
import styles from './step-panel.module.css';

interface BytesViewProps {
  /** "Output". */
  readonly label: string;
  /** What the first row says. */
  readonly root: string;
  readonly codeOf: (path: ValuePath) => string;
  readonly bytes: Uint8Array;
  readonly depth?: number;
  /** What is to be said of the value. */
  readonly facts: ReactNode;
}

/** A value as it crossed the sandbox's boundary: its first part at once, all of it when it is read. */
export function BytesView({ bytes, facts, ...view }: BytesViewProps) {
  const value = useValue(bytes, resultFormat);
  if (value.status === 'ready') {
    return (
      <ValueView {...view} reader={value.reader}>
        {facts}
      </ValueView>
    );
  }
  return (
    <>
      <div className={styles.facts}>{facts}</div>
      <p className={styles.muted} role="status">
        {value.status === 'reading'
          ? 'Reading all of it. The first part:'
          : `This value could not be read: ${value.reason}. The first part of it as text:`}
      </p>
      <TextPreview
        label={`First part of the ${view.label.toLowerCase()}`}
        text={previewText(bytes)}
      />
    </>
  );
}
