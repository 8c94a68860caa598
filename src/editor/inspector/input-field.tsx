import { inputFaults } from '@/model/input-faults';
import { addConfigVar } from '@/state/commands/config-vars';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import type { StepInput } from '@/plan/plan';
import { useInputChoices } from './input-choices';
import { TypedControl, type TypedControlProps } from './typed-control';

export interface InputFieldProps extends Omit<TypedControlProps, 'control' | 'isInvalid'> {
  readonly help?: string | undefined;
  readonly isRequired?: boolean | undefined;
}

/** One of the platform's inputs with its name, what it is for, and what is wrong with it. */
export function InputField({ help, isRequired = false, ...props }: InputFieldProps) {
  const { label, input } = props;
  const fault = useInputFault(input);
  const isMissing = isRequired && (input === null || input.value === '');
  const error = isMissing ? `${label} is empty. The step needs it.` : (fault?.message ?? null);
  return (
    <Field
      label={label}
      help={help}
      isRequired={isRequired}
      error={error}
      action={<CreateConfigVar name={fault?.configVar} />}
    >
      {({ id, 'aria-describedby': describedBy }) => (
        <TypedControl
          {...props}
          control={{ id, 'aria-describedby': describedBy }}
          isInvalid={error !== null}
        />
      )}
    </Field>
  );
}

/** The first thing wrong with an input, where it stands. */
export function useInputFault(input: StepInput | null) {
  const { place } = useInputChoices();
  return input === null ? null : (inputFaults(input, place)[0] ?? null);
}

function CreateConfigVar({ name }: { readonly name: string | undefined }) {
  if (name === undefined) return null;
  return (
    <Button size="compact" onClick={() => addConfigVar(name)}>
      Create {name}
    </Button>
  );
}
