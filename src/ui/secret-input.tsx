import { Eye, EyeOff } from 'lucide-react';
import { useState, type ChangeEvent } from 'react';
import { IconButton } from './icon-button';
import type { FieldControl } from './field';
import styles from './secret-input.module.css';

interface SecretInputProps {
  readonly control: FieldControl;
  /** What it holds, for the switch: "API Key". */
  readonly label: string;
  readonly value: string;
  /** Several lines, as a PEM file has. */
  readonly isMultiline?: boolean;
  /** Others are looking on: it cannot be shown. */
  readonly isCovered?: boolean;
  readonly onChange: (value: string, timeStamp: number) => void;
  readonly onBlur?: () => void;
}

/** A text that is hidden until its switch is pressed. Pasting is allowed. */
export function SecretInput(props: SecretInputProps) {
  const { control, label, value, isMultiline = false, isCovered = false, onChange, onBlur } = props;
  const [isAsked, setIsAsked] = useState(false);
  const isShown = isAsked && !isCovered;
  const common = {
    ...control,
    value,
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onChange(event.target.value, event.timeStamp),
    ...(onBlur === undefined ? {} : { onBlur }),
  };
  return (
    <div className={styles.box} data-multiline={isMultiline || undefined}>
      {isMultiline ? (
        <textarea
          {...common}
          rows={8}
          className={styles.lines}
          data-hidden={!isShown || undefined}
        />
      ) : (
        // Not a password of this page: the browser is not to offer one, nor to keep this.
        <input
          {...common}
          type={isShown ? 'text' : 'password'}
          autoComplete="new-password"
          className={styles.line}
        />
      )}
      <IconButton
        label={`Show ${label}`}
        icon={isShown ? EyeOff : Eye}
        size="small"
        aria-pressed={isShown}
        disabled={isCovered}
        onClick={() => setIsAsked(!isAsked)}
      />
    </div>
  );
}
