import { useState, type ReactNode } from 'react';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { TextInput } from '@/ui/text-input';
import styles from './secrets-dialog.module.css';

interface PassphraseFormProps {
  readonly title?: string;
  /** A new passphrase is typed twice. */
  readonly fields: readonly { readonly label: string; readonly help?: string }[];
  readonly submit: {
    readonly label: string;
    readonly busyLabel: string;
    readonly variant: 'primary' | 'plain';
  };
  /** Resolves with what is wrong, which is shown at the first field; null where it went well. */
  readonly onSubmit: (values: readonly string[]) => Promise<string | null>;
  /** What is asked for besides. */
  readonly children?: ReactNode;
}

/** Asks for a passphrase. What is typed is in this form and nowhere else. */
export function PassphraseForm({ title, fields, submit, onSubmit, children }: PassphraseFormProps) {
  const [values, setValues] = useState<readonly string[]>(() => fields.map(() => ''));
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    const problem = await onSubmit(values);
    setBusy(false);
    setError(problem);
  };
  return (
    <form
      className={styles.part}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {title !== undefined && <h3>{title}</h3>}
      {fields.map(({ label, help }, index) => (
        <Field key={label} label={label} help={help} error={index === 0 ? error : null}>
          {(control) => (
            <TextInput
              {...control}
              type="password"
              autoComplete={fields.length > 1 ? 'new-password' : 'off'}
              value={values[index]}
              onChange={(event) => {
                setValues(values.with(index, event.target.value));
                setError(null);
              }}
            />
          )}
        </Field>
      ))}
      {children}
      <Button type="submit" variant={submit.variant} disabled={isBusy || values[0] === ''}>
        {isBusy ? submit.busyLabel : submit.label}
      </Button>
    </form>
  );
}
