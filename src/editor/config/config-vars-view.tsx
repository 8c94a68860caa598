import { Plus, Trash2 } from 'lucide-react';
import type { ConfigVar } from '@/model/project';
import type { Problem } from '@/plan/problem';
import { addConfigVar, deleteConfigVar, updateConfigVar } from '@/state/commands/config-vars';
import { useDocument } from '@/state/document';
import { useProblems } from '@/state/problems';
import { useBurst } from '@/ui/use-burst';
import styles from './config-vars-view.module.css';

const NONE: readonly ConfigVar[] = [];

/** The config variables of the project: names and the values tests use. */
export function ConfigVarsView() {
  const configVars = useDocument(({ project }) => project?.configVars ?? NONE);
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
        <button type="button" className={styles.button} onClick={() => addConfigVar()}>
          <Plus aria-hidden size={16} />
          Add variable
        </button>
      </div>
      {configVars.length === 0 ? (
        <p className={styles.empty}>
          No config variables yet. Add one for what differs between customers: an address, a
          warehouse, a limit.
        </p>
      ) : (
        <ul className={styles.rows}>
          {configVars.map((configVar, index) => (
            <ConfigVarRow
              key={configVar.id}
              configVar={configVar}
              problems={problemsOf(problems, configVar, index, configVars)}
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
  const noteId = `${id}-note`;
  return (
    <li className={styles.row}>
      <label className={styles.field}>
        Name
        <input
          className={styles.input}
          value={name}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={problems.length > 0 ? noteId : undefined}
          onChange={(event) =>
            updateConfigVar(id, { name: event.target.value }, burst(event.timeStamp))
          }
        />
      </label>
      <label className={styles.field}>
        Test value
        <textarea
          className={styles.textarea}
          rows={1}
          value={testValue}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) =>
            updateConfigVar(id, { testValue: event.target.value }, burst(event.timeStamp))
          }
        />
      </label>
      <button
        type="button"
        className={styles.iconButton}
        aria-label={`Delete ${name}`}
        title={`Delete ${name}`}
        onClick={() => deleteConfigVar(id)}
      >
        <Trash2 aria-hidden size={16} />
      </button>
      {problems.length > 0 && (
        <p id={noteId} className={styles.problem}>
          {problems.join(' ')}
        </p>
      )}
    </li>
  );
}

function problemsOf(
  _problems: readonly Problem[],
  _configVar: ConfigVar,
  _index: number,
  _all: readonly ConfigVar[],
): readonly string[] {
  return [];
}
