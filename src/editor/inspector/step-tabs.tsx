import { lazy, Suspense, useId } from 'react';
import { codeOf } from '@/kinds';
import type { Flow, Step } from '@/model/project';
import { setStepTab } from '@/state/commands/selection';
import { useSession } from '@/state/session';
import { Tabs } from '@/ui/tabs';
import { useMedia } from '@/ui/use-media';
import { StaleNote } from './stale-note';
import { StepCode } from './step-code';
import styles from './step-panel.module.css';

// The panel opens with the code; what shows values comes with the first tab that has some.
const InputTab = lazy(async () => ({ default: (await import('./input-tab')).InputTab }));
const OutputTab = lazy(async () => ({ default: (await import('./output-tab')).OutputTab }));
const StepInputs = lazy(async () => ({ default: (await import('./step-inputs')).StepInputs }));
const SettingsTab = lazy(async () => ({ default: (await import('./settings-tab')).SettingsTab }));

interface StepTabsProps {
  readonly flow: Flow;
  readonly step: Step;
}

const OTHER_TABS = [
  { id: 'input', label: 'Input' },
  { id: 'output', label: 'Output' },
  { id: 'settings', label: 'Settings' },
] as const;
const CODE_TABS = [{ id: 'code', label: 'Code' }, ...OTHER_TABS] as const;
/** What a step without code is made of stands in the same place. */
const INPUTS_TABS = [{ id: 'code', label: 'Inputs' }, ...OTHER_TABS] as const;

/** The panel's tabs. The one that is open stays open when another step is selected. */
export function StepTabs({ flow, step }: StepTabsProps) {
  const current = useSession((session) => session.stepTab);
  const id = useId();
  const hasRoom = useMedia('(min-width: 1200px)');
  const isWide = useSession((session) => session.isPanelWide) && hasRoom;
  const hasCode = codeOf(step) !== null;
  return (
    <>
      <div className={styles.tabLine}>
        <Tabs
          label="Parts of the step"
          tabs={hasCode ? CODE_TABS : INPUTS_TABS}
          selected={current}
          onSelect={setStepTab}
          idBase={id}
        />
        <StaleNote stepId={step.id} />
      </div>
      <div
        id={`${id}-panel-${current}`}
        role="tabpanel"
        aria-labelledby={`${id}-tab-${current}`}
        className={styles.tabPanel}
      >
        <Suspense>
          {current === 'code' &&
            (isWide ? (
              <StepColumns flow={flow} step={step} />
            ) : (
              <StepBody flow={flow} step={step} />
            ))}
          {current === 'input' && <InputTab key={step.id} flow={flow} step={step} />}
          {current === 'output' && <OutputTab key={step.id} flow={flow} step={step} />}
          {current === 'settings' && <SettingsTab key={step.id} flow={flow} step={step} />}
        </Suspense>
      </div>
    </>
  );
}

/** What the person writes of a step: its code, or its inputs. */
function StepBody({ flow, step }: StepTabsProps) {
  return codeOf(step) === null ? (
    <StepInputs key={step.id} flow={flow} step={step} />
  ) : (
    <StepCode flow={flow} step={step} />
  );
}

/** With the whole window to itself, the code stands between what it gets and what it gives. */
function StepColumns({ flow, step }: StepTabsProps) {
  return (
    <div className={styles.columns}>
      <section aria-label="Input" className={styles.column}>
        <h2 className={styles.columnName}>Input</h2>
        <InputTab key={step.id} flow={flow} step={step} />
      </section>
      <div className={styles.column}>
        <StepBody flow={flow} step={step} />
      </div>
      <section aria-label="Output" className={styles.column}>
        <h2 className={styles.columnName}>Output</h2>
        <OutputTab key={step.id} flow={flow} step={step} />
      </section>
    </div>
  );
}
