import { Field } from './field';
import { TextInput } from './text-input';
import { useDraft } from './use-draft';

interface NameFieldProps {
  readonly label: string;
  readonly value: string;
  readonly help?: string | undefined;
  readonly error: string | null;
  /** Called with a changed, trimmed text that is not empty. */
  readonly onCommit: (text: string) => void;
}

/** A name that others refer to: it changes when the field is left, not at every key. */
export function NameField({ label, value, help, error, onCommit }: NameFieldProps) {
  const draft = useDraft(value, onCommit);
  return (
    <Field label={label} help={help} error={error}>
      {(control) => <TextInput {...control} {...draft} />}
    </Field>
  );
}
