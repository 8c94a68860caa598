import { useState } from 'react';
import type { ConfigVar } from '@/model/project';
import { closeDialog } from '@/state/commands/selection';
import { useDocument } from '@/state/document';
import { missingSecrets } from '@/state/missing-secrets';
import { setSecret, useSecrets } from '@/state/secrets';
import { useSession } from '@/state/session';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { SecretInput } from '@/ui/secret-input';
import styles from './missing-secrets-dialog.module.css';

/** All values that came in no file, in one form. */
export function MissingSecretsDialog() {
  const project = useDocument((state) => state.project);
  const isPresenting = useSession((session) => session.isPresenting);
  // What is missing when it opens stays on show while it is filled in.
  const [missing] = useState(() =>
    missingSecrets(project?.configVars ?? [], useSecrets.getState()),
  );
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const save = () => {
    for (const { configVar, key } of missing) {
      const value = values[keyOf(configVar, key)] ?? '';
      if (value !== '') setSecret(configVar.id, key, value);
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
        <p>Files carry no secret values. Those that are left empty can be entered later.</p>
        {missing.map(({ configVar, key, label, field }) => (
          <Field
            key={keyOf(configVar, key)}
            label={`${configVar.name}: ${label}`}
            help={field.comments}
          >
            {(control) => (
              <SecretInput
                control={control}
                label={`${configVar.name}: ${label}`}
                value={values[keyOf(configVar, key)] ?? ''}
                isMultiline={field.type === 'text'}
                isCovered={isPresenting}
                onChange={(value) =>
                  setValues((before) => ({ ...before, [keyOf(configVar, key)]: value }))
                }
              />
            )}
          </Field>
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

function keyOf({ id }: ConfigVar, fieldKey: string): string {
  return `${id} ${fieldKey}`;
}
