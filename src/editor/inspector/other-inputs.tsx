import { opensDoors } from '@/kinds/connections/secret-names';
import type { ConfigVarId, StepId } from '@/lib/ids';
import { MASK } from '@/plan/kept-secrets';
import type { StepInput, StepInputs } from '@/plan/plan';
import { useSecrets } from '@/state/secrets';
import styles from './inputs.module.css';

interface OtherInputsProps {
  readonly inputs: StepInputs;
  /** Keys that have a field of their own. */
  readonly known: readonly string[];
  readonly stepId: StepId;
}

const NO_VALUES: Readonly<Record<string, string>> = {};

/** Inputs that no form here edits. They stay as they are in the platform's file. */
export function OtherInputs({ inputs, known, stepId }: OtherInputsProps) {
  // Secrets of steps lie beside those of connections: ids are unlike each other.
  const secrets = useSecrets(
    ({ entries }) => entries[stepId as string as ConfigVarId]?.fields ?? NO_VALUES,
  );
  const others = Object.entries(inputs).filter(([key]) => !known.includes(key));
  if (others.length === 0) return null;
  return (
    <section className={styles.section} aria-label="Inputs that are kept">
      <h3 className={styles.name}>{known.length === 0 ? 'Inputs' : 'Other inputs'}</h3>
      <p className={styles.note}>
        Read only here. They go back into the platform’s file as they are.
      </p>
      <dl className={styles.kept}>
        {others.map(([key, input]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>
              <span className={styles.type}>{TYPE_WORDS[input.type] ?? input.type}</span>
              {Object.hasOwn(secrets, key) ? (
                <span>{MASK} kept apart from the project, see Secrets</span>
              ) : (
                <code>{shownValue(key, input)}</code>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  value: 'Value',
  reference: 'Reference',
  configVar: 'Config variable',
  template: 'Template',
  complex: 'List',
};

/** Only what is written out can be a secret; a reference to one is none. */
function shownValue(key: string, { type, value }: StepInput): string {
  const isWritten = type !== 'reference' && type !== 'configVar';
  if (isWritten && opensDoors(key)) return value === '' || value === null ? 'empty' : MASK;
  if (value === '' || value === null) return 'empty';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
