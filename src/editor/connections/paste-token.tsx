import { useState } from 'react';
import type { ConfigVarId } from '@/lib/ids';
import { pasteToken } from '@/state/commands/oauth';
import { useSession } from '@/state/session';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { SecretInput } from '@/ui/secret-input';
import styles from './oauth-panel.module.css';

interface PasteTokenProps {
  readonly id: ConfigVarId;
  readonly onDone: () => void;
}

/** Takes a token response that was got another way. */
export function PasteToken({ id, onDone }: PasteTokenProps) {
  const isPresenting = useSession((session) => session.isPresenting);
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const use = () => {
    const read = pasteToken(id, text);
    if (read.ok) onDone();
    else setError(read.error);
  };
  return (
    <div className={styles.paste}>
      <Field
        label="Token response"
        help="The JSON that the token URL answered, or an access token alone."
        error={error}
      >
        {(control) => (
          <SecretInput
            control={control}
            label="token response"
            value={text}
            isMultiline
            isCovered={isPresenting}
            onChange={(value) => {
              setText(value);
              setError(null);
            }}
          />
        )}
      </Field>
      <div className={styles.buttons}>
        <Button size="compact" onClick={use}>
          Use it
        </Button>
        <Button size="compact" variant="ghost" onClick={onDone}>
          Close
        </Button>
      </div>
    </div>
  );
}
