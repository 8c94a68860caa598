import { branchesOf } from '@/kinds';
import type { Flow, Step } from '@/model/project';
import { chooseTriggerBranch } from '@/state/commands/mocks';
import { ChoiceField } from '@/ui/choice-field';
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
  return (
    <ChoiceField
      label={`The payload “${payload.name}” takes`}
      help="On the platform the app’s own trigger decides; it does not run here."
      options={branches}
      chosen={payload.triggerBranch ?? null}
      ask="Choose a branch"
      missing="No branch is chosen, so the flow cannot run. Choose one."
      onChoose={(branch) => chooseTriggerBranch(payload.id, branch)}
    />
  );
}
