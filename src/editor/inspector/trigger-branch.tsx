import type { BranchId } from '@/lib/ids';
import { branchesOf } from '@/kinds';
import type { Flow, Step } from '@/model/project';
import { chooseTriggerBranch } from '@/state/commands/mocks';
import { Field } from '@/ui/field';
import { Select } from '@/ui/select';
import { useChosenPayload } from './use-chosen-payload';

interface TriggerBranchProps {
  readonly flow: Flow;
  readonly step: Step;
}

/** Which branch of an app's trigger the chosen payload takes: on the platform the app decides. */
export function TriggerBranch({ flow, step }: TriggerBranchProps) {
  const payload = useChosenPayload(flow);
  const branches = branchesOf(step);
  if (payload === null || branches.length === 0) return null;
  const chosen = branches.find(({ id }) => id === payload.triggerBranch);
  return (
    <Field
      label={`The payload “${payload.name}” takes`}
      help="On the platform the app’s own trigger decides; it does not run here."
      isRequired
      error={
        chosen === undefined ? 'No branch is chosen, so the flow cannot run. Choose one.' : null
      }
    >
      {(control) => (
        <Select
          {...control}
          value={chosen?.id ?? ''}
          onChange={({ target: { value } }) =>
            chooseTriggerBranch(
              payload.id,
              // An option's value, made from the branches.
              value === '' ? null : (value as BranchId),
            )
          }
        >
          <option value="">Choose a branch</option>
          {branches.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
