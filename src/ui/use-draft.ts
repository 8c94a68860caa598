import { useState, type ChangeEvent, type KeyboardEvent } from 'react';

/** What a text field is given to hold a draft. */
export interface DraftField {
  readonly value: string;
  readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void;
  readonly onBlur: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

interface DraftRules {
  /** One that is not allowed stays in the field, for its error to be read. */
  readonly isAllowed?: (text: string) => boolean;
  /** An empty text holds too; else the old one comes back. */
  readonly takesEmpty?: boolean;
}

/** A text that holds, trimmed, when its field is left or Enter is pressed; Escape puts the old one back. */
export function useDraft(
  text: string,
  onCommit: (text: string) => void,
  { isAllowed = () => true, takesEmpty = false }: DraftRules = {},
): DraftField {
  const [draft, setDraft] = useState<string | null>(null);
  return {
    value: draft ?? text,
    onChange: (event) => setDraft(event.target.value),
    onBlur: () => {
      const next = draft?.trim() ?? '';
      if (draft !== null && !isAllowed(next)) return;
      if (draft !== null && next !== text && (takesEmpty || next !== '')) onCommit(next);
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
