import { X } from 'lucide-react';
import { readKeyValues, readValueList } from '@/model/config-values';
import type { ConfigVar } from '@/model/project';
import { Field, type FieldControl } from '@/ui/field';
import { IconButton } from '@/ui/icon-button';
import { PairTable } from '@/ui/pair-table';
import { Select } from '@/ui/select';
import { TextArea } from '@/ui/text-area';
import { TextInput } from '@/ui/text-input';
import { checkValue } from './check-value';
import { CodeValue } from './code-value';
import { readMapping, readSelection, writeMapping, writeSelection } from './object-text';
import type { ValuePart } from './value-models';
import styles from './config-vars-view.module.css';

interface ValueFieldProps {
  readonly label: string;
  readonly help?: string;
  readonly configVar: ConfigVar;
  readonly part: ValuePart;
  readonly value: string;
  readonly onChange: (value: string, timeStamp?: number) => void;
}

/** The control for a value of a variable's type. Values are text whatever the control. */
export function ValueField(props: ValueFieldProps) {
  const { label, help, configVar, part, value, onChange } = props;
  if (configVar.collectionType === 'keyvaluelist') {
    return (
      <PairTable
        label={label}
        hint={help}
        keyWord="Key"
        pairs={readKeyValues(value).map(({ key, value: own }) => ({ name: key, value: own }))}
        onChange={(pairs, timeStamp) =>
          onChange(
            pairs.length === 0
              ? ''
              : JSON.stringify(pairs.map((pair) => ({ key: pair.name, value: pair.value }))),
            timeStamp,
          )
        }
      />
    );
  }
  if (configVar.collectionType === 'valuelist') return <ValueList {...props} />;
  if (configVar.dataType === 'objectSelection') {
    return (
      <PairTable
        label={label}
        hint={help ?? 'The objects that are selected: their keys, and how they are shown.'}
        keyWord="Object"
        valueWord="Label"
        pairs={readSelection(value)}
        onChange={(pairs, timeStamp) => onChange(writeSelection(value, pairs), timeStamp)}
      />
    );
  }
  if (configVar.dataType === 'objectFieldMap') {
    return (
      <PairTable
        label={label}
        hint={
          help ?? 'Each field, and the object and field it is mapped to, such as Contact.Email.'
        }
        keyWord="Field"
        valueWord="Mapped to"
        pairs={readMapping(value)}
        onChange={(pairs, timeStamp) => onChange(writeMapping(value, pairs), timeStamp)}
      />
    );
  }
  if (configVar.dataType === 'code' || configVar.dataType === 'jsonForm')
    return <CodeValue label={label} help={help} configVar={configVar} part={part} />;
  return (
    <Field label={label} help={help} error={checkValue(configVar, value)}>
      {(control) => (
        <ValueControl control={control} configVar={configVar} value={value} onChange={onChange} />
      )}
    </Field>
  );
}

interface ValueControlProps {
  readonly control: FieldControl | { readonly 'aria-label': string };
  readonly configVar: ConfigVar;
  readonly value: string;
  readonly onChange: (value: string, timeStamp?: number) => void;
}

/** One value's own control. */
function ValueControl({ control, configVar, value, onChange }: ValueControlProps) {
  const { dataType, pickList } = configVar;
  switch (dataType) {
    case 'boolean':
      return (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">Not set</option>
          <option value="true">true</option>
          <option value="false">false</option>
        </Select>
      );
    case 'picklist': {
      const options = pickList.filter((option) => option !== '');
      return (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">Not set</option>
          {[...new Set([...options, ...(value === '' ? [] : [value])])].map((option) => (
            <option key={option} value={option}>
              {options.includes(option) ? option : `${option} (no option)`}
            </option>
          ))}
        </Select>
      );
    }
    case 'date':
    case 'number':
      return (
        <TextInput
          {...control}
          type={dataType}
          step={dataType === 'number' ? 'any' : undefined}
          value={value}
          onChange={(event) => onChange(event.target.value, event.timeStamp)}
        />
      );
    case 'timestamp':
      return (
        <TextInput
          {...control}
          type="datetime-local"
          step={1}
          // Kept in UTC, whatever the zone of this machine: a file means the same everywhere.
          value={value.replace(/(\.\d+)?Z$/, '')}
          onChange={(event) =>
            onChange(event.target.value === '' ? '' : isoText(event.target.value), event.timeStamp)
          }
        />
      );
    case 'string':
    case 'schedule':
    case 'code':
    case 'jsonForm':
    case 'objectSelection':
    case 'objectFieldMap':
    case 'connection':
      return (
        <TextArea
          {...control}
          isCode
          grows
          rows={dataType === 'code' ? 4 : 1}
          value={value}
          placeholder={dataType === 'schedule' ? '0 7 * * *' : undefined}
          onChange={(event) => onChange(event.target.value, event.timeStamp)}
        />
      );
  }
}

function isoText(local: string): string {
  return `${local.length === 16 ? `${local}:00` : local}.000Z`;
}

/** Values under each other; what is put into the last, empty one becomes a new one. */
function ValueList({ label, help, configVar, value, onChange }: ValueFieldProps) {
  const items = readValueList(value);
  const write = (next: readonly string[], timeStamp?: number) =>
    onChange(next.length === 0 ? '' : JSON.stringify(next), timeStamp);
  return (
    <fieldset className={styles.list}>
      <legend>{label}</legend>
      {[...items, ''].map((item, index) => (
        // Values have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles.item}>
          <ValueControl
            control={{ 'aria-label': `${label}, item ${index + 1}` }}
            configVar={configVar}
            value={item}
            onChange={(next, timeStamp) =>
              write(index === items.length ? [...items, next] : items.with(index, next), timeStamp)
            }
          />
          {index < items.length && (
            <IconButton
              label={`Remove item ${index + 1} of ${label}`}
              icon={X}
              onClick={() => write(items.toSpliced(index, 1))}
            />
          )}
        </div>
      ))}
      {help !== undefined && <p className={styles.muted}>{help}</p>}
    </fieldset>
  );
}
