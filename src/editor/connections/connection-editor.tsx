import { Trash2 } from 'lucide-react';
import { findConnectionKind } from '@/kinds/connections';
import { nameProblem, readersOf } from '@/model/config-problems';
import type { ConfigVar, Connection } from '@/model/project';
import { deleteConfigVar, renameConfigVar, updateConfigVar } from '@/state/commands/config-vars';
import { openStep } from '@/state/commands/selection';
import { useDocument } from '@/state/document';
import { useProblems } from '@/state/problems';
import { CopyButton } from '@/ui/copy-button';
import { Field } from '@/ui/field';
import { IconButton } from '@/ui/icon-button';
import { NameField } from '@/ui/name-field';
import { TextInput } from '@/ui/text-input';
import { useBurst } from '@/ui/use-burst';
import { ConnectionForm } from './connection-form';
import { ConnectionTestForm } from './connection-test-form';
import { KeepChoice } from './keep-choice';
import { OAuthPanel } from './oauth-panel';
import { SidePanel } from './side-panel';
import list from '@/ui/list-view.module.css';
import styles from './connections-view.module.css';

interface ConnectionEditorProps {
  readonly configVar: ConfigVar;
  readonly connection: Connection;
}

/** One connection: its name, its form, a request to test it, and who reads it. */
export function ConnectionEditor({ configVar, connection }: ConnectionEditorProps) {
  const { id, name, description } = configVar;
  const kind = findConnectionKind(connection.component, connection.key);
  const burst = useBurst();
  return (
    <div className={list.editor}>
      <div className={list.editorHead}>
        <div className={styles.title}>
          <h3>{name}</h3>
          <p className={styles.muted}>
            {kind?.description ??
              `A connection of the component ${connection.component}, kept as it came.`}
          </p>
        </div>
        <IconButton label={`Delete ${name}`} icon={Trash2} onClick={() => deleteConfigVar(id)} />
      </div>
      <div className={styles.columns}>
        <div className={styles.fields}>
          <ConnectionName configVar={configVar} />
          <ConnectionForm configVar={configVar} connection={connection} />
          <Field label="Description">
            {(control) => (
              <TextInput
                {...control}
                value={description}
                onChange={(event) =>
                  updateConfigVar(id, { description: event.target.value }, burst(event.timeStamp))
                }
              />
            )}
          </Field>
        </div>
        <div className={styles.aside}>
          <KeepChoice id={id} />
          <OAuthPanel id={id} connection={connection} />
          <InCode configVar={configVar} />
          {kind !== null && kind.use !== null && (
            <ConnectionTestForm configVar={configVar} connection={connection} use={kind.use} />
          )}
        </div>
      </div>
    </div>
  );
}

function ConnectionName({ configVar: { id, name } }: { readonly configVar: ConfigVar }) {
  const problem = useProblems(({ problems }) => nameProblem(problems, id));
  return (
    <NameField
      label="Connection name"
      value={name}
      help="Code reads it by this name."
      error={problem}
      onCommit={(next) => renameConfigVar(id, next)}
    />
  );
}

function InCode({ configVar: { name } }: { readonly configVar: ConfigVar }) {
  const project = useDocument((state) => state.project);
  const readers = project === null ? [] : readersOf(project, name);
  const code = `configVars[${JSON.stringify(name)}]`;
  return (
    <SidePanel title="In code">
      <p className={styles.snippet}>
        <code>{code}</code>
        <CopyButton label="Copy how code reads it" text={() => code} />
      </p>
      {readers.length === 0 ? (
        <p className={styles.muted}>No step reads it by name yet.</p>
      ) : (
        <ul className={styles.readers}>
          {readers.map((step) => (
            <li key={step.id}>
              <button
                type="button"
                className={styles.reader}
                onClick={() => openStep(step.id, 'code')}
              >
                {step.name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </SidePanel>
  );
}
