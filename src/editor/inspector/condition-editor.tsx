import { Plus, Trash2 } from 'lucide-react';
import { BLANK_TEST } from '@/model/branch-rows';
import { addPart, readCondition, withOperator, type Condition } from '@/model/condition';
import { OPERATORS, type Operator } from '@/plan/conditions';
import { readInput } from '@/plan/inputs';
import type { StepInput } from '@/plan/plan';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { IconButton } from '@/ui/icon-button';
import { Select } from '@/ui/select';
import { InputField } from './input-field';
import { RawValue } from './typed-control';
import styles from './inputs.module.css';

interface ConditionEditorProps {
  /** Where it stands: "Heavy", "Heavy 2", "Heavy 2.1". */
  readonly name: string;
  readonly value: unknown;
  /** None for a whole condition, which stays. */
  readonly onRemove?: () => void;
  readonly onChange: (value: unknown, timeStamp?: number) => void;
}

/** A condition: a comparison, or a group of them, nested as deep as it is. */
export function ConditionEditor(props: ConditionEditorProps) {
  const condition = readCondition(props.value);
  switch (condition.kind) {
    case 'group':
      return <Group {...props} condition={condition} />;
    case 'test':
      return <Test {...props} condition={condition} />;
    case 'unknown':
      return (
        <div className={styles.test}>
          <p className={styles.fault} role="alert">
            This condition cannot be read, so the step fails when it comes to it.
          </p>
          <RawValue label={props.name} value={props.value} />
          <Buttons {...props} />
        </div>
      );
  }
}

function Group(props: ConditionEditorProps & { condition: Extract<Condition, { kind: 'group' }> }) {
  const { name, condition, onRemove, onChange } = props;
  const { word, parts } = condition;
  const isTop = onRemove === undefined;
  return (
    <fieldset className={isTop ? styles.topGroup : styles.group}>
      <legend className={styles.legend}>{isTop ? 'Condition' : `Group ${name}`}</legend>
      <div className={styles.line}>
        <Select
          aria-label={`${name} holds when`}
          value={word}
          onChange={(event) => onChange([event.target.value, ...parts])}
        >
          <option value="and">All of these hold</option>
          <option value="or">Any of these holds</option>
        </Select>
        {onRemove !== undefined && (
          <IconButton label={`Remove group ${name}`} icon={Trash2} onClick={onRemove} />
        )}
      </div>
      {parts.length === 0 && (
        <p className={styles.note}>
          {word === 'and'
            ? 'Nothing is compared: it always holds.'
            : 'Nothing is compared: it never holds.'}
        </p>
      )}
      {parts.map((part, at) => (
        <ConditionEditor
          // Parts have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          key={at}
          name={isTop ? `${name} ${at + 1}` : `${name}.${at + 1}`}
          value={part}
          onRemove={() => onChange([word, ...parts.toSpliced(at, 1)])}
          onChange={(next, timeStamp) => onChange([word, ...parts.with(at, next)], timeStamp)}
        />
      ))}
      <Buttons {...props} />
    </fieldset>
  );
}

function Buttons({ name, value, onRemove, onChange }: ConditionEditorProps) {
  return (
    <div className={styles.line}>
      <Button
        size="compact"
        icon={Plus}
        aria-label={`Add condition to ${name}`}
        onClick={() => onChange(addPart(value, BLANK_TEST))}
      >
        Add condition
      </Button>
      <Button
        size="compact"
        variant="ghost"
        icon={Plus}
        aria-label={`Add group to ${name}`}
        onClick={() => onChange(addPart(value, ['or', BLANK_TEST]))}
      >
        Add group
      </Button>
      {readCondition(value).kind === 'unknown' && onRemove !== undefined && (
        <IconButton label={`Remove ${name}`} icon={Trash2} onClick={onRemove} />
      )}
    </div>
  );
}

/** What is easily mistaken about an operator. */
const QUIRKS: Partial<Readonly<Record<Operator, string>>> = {
  equal: 'Loosely: the text "5" equals the number 5.',
  in: 'Left is looked for in right: a text, a list or an object.',
  notIn: 'Left is looked for in right: a text, a list or an object.',
  startsWith: 'Whether right starts with left.',
  doesNotStartWith: 'Whether right does not start with left.',
  endsWith: 'Whether right ends with left.',
  doesNotEndWith: 'Whether right does not end with left.',
  isFalse: 'Also of nothing, 0, "no" and "n".',
  exists: 'Not of nothing, 0, false and empty text.',
  doesNotExist: 'Also of 0, false and empty text.',
};

function Test(props: ConditionEditorProps & { condition: Extract<Condition, { kind: 'test' }> }) {
  const { name, condition, onRemove, onChange } = props;
  const { operator, terms } = condition;
  const setTerm = (at: number, term: StepInput, timeStamp?: number) => {
    const own = Array.from({ length: Math.max(terms.length, at + 1) }, (_, index) => terms[index]);
    onChange([operator, ...own.with(at, term)], timeStamp);
  };
  return (
    <fieldset className={styles.test}>
      <legend className={styles.legend}>{name}</legend>
      <InputField
        label="Left"
        input={termInput(terms[0])}
        onChange={(input, timeStamp) => setTerm(0, input, timeStamp)}
      />
      <div className={styles.operator}>
        <Field label="Operator" help={QUIRKS[operator]}>
          {(control) => (
            <Select
              {...control}
              value={operator}
              onChange={(event) =>
                // An option's value, made from the table.
                onChange(withOperator(terms, event.target.value as Operator))
              }
            >
              {Object.entries(OPERATORS).map(([key, { label }]) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {onRemove !== undefined && (
          <IconButton label={`Remove condition ${name}`} icon={Trash2} onClick={onRemove} />
        )}
      </div>
      {OPERATORS[operator].terms === 2 && (
        <InputField
          label="Right"
          input={termInput(terms[1])}
          onChange={(input, timeStamp) => setTerm(1, input, timeStamp)}
        />
      )}
    </fieldset>
  );
}

/** A term is an input, or the value itself. */
function termInput(term: unknown): StepInput | null {
  const input = readInput(term);
  if (input !== null || term === undefined) return input;
  return { type: 'value', value: term };
}
