import { orderSteps, unreachedSteps } from '@/model/graph';
import { StepHead } from './step-head';
import { StepTabs } from './step-tabs';
import { useOpenStep } from './use-open-step';
import styles from './step-panel.module.css';

/** The open step: its name, code, input, output and settings. */
export function StepPanel() {
  const open = useOpenStep();
  if (open === null) return null;
  const { flow, step } = open;
  const order = [...orderSteps(flow), ...unreachedSteps(flow)];
  const place = order.findIndex(({ id }) => id === step.id);
  return (
    <section aria-label="Step" className={styles.panel}>
      <StepHead
        key={step.id}
        flow={flow}
        step={step}
        previous={order[place - 1] ?? null}
        next={order[place + 1] ?? null}
      />
      <StepTabs flow={flow} step={step} />
    </section>
  );
}
