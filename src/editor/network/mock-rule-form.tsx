import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import type { MockRule } from '@/plan/network';
import { deleteRule, moveRule, updateRule } from '@/state/commands/network';
import { CheckField } from '@/ui/check-field';
import { Field } from '@/ui/field';
import { HiddenText } from '@/ui/hidden-text';
import { IconButton } from '@/ui/icon-button';
import { NumberField } from '@/ui/number-field';
import { PairTable } from '@/ui/pair-table';
import { Select } from '@/ui/select';
import { TextArea } from '@/ui/text-area';
import { TextInput } from '@/ui/text-input';
import { useBurst } from '@/ui/use-burst';
import styles from './network-view.module.css';

const METHODS = ['', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

const FAULTS: readonly (readonly [fault: MockRule['fault'], label: string])[] = [
  ['none', 'Answers'],
  ['network-error', 'Fails as a network error'],
  ['no-answer', 'Never answers'],
];

interface MockRuleFormProps {
  readonly rule: MockRule;
  /** From 1. */
  readonly place: number;
  readonly total: number;
}

/** One mock: which requests it is for, and what it answers. */
export function MockRuleForm({ rule, place, total }: MockRuleFormProps) {
  const burst = useBurst();
  const { id } = rule;
  const isAnswering = rule.fault === 'none';
  return (
    <fieldset className={styles.rule} data-off={!rule.isOn || undefined}>
      <legend>
        <HiddenText>Mock {place}</HiddenText>
      </legend>
      <div className={styles.ruleHead}>
        <CheckField label="On" isOn={rule.isOn} onChange={(isOn) => updateRule(id, { isOn })} />
        <span className={styles.space} />
        <IconButton
          label={`Move mock ${place} up`}
          icon={ArrowUp}
          disabled={place === 1}
          onClick={() => moveRule(id, -1)}
        />
        <IconButton
          label={`Move mock ${place} down`}
          icon={ArrowDown}
          disabled={place === total}
          onClick={() => moveRule(id, 1)}
        />
        <IconButton label={`Delete mock ${place}`} icon={Trash2} onClick={() => deleteRule(id)} />
      </div>
      <div className={styles.match}>
        <Field label="Method">
          {(control) => (
            <Select
              {...control}
              value={rule.method}
              onChange={(event) => updateRule(id, { method: event.target.value })}
            >
              {METHODS.map((method) => (
                <option key={method} value={method}>
                  {method === '' ? 'Any' : method}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="URL pattern" help="* stands for any text">
          {(control) => (
            <TextInput
              {...control}
              value={rule.urlPattern}
              onChange={(event) =>
                updateRule(id, { urlPattern: event.target.value }, burst(event.timeStamp))
              }
            />
          )}
        </Field>
      </div>
      <div className={styles.match}>
        <Field label="Outcome">
          {(control) => (
            <Select
              {...control}
              value={rule.fault}
              onChange={(event) =>
                updateRule(id, {
                  fault: FAULTS.find(([fault]) => fault === event.target.value)?.[0] ?? 'none',
                })
              }
            >
              {FAULTS.map(([fault, label]) => (
                <option key={fault} value={fault}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {isAnswering && (
          <NumberField
            label="Status code"
            value={rule.statusCode}
            least={200}
            most={599}
            onChange={(statusCode) => updateRule(id, { statusCode })}
          />
        )}
        <NumberField
          label="Delay in ms"
          value={rule.delayMs}
          most={60_000}
          onChange={(delayMs) => updateRule(id, { delayMs })}
        />
      </div>
      {isAnswering && (
        <>
          <PairTable
            label="Response headers"
            pairs={rule.headers}
            onChange={(headers, timeStamp) =>
              updateRule(id, { headers }, timeStamp === undefined ? undefined : burst(timeStamp))
            }
          />
          <Field label="Response body">
            {(control) => (
              <TextArea
                {...control}
                isCode
                grows
                rows={3}
                value={rule.body}
                onChange={(event) =>
                  updateRule(id, { body: event.target.value }, burst(event.timeStamp))
                }
              />
            )}
          </Field>
        </>
      )}
    </fieldset>
  );
}
