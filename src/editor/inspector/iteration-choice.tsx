import { ChevronLeft, ChevronRight } from 'lucide-react';
import { durationText } from '@/lib/duration-text';
import type { StepRun, StepTime } from '@/plan/run';
import { IconButton } from '@/ui/icon-button';
import { TextInput } from '@/ui/text-input';
import { keptCount } from './iteration-at';
import styles from './iteration-choice.module.css';

interface IterationChoiceProps {
  readonly stepRun: StepRun;
  /** The one on show. */
  readonly time: StepTime;
  /** Its place among those that are kept; null follows the latest. */
  readonly chosen: number | null;
  readonly onChoose: (index: number | null) => void;
}

/** Which iteration of a step in a loop is on show. */
export function IterationChoice({ stepRun, time, chosen, onChoose }: IterationChoiceProps) {
  const count = keptCount(stepRun);
  const at = chosen ?? count - 1;
  const choose = (index: number): void => {
    if (Number.isNaN(index)) return;
    onChoose(index >= count - 1 ? null : Math.max(0, index));
  };
  const path = time.iteration.map((index) => index + 1).join(' › ');
  return (
    <div role="group" aria-label="Iteration" className={styles.choice}>
      <IconButton
        label="Previous iteration"
        icon={ChevronLeft}
        size="small"
        disabled={at <= 0}
        onClick={() => choose(at - 1)}
      />
      <label className={styles.number}>
        Iteration
        <TextInput
          type="number"
          min={1}
          max={count}
          value={at + 1}
          onChange={(event) => choose(event.target.valueAsNumber - 1)}
        />
        of {count.toLocaleString('en')}
      </label>
      <IconButton
        label="Next iteration"
        icon={ChevronRight}
        size="small"
        disabled={chosen === null}
        onClick={() => choose(at + 1)}
      />
      <span className={styles.facts}>
        {time.iteration.length > 1 && <span title="In the loops around it">{path}</span>}
        <span>{stateWords(time)}</span>
      </span>
    </div>
  );
}

function stateWords({ status, isIgnored, durationMs }: StepTime): string {
  const how = isIgnored ? 'failed, ignored' : status;
  return durationMs === null ? how : `${how} in ${durationText(durationMs)}`;
}
