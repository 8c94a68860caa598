import type { Flow } from '@/model/project';
import { updateFlowSettings } from '@/state/commands/flows';
import { closeDialog } from '@/state/commands/selection';
import { CheckField } from '@/ui/check-field';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
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
      </div>
    </Dialog>
  );
}
