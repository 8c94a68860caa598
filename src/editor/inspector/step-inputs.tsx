import { stepKinds } from '@/kinds';
import type { InputField as FieldSpec, StepField } from '@/kinds/step-kind';
import type { Flow, Step } from '@/model/project';
import { setStepData, setStepInput } from '@/state/commands/steps';
import type { StepInput } from '@/plan/plan';
import { useBurst } from '@/ui/use-burst';
import { BranchRowsEditor } from './branch-rows-editor';
import { ComponentFacts } from './component-facts';
import { InputChoicesProvider } from './input-choices';
import { InputField } from './input-field';
import { ListInput } from './list-inputs';
import { MockEditor } from './mock-editor';
import { OtherInputs } from './other-inputs';
import { ScheduleForm } from './schedule-form';
import { TriggerBranch } from './trigger-branch';
import styles from './inputs.module.css';

interface StepInputsProps {
  readonly flow: Flow;
  readonly step: Step;
}

/** The form of a step without code: the inputs of its kind, each edited as what it is. */
export function StepInputs({ flow, step }: StepInputsProps) {
  const fields: readonly StepField[] = stepKinds[step.kind].fields;
  const { data } = step;
  if (!('inputs' in data)) return null;
  const known = fields.flatMap((field) => (field.type === 'code' ? [] : [field]));
  const isComponent = step.kind === 'componentStep' || step.kind === 'componentTrigger';
  const isBare =
    known.length === 0 && step.kind !== 'scheduleTrigger' && Object.keys(data.inputs).length === 0;
  return (
    <div className={styles.form}>
      <InputChoicesProvider flow={flow} step={step}>
        <div className={styles.fields}>
          {isComponent && <ComponentFacts data={step.data} />}
          {step.kind === 'componentTrigger' && <TriggerBranch flow={flow} step={step} />}
          {step.kind === 'componentStep' && <MockEditor flow={flow} step={step} />}
          {known.map((field) => (
            <KnownInput key={field.key} flow={flow} step={step} field={field} />
          ))}
          {step.kind === 'scheduleTrigger' && <ScheduleForm step={step} data={step.data} />}
          <OtherInputs inputs={data.inputs} known={known.map(({ key }) => key)} stepId={step.id} />
          {isBare && <p className={styles.note}>This step has no inputs.</p>}
        </div>
      </InputChoicesProvider>
    </div>
  );
}

interface KnownInputProps extends StepInputsProps {
  readonly field: FieldSpec;
}

function KnownInput({ flow, step, field }: KnownInputProps) {
  const burst = useBurst();
  const { key, label, comments, type } = field;
  const { data } = step;
  if (!('inputs' in data)) return null;
  const input = (Object.hasOwn(data.inputs, key) ? data.inputs[key] : undefined) ?? null;
  const gesture = (timeStamp: number | undefined) =>
    timeStamp === undefined ? undefined : burst(timeStamp);
  const set = (next: StepInput, timeStamp?: number) =>
    setStepInput(step.id, key, next, gesture(timeStamp));
  switch (type) {
    case 'conditions':
    case 'branchValueMappings':
      if (!('branches' in data)) return null;
      return (
        <section className={styles.section} aria-label={label}>
          <h3 className={styles.name}>{label}</h3>
          <p className={styles.note}>{comments}</p>
          <BranchRowsEditor
            flow={flow}
            step={step}
            data={data}
            rowsKey={type}
            onChange={(next, timeStamp) => setStepData(step.id, next, gesture(timeStamp))}
          />
        </section>
      );
    case 'keyvaluelist':
    case 'references':
      return (
        <ListInput
          label={label}
          help={comments}
          input={input}
          items={type === 'references' ? 'references' : 'pairs'}
          onChange={set}
        />
      );
    case 'text':
    case 'longText':
    case 'picklist':
      return (
        <InputField
          label={label}
          help={comments}
          isRequired={field.isRequired}
          input={input}
          shape={type === 'longText' ? 'longText' : 'text'}
          options={field.options}
          onChange={set}
        />
      );
  }
}
