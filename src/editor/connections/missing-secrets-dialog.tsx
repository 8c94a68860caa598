import { useEffect, useState } from 'react';
import type { ConfigVar } from '@/model/project';
import { closeDialog } from '@/state/commands/selection';
import { useDocument } from '@/state/document';
import { missingSecrets, type MissingSecret } from '@/state/missing-secrets';
import { secretSources, takeSecretsFrom, type SecretSource } from '@/state/secret-sources';
import { setSecret, useSecrets } from '@/state/secrets';
import { useSession } from '@/state/session';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { SecretInput } from '@/ui/secret-input';
import { Select } from '@/ui/select';
import styles from './missing-secrets-dialog.module.css';

/** All values that came in no file, in one form: entered, or taken from another connection of the same kind. */
export function MissingSecretsDialog() {
  const project = useDocument((state) => state.project);
  // What is missing when it opens stays on show while it is filled in.
  const [missing] = useState(() =>
    missingSecrets(project?.configVars ?? [], useSecrets.getState()),
  );
  const sources = useSources();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const configVars = [...new Set(missing.map(({ configVar }) => configVar))];
  const sourceOf = ({ id }: ConfigVar) => sources.find((source) => source.id === chosen[id]);
  const save = () => {
    for (const configVar of configVars) {
      const own = missing.filter((each) => each.configVar === configVar);
      const source = sourceOf(configVar);
      if (source === undefined) {
        for (const { key } of own) {
          const value = values[keyOf(configVar, key)] ?? '';
          if (value !== '') setSecret(configVar.id, key, value);
        }
      } else {
        takeSecretsFrom(
          source,
          configVar.id,
          own.map(({ key }) => key),
        );
      }
    }
    closeDialog();
  };
  return (
    <Dialog title="Enter the values of the connections" size="medium" onClose={closeDialog}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p>
          Files carry no secret values. Those that are left empty can be entered later. A connection
          can take them from another one of its kind that has them on this device.
        </p>
        {configVars.map((configVar) => (
          <ConnectionValues
            key={configVar.id}
            configVar={configVar}
            missing={missing.filter((each) => each.configVar === configVar)}
            sources={sources}
            chosen={sourceOf(configVar)?.id ?? ''}
            onChoose={(id) => setChosen((before) => ({ ...before, [configVar.id]: id }))}
            values={values}
            onValue={(key, value) =>
              setValues((before) => ({ ...before, [keyOf(configVar, key)]: value }))
            }
          />
        ))}
        <div className={styles.buttons}>
          <Button onClick={closeDialog}>Later</Button>
          <Button type="submit" variant="primary">
            Save values
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface ConnectionValuesProps {
  readonly configVar: ConfigVar;
  readonly missing: readonly MissingSecret[];
  readonly sources: readonly SecretSource[];
  /** The id of a source; empty where the values are entered. */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  readonly values: Readonly<Record<string, string>>;
  readonly onValue: (key: string, value: string) => void;
}

function ConnectionValues(props: ConnectionValuesProps) {
  const { configVar, missing, chosen, onChoose, values, onValue } = props;
  const isPresenting = useSession((session) => session.isPresenting);
  const { component, key: kind } = configVar.connection ?? {};
  const sources = props.sources.filter(
    (source) => source.id !== configVar.id && source.component === component && source.key === kind,
  );
  return (
    <>
      {sources.length > 0 && (
        <Field label={`${configVar.name}: take the values`}>
          {(control) => (
            <Select {...control} value={chosen} onChange={(event) => onChoose(event.target.value)}>
              <option value="">that I enter here</option>
              {sources.map(({ id, name, projectName }) => (
                <option key={id} value={id}>
                  of {name} in {projectName}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {chosen === '' &&
        missing.map(({ key, label, field }) => (
          <Field key={key} label={`${configVar.name}: ${label}`} help={field.comments}>
            {(control) => (
              <SecretInput
                control={control}
                label={`${configVar.name}: ${label}`}
                value={values[keyOf(configVar, key)] ?? ''}
                isMultiline={field.type === 'text'}
                isCovered={isPresenting}
                onChange={(value) => onValue(key, value)}
              />
            )}
          </Field>
        ))}
    </>
  );
}

function useSources(): readonly SecretSource[] {
  const [sources, setSources] = useState<readonly SecretSource[]>([]);
  useEffect(() => {
    let isCurrent = true;
    void secretSources().then((found) => {
      if (isCurrent) setSources(found);
    });
    return () => {
      isCurrent = false;
    };
  }, []);
  return sources;
}

function keyOf({ id }: ConfigVar, fieldKey: string): string {
  return `${id} ${fieldKey}`;
}
