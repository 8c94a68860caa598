import { useState, type ChangeEvent, type KeyboardEvent } from 'react';

/** What a text field is given to hold a draft. */
export interface DraftField {
  readonly value: string;
  readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void;
  readonly onBlur: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/**
 * A text that holds when its field is left or Enter is pressed; Escape puts the old one back, and an empty one does not
 * hold. One that is not allowed stays in the field, for its error to be read.
 */
export function useDraft(
  text: string,
  onCommit: (text: string) => void,
  isAllowed: (text: string) => boolean = () => true,
): DraftField {
  const [draft, setDraft] = useState<string | null>(null);
  return {
    value: draft ?? text,
    onChange: (event) => setDraft(event.target.value),
    onBlur: () => {
      const next = draft?.trim() ?? '';
      if (draft !== null && !isAllowed(next)) return;
      if (next !== '' && next !== text) onCommit(next);
      setDraft(null);
    },
    onKeyDown: (event) => {
      if (event.key === 'Enter') event.currentTarget.blur();
      if (event.key === 'Escape' && draft !== null) {
        // Only the field's own change is taken back; what it stands in stays open.
        event.stopPropagation();
        setDraft(null);
      }
    },
  };
}
