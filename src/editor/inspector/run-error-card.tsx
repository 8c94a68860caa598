import { codeOf } from '@/kinds';
import { CircleX } from 'lucide-react';
import type { Step } from '@/model/project';
import type { RunError, RunState } from '@/plan/run';
import { giveMockForRun, isMockMissing } from '@/state/commands/mocks';
import { openStep, revealLine } from '@/state/commands/selection';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { CodeFrame } from './code-frame';
import { usePlannedSource } from './use-step-run';
import styles from './step-panel.module.css';

interface RunErrorCardProps {
  readonly run: RunState;
  readonly step: Step;
  readonly error: RunError;
  /** The run went on. */
  readonly isIgnored: boolean;
}

/** Why the step failed, the lines around the place, and the ways on. */
export function RunErrorCard({ run, step, error, isIgnored }: RunErrorCardProps) {
  const source = usePlannedSource(step) ?? codeOf(step) ?? '';
  // What holds other steps fails with the one inside it that failed.
  const inner = error.stepId === undefined || error.stepId === step.id ? null : error.stepId;
  const line = inner === null ? error.line : undefined;
  const culprit = inner === null ? step.name : (run.steps[inner]?.name ?? step.name);
  const verb = error.code?.startsWith('CC-TIMEOUT') === true ? 'timed out' : 'failed';
  const hasChanged = source !== (codeOf(step) ?? '');
  return (
    <section className={styles.fault} aria-label="Error">
      <div className={styles.faultHead}>
        <CircleX aria-hidden size={20} />
        <h3>
          {isIgnored ? `${culprit} failed, and the run went on` : `Run ${verb} in ${culprit}`}
          {line === undefined ? '' : `, line ${line}`}
        </h3>
        <p className={styles.faultMessage}>{error.message}</p>
        <p className={styles.faultName}>
          {error.name}
          {error.code === undefined ? '' : ` · ${error.code}`}
        </p>
      </div>
      {line !== undefined && <CodeFrame source={source} line={line} />}
      <div className={styles.faultActions}>
        {isMockMissing(error) && (
          <Button
            size="compact"
            variant="primary"
            onClick={() => void giveMockForRun(run, step.id)}
          >
            Give it a result
          </Button>
        )}
        {line !== undefined && (
          <Button
            size="compact"
            variant="primary"
            onClick={() => revealLine(step.id, line, error.column)}
          >
            Go to line {line}
          </Button>
        )}
        {inner !== null && (
          <Button size="compact" variant="primary" onClick={() => openStep(inner, 'output')}>
            Open {culprit}
          </Button>
        )}
        {run.steps[step.id] !== undefined && (
          <Button size="compact" onClick={() => openStep(step.id, 'input')}>
            Show input
          </Button>
        )}
        {hasChanged && <span className={styles.muted}>The code has changed since.</span>}
        <span className={styles.grow} />
        <CopyButton
          label="Copy the error"
          text={() => error.stack ?? `${error.name}: ${error.message}`}
        />
      </div>
    </section>
  );
}
