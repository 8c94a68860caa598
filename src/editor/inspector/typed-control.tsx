import { useRef } from 'react';
import type { StepInput } from '@/plan/plan';
import { Select } from '@/ui/select';
import { TextArea } from '@/ui/text-area';
import { TextBox } from '@/ui/text-box';
import { TextInput } from '@/ui/text-input';
import { useInputChoices } from './input-choices';
import styles from './inputs.module.css';

export interface TypedControlProps {
  /** What the input is called; the two controls are named by it. */
  readonly label: string;
  /** Null for an input that is not there, which reads as empty. */
  readonly input: StepInput | null;
  readonly control?: { readonly 'aria-describedby': string | undefined; readonly id?: string };
  readonly isInvalid?: boolean;
  readonly shape?: 'text' | 'longText';
  /** Of a choice list, where it is a plain value. */
  readonly options?: readonly string[] | undefined;
  /** One more type, with words for it, such as a list; drawn by the caller. */
  readonly extra?: { readonly type: string; readonly label: string; readonly value: unknown };
  /** With the event's time where it was typing, so that a burst is undone as one. */
  readonly onChange: (input: StepInput, timeStamp?: number) => void;
}

const TYPES: readonly (readonly [type: string, label: string])[] = [
  ['value', 'Value'],
  ['reference', 'Reference'],
  ['configVar', 'Config variable'],
  ['template', 'Template'],
];

/** An input's type, and the control for what it says. Other members of it stay as they are. */
export function TypedControl(props: TypedControlProps) {
  const { label, input, extra, onChange } = props;
  // What was typed under another type, for going back to it.
  const left = useRef(new Map<string, unknown>());
  const type = input?.type ?? 'value';
  const types = extra === undefined ? TYPES : [...TYPES, [extra.type, extra.label] as const];
  const change = (next: string) => {
    left.current.set(type, input?.value);
    const isText = (one: string) => one === 'value' || one === 'template';
    const blank = next === extra?.type ? extra.value : '';
    const carried = isText(type) && isText(next) ? (input?.value ?? '') : blank;
    onChange({ ...input, type: next, value: left.current.get(next) ?? carried });
  };
  return (
    <div className={styles.typed}>
      <Select
        aria-label={`Type of ${label}`}
        value={type}
        onChange={(event) => change(event.target.value)}
      >
        {!types.some(([known]) => known === type) && <option>{type}</option>}
        {types.map(([known, words]) => (
          <option key={known} value={known}>
            {words}
          </option>
        ))}
      </Select>
      {type !== extra?.type && <ValueControl {...props} type={type} />}
    </div>
  );
}

function ValueControl(props: TypedControlProps & { readonly type: string }) {
  const { label, input, type, control, isInvalid = false, shape = 'text', options } = props;
  const { place, listId } = useInputChoices();
  const value = input?.value ?? '';
  if (typeof value !== 'string' || !TYPES.some(([known]) => known === type)) {
    return <RawValue label={label} value={value} />;
  }
  const set = (next: string, timeStamp?: number) =>
    props.onChange({ ...input, type, value: next }, timeStamp);
  const given = {
    ...(control?.id === undefined ? { 'aria-label': label } : {}),
    ...control,
    'aria-invalid': isInvalid,
  };
  if (type === 'configVar') {
    const names = place.configVars.map(({ name }) => name);
    return (
      <Select {...given} value={value} onChange={(event) => set(event.target.value)}>
        <option value="">None</option>
        {value !== '' && !names.includes(value) && <option>{value}</option>}
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
    );
  }
  if (type === 'value' && options !== undefined) {
    return (
      <Select {...given} value={value} onChange={(event) => set(event.target.value)}>
        {!options.includes(value) && <option>{value}</option>}
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </Select>
    );
  }
  if (type === 'reference') {
    return (
      <TextInput
        {...given}
        list={listId}
        placeholder="step.results.path"
        value={value}
        onChange={(event) => set(event.target.value, event.timeStamp)}
      />
    );
  }
  const isLong = shape === 'longText' || type === 'template' || value.includes('\n');
  if (!isLong) {
    return (
      <TextInput
        {...given}
        value={value}
        onChange={(event) => set(event.target.value, event.timeStamp)}
      />
    );
  }
  return (
    <TextArea
      {...given}
      rows={shape === 'longText' ? 4 : 2}
      placeholder={type === 'template' ? 'Text with {{$step.results.path}} or {{#Variable}}' : ''}
      value={value}
      onChange={(event) => set(event.target.value, event.timeStamp)}
    />
  );
}

interface RawValueProps {
  readonly label: string;
  readonly value: unknown;
}

/** What no form here edits, as it stands in the file. */
export function RawValue({ label, value }: RawValueProps) {
  const text = (JSON.stringify(value, null, 2) ?? '').slice(0, 4000);
  return <TextBox label={`${label}, kept as it is`} text={text} size="medium" />;
}
