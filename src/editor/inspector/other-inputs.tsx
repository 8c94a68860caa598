import { opensDoors } from '@/kinds/connections/secret-names';
import type { StepId } from '@/lib/ids';
import { MASK } from '@/plan/kept-secrets';
import type { StepInput, StepInputs } from '@/plan/plan';
import { StepSecret } from './step-secret';
import styles from './inputs.module.css';

interface OtherInputsProps {
  readonly inputs: StepInputs;
  /** Keys that have a field of their own. */
  readonly known: readonly string[];
  readonly stepId: StepId;
}

/** Inputs that no form here edits. They stay as they are in the platform's file. */
export function OtherInputs({ inputs, known, stepId }: OtherInputsProps) {
  const all = Object.entries(inputs).filter(([key]) => !known.includes(key));
  const secrets = all.filter(isKeptApart);
  const others = all.filter((entry) => !isKeptApart(entry));
  if (all.length === 0) return null;
  return (
    <section className={styles.section} aria-label="Inputs that are kept">
      <h3 className={styles.name}>{known.length === 0 ? 'Inputs' : 'Other inputs'}</h3>
      {others.length > 0 && (
        <p className={styles.note}>
          Read only here. They go back into the platform’s file as they are.
        </p>
      )}
      <dl className={styles.kept}>
        {others.map(([key, input]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>
              <span className={styles.type}>{TYPE_WORDS[input.type] ?? input.type}</span>
              <code>{shownValue(key, input)}</code>
            </dd>
          </div>
        ))}
      </dl>
      {secrets.map(([key]) => (
        <StepSecret key={key} stepId={stepId} inputKey={key} />
      ))}
    </section>
  );
}

/** Opening a file leaves the text of such an input empty. */
function isKeptApart([key, { type, value }]: readonly [string, StepInput]): boolean {
  return type === 'value' && value === '' && opensDoors(key);
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
