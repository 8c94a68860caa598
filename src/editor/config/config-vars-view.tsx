import { Plus, Trash2 } from 'lucide-react';
import type { ConfigVarId } from '@/lib/ids';
import type { ConfigVar } from '@/model/project';
import type { Problem } from '@/plan/problem';
import { addConfigVar, deleteConfigVar, updateConfigVar } from '@/state/commands/config-vars';
import { useDocument } from '@/state/document';
import { useProblems } from '@/state/problems';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Field } from '@/ui/field';
import { IconButton } from '@/ui/icon-button';
import { TextInput } from '@/ui/text-input';
import { useBurst } from '@/ui/use-burst';
import styles from './config-vars-view.module.css';

const NONE: readonly ConfigVar[] = [];

/** The config variables of the project: names and the values tests use. */
export function ConfigVarsView() {
  const configVars = useDocument(({ project }) => project?.configVars ?? NONE).filter(
    ({ connection }) => connection === null,
  );
  const problems = useProblems((state) => state.problems);
  return (
    <section aria-label="Config variables" className={styles.view}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2>Config variables</h2>
          <p>
            Code reads them by name, always as text: <code>configVars[&quot;Name&quot;]</code>
          </p>
        </div>
        <Button icon={Plus} onClick={() => addConfigVar()}>
          Add variable
        </Button>
      </div>
      {configVars.length === 0 ? (
        <EmptyState text="No config variables yet. Add one for what differs between customers: an address, a warehouse, a limit." />
      ) : (
        <ul className={styles.rows}>
          {configVars.map((configVar) => (
            <ConfigVarRow
              key={configVar.id}
              configVar={configVar}
              problems={problemsOf(problems, configVar.id)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface ConfigVarRowProps {
  readonly configVar: ConfigVar;
  readonly problems: readonly string[];
}

function ConfigVarRow({ configVar, problems }: ConfigVarRowProps) {
  const { id, name, testValue } = configVar;
  const burst = useBurst();
  return (
    <li className={styles.row}>
      <Field label="Name" error={problems.length === 0 ? null : problems.join(' ')}>
        {(control) => (
          <TextInput
            {...control}
            value={name}
            onChange={(event) =>
              updateConfigVar(id, { name: event.target.value }, burst(event.timeStamp))
            }
          />
        )}
      </Field>
      <Field label="Test value">
        {(control) => (
          <textarea
            {...control}
            className={styles.textarea}
            rows={1}
            value={testValue}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) =>
              updateConfigVar(id, { testValue: event.target.value }, burst(event.timeStamp))
            }
          />
        )}
      </Field>
      <IconButton label={`Delete ${name}`} icon={Trash2} onClick={() => deleteConfigVar(id)} />
    </li>
  );
}

function problemsOf(problems: readonly Problem[], id: ConfigVarId): readonly string[] {
  return problems
    .filter(({ field }) => field === `configVars.${id}`)
    .map((problem) => problem.message);
}
