import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useMemo } from 'react';
import { Controller, useForm, type Control } from 'react-hook-form';
import { checkField } from '@/kinds/connections/check-field';
import type { ConnectionField } from '@/kinds/connections/connection-kind';
import { connectionFields } from '@/model/connection-fields';
import type { ConfigVar, Connection } from '@/model/project';
import { filledInput } from '@/model/secret-inputs';
import { setConnectionField } from '@/state/commands/config-vars';
import { useSecrets } from '@/state/secrets';
import { useSession } from '@/state/session';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { PairTable } from '@/ui/pair-table';
import { SecretInput } from '@/ui/secret-input';
import { TextInput } from '@/ui/text-input';
import { useBurst } from '@/ui/use-burst';
import { formSchema, inputName, type FormValues } from './form-schema';
import { PemPanel } from './pem-panel';

const NO_VALUES: Readonly<Record<string, string>> = {};

interface ConnectionFormProps {
  readonly configVar: ConfigVar;
  readonly connection: Connection;
}

/** The form of a connection of any kind, made from its field specs. What is typed is saved as it is typed. */
export function ConnectionForm({ configVar, connection }: ConnectionFormProps) {
  const { id } = configVar;
  const secrets = useSecrets(({ entries }) => entries[id]?.fields ?? NO_VALUES);
  const fields = useMemo(() => connectionFields(connection), [connection]);
  const schema = useMemo(() => formSchema(fields), [fields]);
  const values = useMemo(
    (): FormValues =>
      Object.fromEntries(
        fields.map((field, index) => [inputName(index), valueOf(field, connection, secrets)]),
      ),
    [fields, connection, secrets],
  );
  const { control, trigger } = useForm<FormValues>({
    values,
    resolver: zodResolver(schema),
    mode: 'onChange',
    resetOptions: { keepTouched: true, keepErrors: true },
  });
  // Values also change by undo, by an import of a key, by another form: the errors follow.
  useEffect(() => {
    void trigger(Object.keys(values));
  }, [trigger, values]);
  return (
    <>
      {fields.map((field, index) => (
        <ConnectionInput
          key={field.key}
          control={control}
          name={inputName(index)}
          field={field}
          configVar={configVar}
        />
      ))}
    </>
  );
}

function valueOf(
  field: ConnectionField,
  connection: Connection,
  secrets: Readonly<Record<string, string>>,
): FormValues[string] {
  const input = filledInput(field, connection, (key) => secrets[key] ?? null);
  if (typeof input !== 'string') return [...input];
  return field.type === 'keyvaluelist' ? [] : input;
}

interface ConnectionInputProps {
  readonly control: Control<FormValues>;
  readonly name: string;
  readonly field: ConnectionField;
  readonly configVar: ConfigVar;
}

function ConnectionInput({ control, name, field, configVar }: ConnectionInputProps) {
  const burst = useBurst();
  const isPresenting = useSession((session) => session.isPresenting);
  return (
    <Controller
      control={control}
      name={name}
      render={({ field: { value, onChange, onBlur }, fieldState }) => {
        const set = (next: FormValues[string], timeStamp?: number) => {
          onChange(next);
          const gesture = timeStamp === undefined ? undefined : burst(timeStamp);
          setConnectionField(configVar.id, field, next, gesture);
        };
        // An empty form is no form with mistakes in it.
        const isShown = fieldState.isTouched || value.length > 0;
        const error = isShown ? (fieldState.error?.message ?? null) : null;
        if (typeof value !== 'string') {
          return (
            <PairTable
              label={field.label}
              keyWord="Key"
              hint={field.comments}
              error={error}
              covers={() => field.isSecret && isPresenting}
              pairs={value.map(({ key, value: text }) => ({ name: key, value: text }))}
              onChange={(pairs, timeStamp) =>
                set(
                  pairs.map((pair) => ({ key: pair.name, value: pair.value })),
                  timeStamp,
                )
              }
            />
          );
        }
        const fix = error === null ? undefined : checkField(field, value)?.fix;
        return (
          <div>
            <Field
              label={field.label}
              help={field.comments}
              error={error}
              isRequired={field.isRequired}
              action={
                fix !== undefined && (
                  <Button size="compact" variant="ghost" onClick={() => set(fix.value)}>
                    {fix.label}
                  </Button>
                )
              }
            >
              {(attributes) =>
                field.isMasked || (field.isSecret && isPresenting) ? (
                  <SecretInput
                    control={attributes}
                    label={field.label}
                    value={value}
                    isMultiline={field.type === 'text'}
                    isCovered={isPresenting}
                    onChange={set}
                    onBlur={onBlur}
                  />
                ) : (
                  <TextInput
                    {...attributes}
                    value={value}
                    onChange={(event) => set(event.target.value, event.timeStamp)}
                    onBlur={onBlur}
                  />
                )
              }
            </Field>
            {field.check === 'pem' && <PemPanel text={value} onChange={set} />}
          </div>
        );
      }}
    />
  );
}
