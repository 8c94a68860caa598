import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { readInput } from '@/plan/inputs';
import type { StepInput } from '@/plan/plan';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { TextInput } from '@/ui/text-input';
import { useInputFault } from './input-field';
import { RawValue, TypedControl } from './typed-control';
import styles from './inputs.module.css';

interface ListInputProps {
  /** "Headers". */
  readonly label: string;
  readonly help: string;
  readonly input: StepInput | null;
  /** Whether items are pairs of a name and a value, or references in order. */
  readonly items: 'pairs' | 'references';
  readonly onChange: (input: StepInput, timeStamp?: number) => void;
}

const LIST: StepInput = { type: 'complex', value: [] };
const EXTRA = { type: 'complex', label: 'List', value: LIST.value };

/** An input that is a list; or, as any other, a reference to one, a config variable or a template. */
export function ListInput({ label, help, input, items, onChange }: ListInputProps) {
  const shown = input ?? LIST;
  const list = Array.isArray(shown.value) ? (shown.value as readonly unknown[]) : [];
  const set = (next: readonly unknown[], timeStamp?: number) =>
    onChange({ ...shown, value: next }, timeStamp);
  const blank: StepInput =
    items === 'pairs' ? { name: '', type: 'value', value: '' } : { type: 'reference', value: '' };
  return (
    <fieldset className={styles.list}>
      <legend className={styles.name}>{label}</legend>
      <p className={styles.note}>{help}</p>
      <TypedControl label={label} input={shown} extra={EXTRA} onChange={onChange} />
      {shown.type === 'complex' &&
        list.map((item, at) => (
          <Item
            // Items have no identity but their place: two of the same name are allowed.
            // oxlint-disable-next-line react/no-array-index-key
            key={at}
            label={`${label} ${at + 1}`}
            item={item}
            isPair={items === 'pairs'}
            onChange={(next, timeStamp) => set(list.with(at, next), timeStamp)}
            onRemove={() => set(list.toSpliced(at, 1))}
            {...(items === 'references' && at > 0
              ? { onUp: () => set(list.with(at, list[at - 1]).with(at - 1, item)) }
              : {})}
            {...(items === 'references' && at < list.length - 1
              ? { onDown: () => set(list.with(at, list[at + 1]).with(at + 1, item)) }
              : {})}
          />
        ))}
      {shown.type === 'complex' && (
        <div className={styles.line}>
          <Button size="compact" icon={Plus} onClick={() => set([...list, blank])}>
            Add to {label}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

interface ItemProps {
  readonly label: string;
  readonly item: unknown;
  readonly isPair: boolean;
  readonly onChange: (item: StepInput, timeStamp?: number) => void;
  readonly onRemove: () => void;
  readonly onUp?: () => void;
  readonly onDown?: () => void;
}

function Item({ label, item, isPair, onChange, onRemove, onUp, onDown }: ItemProps) {
  const input = readInput(item);
  const fault = useInputFault(input);
  return (
    <div className={styles.item} role="group" aria-label={label}>
      <div className={styles.itemLine}>
        {input === null ? (
          <RawValue label={label} value={item} />
        ) : (
          <>
            {isPair && <ItemName label={label} input={input} onChange={onChange} />}
            <TypedControl
              label={isPair ? `Value of ${label}` : label}
              input={input}
              isInvalid={fault !== null}
              onChange={onChange}
            />
          </>
        )}
        {onUp !== undefined && (
          <IconButton label={`Move ${label} up`} icon={ArrowUp} size="small" onClick={onUp} />
        )}
        {onDown !== undefined && (
          <IconButton label={`Move ${label} down`} icon={ArrowDown} size="small" onClick={onDown} />
        )}
        <IconButton label={`Remove ${label}`} icon={X} size="small" onClick={onRemove} />
      </div>
      {fault !== null && (
        <p className={styles.fault} role="alert">
          {fault.message}
        </p>
      )}
    </div>
  );
}

interface ItemNameProps {
  readonly label: string;
  readonly input: StepInput;
  readonly onChange: (item: StepInput, timeStamp?: number) => void;
}

/** Both spellings of a name stay as they are: text, or a value of its own. */
function ItemName({ label, input, onChange }: ItemNameProps) {
  const spelled = readInput(input.name);
  const name = spelled === null ? input.name : spelled.value;
  return (
    <TextInput
      aria-label={`Name of ${label}`}
      placeholder="Name"
      value={typeof name === 'string' ? name : ''}
      onChange={({ target, timeStamp }) =>
        onChange(
          { ...input, name: spelled === null ? target.value : { ...spelled, value: target.value } },
          timeStamp,
        )
      }
    />
  );
}
