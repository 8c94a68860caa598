import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { nameProblem } from '@/model/config-problems';
import { canBeList } from '@/model/config-values';
import { dataSourceWords } from '@/model/data-source';
import {
  CONFIG_DATA_TYPES,
  SCHEDULE_TYPES,
  type ConfigDataType,
  type ConfigVar,
} from '@/model/project';
import {
  deleteConfigVar,
  moveConfigVar,
  renameConfigVar,
  updateConfigVar,
} from '@/state/commands/config-vars';
import { useProblems } from '@/state/problems';
import { CheckField } from '@/ui/check-field';
import { Field } from '@/ui/field';
import { HiddenText } from '@/ui/hidden-text';
import { IconButton } from '@/ui/icon-button';
import { NameField } from '@/ui/name-field';
import { Select } from '@/ui/select';
import { TextArea } from '@/ui/text-area';
import { TextInput } from '@/ui/text-input';
import { useBurst } from '@/ui/use-burst';
import { ValueField } from './value-field';
import styles from './config-vars-view.module.css';

const TYPE_LABELS: Readonly<Record<Exclude<ConfigDataType, 'connection'>, string>> = {
  string: 'String',
  date: 'Date',
  timestamp: 'Timestamp',
  picklist: 'Picklist',
  schedule: 'Schedule',
  code: 'Code',
  boolean: 'Boolean',
  number: 'Number',
  objectSelection: 'Object selection',
  objectFieldMap: 'Object field map',
  jsonForm: 'JSON form',
};

const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** One variable: its name, its type and its values, the rest behind "More". */
export function ConfigVarCard({ configVar }: { readonly configVar: ConfigVar }) {
  const { id, name, dataType, collectionType } = configVar;
  const burst = useBurst();
  const source = dataSourceWords(configVar);
  const update = (patch: Parameters<typeof updateConfigVar>[1], timeStamp?: number) =>
    updateConfigVar(id, patch, timeStamp === undefined ? undefined : burst(timeStamp));
  return (
    <div className={styles.card}>
      <div className={styles.main}>
        <VariableName configVar={configVar} />
        <Field label="Type">
          {(control) => (
            <Select
              {...control}
              value={dataType}
              onChange={(event) => {
                // An option's value, made from the table.
                const next = event.target.value as ConfigDataType;
                update({ dataType: next, ...(canBeList(next) ? {} : { collectionType: null }) });
              }}
            >
              {CONFIG_DATA_TYPES.filter((type) => type !== 'connection').map((type) => (
                <option key={type} value={type}>
                  {TYPE_LABELS[type]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <span className={styles.buttons}>
          <IconButton
            label={`Move ${name} up`}
            icon={ArrowUp}
            onClick={() => moveConfigVar(id, -1)}
          />
          <IconButton
            label={`Move ${name} down`}
            icon={ArrowDown}
            onClick={() => moveConfigVar(id, 1)}
          />
          <IconButton label={`Delete ${name}`} icon={Trash2} onClick={() => deleteConfigVar(id)} />
        </span>
      </div>
      <TypeFields configVar={configVar} update={update} />
      {source !== null && (
        <p className={styles.muted}>
          On the platform {source} gives the values to choose from. It is kept, with its inputs, and
          does not run here: write the value as code is to get it.
        </p>
      )}
      <ValueField
        label="Test value"
        configVar={configVar}
        part="testValue"
        value={configVar.testValue}
        onChange={(testValue, timeStamp) => update({ testValue }, timeStamp)}
      />
      <details className={styles.more}>
        <summary>
          More<HiddenText> of {name}</HiddenText>
        </summary>
        <div className={styles.moreFields}>
          <ValueField
            label="Default value"
            help="Runs here use it while the test value is empty."
            configVar={configVar}
            part="defaultValue"
            value={configVar.defaultValue}
            onChange={(defaultValue, timeStamp) => update({ defaultValue }, timeStamp)}
          />
          <Field label="Description">
            {(control) => (
              <TextInput
                {...control}
                value={configVar.description}
                onChange={(event) => update({ description: event.target.value }, event.timeStamp)}
              />
            )}
          </Field>
          {canBeList(dataType) && (
            <Field label="Collection">
              {(control) => (
                <Select
                  {...control}
                  value={collectionType ?? ''}
                  onChange={({ target: { value } }) =>
                    update({
                      collectionType:
                        value === 'valuelist' || value === 'keyvaluelist' ? value : null,
                    })
                  }
                >
                  <option value="">One value</option>
                  <option value="valuelist">Value list</option>
                  <option value="keyvaluelist">Key value list</option>
                </Select>
              )}
            </Field>
          )}
          <CheckField
            label="Required"
            isOn={configVar.isRequired}
            onChange={(isRequired) => update({ isRequired })}
          />
        </div>
      </details>
    </div>
  );
}

interface TypeFieldsProps {
  readonly configVar: ConfigVar;
  readonly update: (patch: Parameters<typeof updateConfigVar>[1], timeStamp?: number) => void;
}

/** What only one type has: the options of a picklist, the zone of a schedule, the language of code. */
function TypeFields({ configVar, update }: TypeFieldsProps) {
  const { dataType, pickList, scheduleType, timeZone, codeLanguage } = configVar;
  switch (dataType) {
    case 'picklist':
      return (
        <Field label="Options" help="One on each line.">
          {(control) => (
            <TextArea
              {...control}
              isCode
              grows
              rows={3}
              value={pickList.join('\n')}
              onChange={(event) =>
                update(
                  { pickList: event.target.value === '' ? [] : event.target.value.split('\n') },
                  event.timeStamp,
                )
              }
            />
          )}
        </Field>
      );
    case 'schedule':
      return (
        <div className={styles.pair}>
          <Field label="Schedule type">
            {(control) => (
              <Select
                {...control}
                value={scheduleType}
                onChange={({ target: { value } }) =>
                  update({
                    scheduleType: SCHEDULE_TYPES.find((type) => type === value) ?? 'custom',
                  })
                }
              >
                {SCHEDULE_TYPES.map((type) => (
                  <option key={type}>{type}</option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Time zone">
            {(control) => (
              <Select
                {...control}
                value={timeZone}
                onChange={(event) => update({ timeZone: event.target.value })}
              >
                {[...new Set([timeZone, ...ZONES])].map((zone) => (
                  <option key={zone}>{zone}</option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      );
    case 'code':
      return (
        <Field label="Language">
          {(control) => (
            <Select
              {...control}
              value={codeLanguage}
              onChange={({ target: { value } }) =>
                update({ codeLanguage: value === 'xml' || value === 'html' ? value : 'json' })
              }
            >
              <option value="json">JSON</option>
              <option value="xml">XML</option>
              <option value="html">HTML</option>
            </Select>
          )}
        </Field>
      );
    case 'string':
    case 'date':
    case 'timestamp':
    case 'boolean':
    case 'number':
    case 'objectSelection':
    case 'objectFieldMap':
    case 'jsonForm':
    case 'connection':
      return null;
  }
}

function VariableName({ configVar: { id, name } }: { readonly configVar: ConfigVar }) {
  const problem = useProblems(({ problems }) => nameProblem(problems, id));
  const isUnread = useProblems(({ problems }) =>
    problems.some(
      ({ field, code }) => field === `configVars.${id}` && code === 'config-var-unread',
    ),
  );
  return (
    <NameField
      label="Name"
      value={name}
      help={isUnread ? 'No code reads it.' : undefined}
      error={problem}
      onCommit={(next) => renameConfigVar(id, next)}
    />
  );
}
