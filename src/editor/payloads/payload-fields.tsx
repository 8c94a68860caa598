import { useId } from 'react';
import { branchesOf } from '@/kinds';
import type { Flow, Payload } from '@/model/project';
import { chooseTriggerBranch } from '@/state/commands/mocks';
import { updatePayload } from '@/state/commands/payloads';
import { usePresenting } from '@/state/presenting';
import { ChoiceField } from '@/ui/choice-field';
import { Field } from '@/ui/field';
import { PairTable } from '@/ui/pair-table';
import { Select } from '@/ui/select';
import { TextInput } from '@/ui/text-input';
import { useBurst } from '@/ui/use-burst';
import { MaskedFields } from './masked-fields';
import { contentTypePatch, headersPatch, type PayloadPatch } from './payload-patch';
import styles from './payloads-view.module.css';

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'GET'];
const CONTENT_TYPES = [
  'application/json',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/csv',
  'text/plain',
  'application/octet-stream',
];

interface PayloadFieldsProps {
  readonly flow: Flow;
  readonly payload: Payload;
}

/** Everything of a request but its body; of an app's trigger also which branch it takes. */
export function PayloadFields({ flow, payload }: PayloadFieldsProps) {
  const id = useId();
  const burst = useBurst();
  const update = (patch: PayloadPatch, timeStamp?: number) =>
    updatePayload(payload.id, patch, timeStamp === undefined ? undefined : burst(timeStamp));
  const redactor = usePresenting((state) => state.redactor);
  const covers = (value: string): boolean => redactor !== null && redactor.text(value) !== value;
  const [trigger] = flow.steps;
  const branches = trigger === undefined ? [] : branchesOf(trigger);
  const isKnown = METHODS.includes(payload.method);
  return (
    <div className={styles.fields}>
      {trigger !== undefined && branches.length > 0 && (
        <ChoiceField
          label={`Branch of ${trigger.name}`}
          help="On the platform the app’s own trigger decides which one is taken."
          options={branches}
          chosen={payload.triggerBranch ?? null}
          ask="Choose a branch"
          missing="No branch is chosen, so the flow cannot run. Choose one."
          onChoose={(branch) => chooseTriggerBranch(payload.id, branch)}
        />
      )}
      <div className={styles.pair}>
        <Field label="Method">
          {(control) => (
            <Select
              {...control}
              value={payload.method}
              onChange={(event) => update({ method: event.target.value })}
            >
              {!isKnown && <option>{payload.method}</option>}
              {METHODS.map((method) => (
                <option key={method}>{method}</option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Content type">
          {(control) => (
            <TextInput
              {...control}
              list={`${id}-types`}
              value={payload.contentType}
              onChange={(event) =>
                update(contentTypePatch(payload, event.target.value), event.timeStamp)
              }
            />
          )}
        </Field>
        <datalist id={`${id}-types`}>
          {CONTENT_TYPES.map((type) => (
            <option key={type}>{type}</option>
          ))}
        </datalist>
      </div>
      <Field label="Path" help="After the flow’s own address. Arrives as payload.pathFragment">
        {(control) => (
          <TextInput
            {...control}
            type={covers(payload.pathFragment) ? 'password' : 'text'}
            value={payload.pathFragment}
            placeholder="orders/eu"
            onChange={(event) =>
              update({ pathFragment: event.target.value.replace(/^\/+/u, '') }, event.timeStamp)
            }
          />
        )}
      </Field>
      <PairTable
        label="Headers"
        pairs={payload.headers}
        covers={covers}
        hint="Names keep the spelling you type, as the platform keeps it"
        onChange={(headers, timeStamp) => update(headersPatch(payload, headers), timeStamp)}
      />
      <PairTable
        label="Query parameters"
        pairs={payload.queryParameters}
        covers={covers}
        onChange={(queryParameters, timeStamp) => update({ queryParameters }, timeStamp)}
      />
      <MaskedFields payload={payload} />
    </div>
  );
}
