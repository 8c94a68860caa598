import { useEffect, useRef } from 'react';
import { useBurst } from '@/ui/use-burst';
import styles from './text-editor.module.css';

export interface PlainEditorProps {
  readonly label: string;
  readonly text: string;
  /** Id of an element that says more. */
  readonly describedBy?: string;
  readonly isReadOnly?: boolean;
  /** `gesture` is the same for all changes of one burst. */
  readonly onChange: (text: string, gesture: string) => void;
  /** A line to go to; answered once per token. */
  readonly reveal?: { readonly line: number; readonly token: unknown };
}

const LINE_HEIGHT = 20;

/** A text field with line numbers, where Monaco does not work or is not there yet. */
export function PlainEditor(props: PlainEditorProps) {
  const { label, text, describedBy, isReadOnly = false, onChange, reveal } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLPreElement>(null);
  const burst = useBurst();
  const lines = text.split('\n').length;

  const line = reveal?.line;
  const token = reveal?.token;
  useEffect(() => {
    const area = field.current;
    if (line === undefined || token === undefined || area === null) return;
    const start = area.value.split('\n', line - 1).join('\n').length + (line > 1 ? 1 : 0);
    area.focus();
    area.setSelectionRange(start, start);
    area.scrollTop = Math.max(0, (line - 4) * LINE_HEIGHT);
  }, [line, token]);

  return (
    <div className={styles.plain}>
      <pre ref={numbers} aria-hidden className={styles.numbers}>
        {Array.from({ length: lines }, (_, index) => `${index + 1}\n`).join('')}
      </pre>
      <textarea
        ref={field}
        aria-label={label}
        aria-describedby={describedBy}
        className={styles.area}
        value={text}
        readOnly={isReadOnly}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        onScroll={(event) => {
          if (numbers.current !== null) numbers.current.scrollTop = event.currentTarget.scrollTop;
        }}
        onChange={(event) => onChange(event.target.value, burst(event.timeStamp))}
      />
    </div>
  );
}
