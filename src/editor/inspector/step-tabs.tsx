import { useId, type KeyboardEvent } from 'react';
import type { Flow, Step } from '@/model/project';
import { setStepTab } from '@/state/commands/selection';
import { useSession } from '@/state/session';
import { InputTab } from './input-tab';
import { OutputTab } from './output-tab';
import { SettingsTab } from './settings-tab';
import { StaleNote } from './stale-note';
import { StepCode } from './step-code';
import styles from './step-panel.module.css';

interface StepTabsProps {
  readonly flow: Flow;
  readonly step: Step;
}

const TABS = [
  { key: 'code', label: 'Code' },
  { key: 'input', label: 'Input' },
  { key: 'output', label: 'Output' },
  { key: 'settings', label: 'Settings' },
] as const;

/** The panel's tabs. The one that is open stays open when another step is selected. */
export function StepTabs({ flow, step }: StepTabsProps) {
  const current = useSession((session) => session.stepTab);
  const id = useId();

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const index = TABS.findIndex(({ key }) => key === current);
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: TABS.length - 1 }[
      event.key
    ];
    const tab = next === undefined ? undefined : TABS[(next + TABS.length) % TABS.length];
    if (tab === undefined) return;
    event.preventDefault();
    setStepTab(tab.key);
    document.getElementById(`${id}-${tab.key}`)?.focus();
  };

  return (
    <>
      <div className={styles.tabLine}>
        <div role="tablist" aria-label="Parts of the step" className={styles.tabs}>
          {TABS.map(({ key, label }) => (
            <button
              key={key}
              id={`${id}-${key}`}
              type="button"
              role="tab"
              className={styles.tab}
              aria-selected={current === key}
              aria-controls={`${id}-panel`}
              tabIndex={current === key ? 0 : -1}
              onClick={() => setStepTab(key)}
              onKeyDown={onKeyDown}
            >
              {label}
            </button>
          ))}
        </div>
        <StaleNote flow={flow} step={step} />
      </div>
      <div
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-${current}`}
        className={styles.tabPanel}
      >
        {current === 'code' && <StepCode flow={flow} step={step} />}
        {current === 'input' && <InputTab key={step.id} flow={flow} step={step} />}
        {current === 'output' && <OutputTab key={step.id} flow={flow} step={step} />}
        {current === 'settings' && <SettingsTab key={step.id} flow={flow} step={step} />}
      </div>
    </>
  );
}
