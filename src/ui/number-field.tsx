import { Field } from './field';
import { TextInput } from './text-input';
import { useDraft } from './use-draft';

interface NumberFieldProps {
  readonly label: string;
  readonly help?: string;
  readonly least?: number;
  readonly most: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A whole number within its limits, taken when the person leaves it. */
export function NumberField({ label, help, least = 0, most, value, onChange }: NumberFieldProps) {
  const isValid = (text: string) =>
    /^\d{1,9}$/u.test(text) && Number(text) >= least && Number(text) <= most;
  const commit = (text: string) => {
    if (Number(text) !== value) onChange(Number(text));
  };
  const draft = useDraft(String(value), commit, { isAllowed: isValid });
  return (
    <Field
      label={label}
      help={help}
      error={
        isValid(draft.value.trim())
          ? null
          : `This is not a whole number from ${least} to ${most}. Type one.`
      }
    >
      {(control) => <TextInput {...control} inputMode="numeric" {...draft} />}
    </Field>
  );
}
