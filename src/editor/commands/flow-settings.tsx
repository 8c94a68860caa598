import { flowRetry, hasCancellationId } from '@/model/flow-retry';
import type { Flow } from '@/model/project';
import { switchFlowRetry, updateFlowRetry, updateFlowSettings } from '@/state/commands/flows';
import { closeDialog } from '@/state/commands/selection';
import { CheckField } from '@/ui/check-field';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { NumberField } from '@/ui/number-field';
import { TextInput } from '@/ui/text-input';
import { useBurst } from '@/ui/use-burst';
import styles from './flow-settings.module.css';

/** A flow's name, description and way of answering. Changes hold as they are typed and can be undone. */
export function FlowSettings({ flow }: { readonly flow: Flow }) {
  const burst = useBurst();
  return (
    <Dialog title="Flow settings" onClose={closeDialog}>
      <div className={`${styles.form ?? ''} nokey`}>
        <Field
          label="Name"
          error={flow.name.trim() === '' ? 'A flow needs a name. Type one.' : null}
        >
          {(control) => (
            <TextInput
              {...control}
              value={flow.name}
              onChange={(event) =>
                updateFlowSettings(flow.id, { name: event.target.value }, burst(event.timeStamp))
              }
            />
          )}
        </Field>
        <Field label="Description">
          {(control) => (
            <TextInput
              {...control}
              value={flow.description}
              onChange={(event) =>
                updateFlowSettings(
                  flow.id,
                  { description: event.target.value },
                  burst(event.timeStamp),
                )
              }
            />
          )}
        </Field>
        <CheckField
          label="Synchronous"
          help="The caller waits and gets the last step’s result as the response."
          isOn={flow.isSynchronous}
          onChange={(isSynchronous) => updateFlowSettings(flow.id, { isSynchronous })}
        />
        <RetryForm flow={flow} />
      </div>
    </Dialog>
  );
}

/** What the platform does when a run of the flow has failed. Nothing of it happens here. */
function RetryForm({ flow }: { readonly flow: Flow }) {
  const retry = flowRetry(flow);
  return (
    <section className={styles.group} aria-label="Flow retry">
      <h3 className={styles.groupName}>Flow retry</h3>
      <CheckField
        label="Retry failed runs"
        help={`The platform runs the whole flow again with the same payload${flow.isSynchronous ? ', but only where it is not synchronous, as this one is' : ''}. Runs here are not repeated.`}
        isOn={retry !== null}
        onChange={(isOn) => switchFlowRetry(flow.id, isOn)}
      />
      {retry !== null && (
        <>
          <NumberField
            label="Retry Attempts"
            help="1 to 10."
            least={1}
            most={10}
            value={retry.maxAttempts}
            onChange={(maxAttempts) => updateFlowRetry(flow.id, { maxAttempts })}
          />
          <NumberField
            label="Minutes Between Attempts"
            help="0 to 60."
            most={60}
            value={retry.delayMinutes}
            onChange={(delayMinutes) => updateFlowRetry(flow.id, { delayMinutes })}
          />
          <CheckField
            label="Exponential Backoff"
            help="Each wait is twice as long as the one before, up to 24 hours."
            isOn={retry.usesExponentialBackoff}
            onChange={(usesExponentialBackoff) =>
              updateFlowRetry(flow.id, { usesExponentialBackoff })
            }
          />
          {hasCancellationId(flow) && (
            <p className={styles.note}>
              The flow’s Unique Cancellation ID is kept as it is; it is edited on the platform.
            </p>
          )}
        </>
      )}
    </section>
  );
}
