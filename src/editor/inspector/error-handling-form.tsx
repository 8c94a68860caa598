import type { Step } from '@/model/project';
import { USUAL_HANDLING, type ErrorHandling } from '@/plan/plan';
import { setErrorHandling } from '@/state/commands/steps';
import { CheckField } from '@/ui/check-field';
import { Field } from '@/ui/field';
import { NumberField } from '@/ui/number-field';
import { Select } from '@/ui/select';
import styles from './step-panel.module.css';

const TYPES: readonly (readonly [type: ErrorHandling['type'], label: string, help: string])[] = [
  ['fail', 'Fail', 'An error ends the run.'],
  [
    'ignore',
    'Ignore',
    'The run goes on. Later steps find the error in this step’s result: results.error.message.',
  ],
  ['retry', 'Retry', 'The step is tried again, as often as is said here.'],
];

/** What is done when the step fails. */
export function ErrorHandlingForm({ step }: { readonly step: Step }) {
  const handling = step.errorHandling ?? USUAL_HANDLING;
  const set = (patch: Partial<ErrorHandling>) =>
    setErrorHandling(step.id, { ...handling, ...patch });
  const help = TYPES.find(([type]) => type === handling.type)?.[2];
  return (
    <section className={styles.group} aria-label="Error Handling">
      <h3 className={styles.groupName}>Error Handling</h3>
      <Field label="When it fails" help={`${help} A step that runs out of time has failed too.`}>
        {(control) => (
          <Select
            {...control}
            value={handling.type}
            onChange={(event) => {
              // An option's value, made from the table.
              const type = event.target.value as ErrorHandling['type'];
              set({ type });
            }}
          >
            {TYPES.map(([type, label]) => (
              <option key={type} value={type}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {handling.type === 'retry' && (
        <>
          <NumberField
            label="Max Attempts"
            help="Tries after the first one, 0 to 5."
            most={5}
            value={handling.maxAttempts}
            onChange={(maxAttempts) => set({ maxAttempts })}
          />
          <NumberField
            label="Seconds Between Attempts"
            help="0 to 60. Runs here wait too, unless “Skip retry delays” is on in the run options."
            most={60}
            value={handling.delaySeconds}
            onChange={(delaySeconds) => set({ delaySeconds })}
          />
          <CheckField
            label="Exponential Backoff"
            help="Each wait is twice as long as the one before."
            isOn={handling.usesExponentialBackoff}
            onChange={(usesExponentialBackoff) => set({ usesExponentialBackoff })}
          />
          <CheckField
            label="Ignore Final Error"
            help="When the last try has failed too, the run goes on."
            isOn={handling.ignoreFinalError}
            onChange={(ignoreFinalError) => set({ ignoreFinalError })}
          />
        </>
      )}
    </section>
  );
}
