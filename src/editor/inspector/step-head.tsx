import { ChevronDown, ChevronUp, Maximize2, Minimize2, X } from 'lucide-react';
import { stepKinds } from '@/kinds';
import type { Flow, Step } from '@/model/project';
import { stepKey } from '@/model/step-key';
import { closeStep, openStep, togglePanelWidth } from '@/state/commands/selection';
import { useSession } from '@/state/session';
import { CopyButton } from '@/ui/copy-button';
import { glyphs } from '@/ui/glyphs';
import { IconButton } from '@/ui/icon-button';
import { StepName } from './step-name';
import styles from './step-panel.module.css';

interface StepHeadProps {
  readonly flow: Flow;
  readonly step: Step;
  readonly previous: Step | null;
  readonly next: Step | null;
}

/** The panel's top line: what step this is, and the way to its neighbours. */
export function StepHead({ flow, step, previous, next }: StepHeadProps) {
  const isWide = useSession((session) => session.isPanelWide);
  const { role, label, glyph } = stepKinds[step.kind];
  const KindIcon = glyphs[glyph];
  const key = stepKey(step.name);
  return (
    <div className={styles.head}>
      <span className={styles.tile} data-role={role} title={label}>
        <KindIcon aria-hidden size={16} />
      </span>
      <StepName flow={flow} step={step} />
      {key !== '' && (
        <span className={styles.key} title={`Later steps read stepResults.${key}.results`}>
          <span className={styles.cut}>{key}</span>
          <CopyButton label="Copy key" text={() => `stepResults.${key}`} />
        </span>
      )}
      <div className={styles.headButtons}>
        <IconButton
          label={previous === null ? 'Previous step' : `Previous step, ${previous.name}`}
          icon={ChevronUp}
          disabled={previous === null}
          onClick={() => previous !== null && openStep(previous.id)}
        />
        <IconButton
          label={next === null ? 'Next step' : `Next step, ${next.name}`}
          icon={ChevronDown}
          disabled={next === null}
          onClick={() => next !== null && openStep(next.id)}
        />
        <span className={styles.rule} />
        <span className={styles.onlyWide}>
          <IconButton
            label={isWide ? 'Restore step panel' : 'Maximise step panel'}
            icon={isWide ? Minimize2 : Maximize2}
            onClick={togglePanelWidth}
          />
        </span>
        <IconButton label="Close step" icon={X} onClick={closeStep} />
      </div>
    </div>
  );
}
