import { Field } from './field';
import { Select } from './select';

interface ChoiceFieldProps<Id extends string> {
  readonly label: string;
  readonly help: string;
  readonly options: readonly { readonly id: Id; readonly name: string }[];
  readonly chosen: Id | null;
  /** Stands first, and asks: "Choose a branch". */
  readonly ask: string;
  /** What is wrong while nothing is chosen. */
  readonly missing: string;
  readonly onChoose: (id: Id | null) => void;
}

/** One of several things that have names, which must be chosen. One that is there no more counts as none. */
export function ChoiceField<Id extends string>(props: ChoiceFieldProps<Id>) {
  const { label, help, options, ask, missing, onChoose } = props;
  const find = (id: string | null) => options.find((option) => option.id === id)?.id ?? null;
  const chosen = find(props.chosen);
  return (
    <Field label={label} help={help} isRequired error={chosen === null ? missing : null}>
      {(control) => (
        <Select
          {...control}
          value={chosen ?? ''}
          onChange={(event) => onChoose(find(event.target.value))}
        >
          <option value="">{ask}</option>
          {options.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
