import { useId } from 'react';
import type { Flow, Step } from '@/model/project';
import { stepKey } from '@/model/step-key';
import { renameStep } from '@/state/commands/steps';
import { TitleInput } from '@/ui/title-input';
import { useDraft } from '@/ui/use-draft';
import styles from './step-panel.module.css';

interface StepNameProps {
  readonly flow: Flow;
  readonly step: Step;
}

/** The step's name as a field: Enter or leaving it keeps what was typed, Escape puts the old name back. */
export function StepName({ flow, step }: StepNameProps) {
  const draft = useDraft(step.name, (name) => renameStep(step.id, name));
  const id = useId();
  const problem = nameProblem(flow, step, draft.value);

  return (
    <span className={styles.nameField}>
      <TitleInput
        aria-label="Step name"
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : id}
        title={step.name}
        {...draft}
      />
      {problem !== null && (
        <span id={id} role="alert" className={styles.nameProblem}>
          {problem}
        </span>
      )}
    </span>
  );
}

function nameProblem(flow: Flow, step: Step, name: string): string | null {
  if (name.trim() === '') return 'A step needs a name. Type one, or press Escape for the old one.';
  const key = stepKey(name);
  if (key === '') {
    return 'This name has no letter A–Z and no digit, so code could not read its results. Add one.';
  }
  const twin = flow.steps.find((other) => other.id !== step.id && stepKey(other.name) === key);
  if (twin === undefined) return null;
  return `“${twin.name}” has the same key, ${key}. Change a letter or digit of one of them.`;
}
