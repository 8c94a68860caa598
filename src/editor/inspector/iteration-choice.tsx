import { ChevronLeft, ChevronRight, List } from 'lucide-react';
import { useId, useState } from 'react';
import { durationText } from '@/lib/duration-text';
import { iterationText } from '@/plan/iteration-text';
import type { RunState, StepRun, StepTime } from '@/plan/run';
import { showIteration } from '@/state/iteration-on-show';
import { IconButton } from '@/ui/icon-button';
import { TextInput } from '@/ui/text-input';
import { IterationList } from './iteration-list';
import { iterationAt, keptCount, timeWithin } from './iteration-at';
import { useShownIteration } from './use-step-run';
import styles from './iteration-choice.module.css';

interface IterationChoiceProps {
  readonly run: RunState;
  readonly step: StepRun;
}

/** Which iteration of a step in a loop is on show; nothing for a step outside loops. */
export function IterationChoice({ run, step }: IterationChoiceProps) {
  const { time, index, isLatest, missing } = useTimeOnShow(run, step);
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  if (step.iterationCount === 0) return null;
  const count = keptCount(step);
  const choose = (at: number): void => {
    const chosen = Number.isNaN(at)
      ? null
      : iterationAt(step, Math.min(count - 1, Math.max(0, at)));
    if (chosen !== null) showIteration(run.id, at >= count - 1 ? null : chosen.iteration);
  };
  const path = iterationText(time.iteration);
  return (
    <div role="group" aria-label="Iteration" className={styles.group}>
      <div className={styles.choice}>
        <IconButton
          label="Previous iteration"
          icon={ChevronLeft}
          size="small"
          disabled={index <= 0}
          onClick={() => choose(index - 1)}
        />
        <label className={styles.number}>
          Iteration
          <TextInput
            type="number"
            min={1}
            max={count}
            value={index + 1}
            onChange={(event) => choose(event.target.valueAsNumber - 1)}
          />
          of {count.toLocaleString('en')}
        </label>
        <IconButton
          label="Next iteration"
          icon={ChevronRight}
          size="small"
          disabled={isLatest}
          onClick={() => choose(index + 1)}
        />
        <span className={styles.facts}>
          {time.iteration.length > 1 && <span title="In the loops around it">{path}</span>}
          <span>
            {missing === null ? stateWords(time) : `did not run in ${missing}, the latest is shown`}
          </span>
        </span>
        <IconButton
          label="All iterations"
          icon={List}
          size="small"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => setIsOpen(!isOpen)}
        />
      </div>
      {isOpen && <IterationList id={id} step={step} count={count} at={index} onChoose={choose} />}
    </div>
  );
}

function stateWords({ status, isIgnored, durationMs }: StepTime): string {
  const how = isIgnored ? 'failed, ignored' : status;
  return durationMs === null ? how : `${how} in ${durationText(durationMs)}`;
}

interface TimeOnShow {
  readonly time: StepTime;
  /** Among those that are kept. */
  readonly index: number;
  readonly isLatest: boolean;
  /** The iteration that is asked for, where the step did not run in it. */
  readonly missing: string | null;
}

/** The step as it was in the iteration on show; as it is now where that is the latest. */
export function useTimeOnShow(run: RunState, step: StepRun): TimeOnShow {
  const path = useShownIteration(run);
  const latest = { time: step, index: keptCount(step) - 1, isLatest: true, missing: null };
  if (path === null || step.iterationCount === 0) return latest;
  const found = timeWithin(step, path);
  if (found === null) return { ...latest, missing: iterationText(path) };
  return { ...found, isLatest: false, missing: null };
}
