import { TriangleAlert } from 'lucide-react';
import { stepKinds } from '@/kinds';
import { byteText } from '@/lib/byte-text';
import { durationText } from '@/lib/duration-text';
import { codePath, type ValuePath } from '@/lib/value-reader';
import type { Flow, Step } from '@/model/project';
import type { RunState, StepRun } from '@/plan/run';
import { useChosenPayload } from './use-chosen-payload';
import { EmptyState } from '@/ui/empty-state';
import { BytesView } from './bytes-view';
import { ActionInput } from './input-tab';
import { IterationChoice, useTimeOnShow } from './iteration-choice';
import { NotRunYet } from './not-run-yet';
import { RunErrorCard } from './run-error-card';
import { RunFacts } from './run-facts';
import { TriggerResponse } from './trigger-response';
import { useShownRun } from './use-step-run';
import styles from './step-panel.module.css';

interface OutputTabProps {
  readonly flow: Flow;
  readonly step: Step;
}

/** What the step gave in the run on show, or why it gave nothing. */
export function OutputTab({ flow, step }: OutputTabProps) {
  const shown = useShownRun(flow, step);
  const payload = useChosenPayload(flow);
  const withPayload = payload === null ? 'the flow' : `the flow with ${payload.name}`;
  if (shown === null) return <NotRunYet text={`No result yet. Run ${withPayload}.`} />;
  return <ShownOutput step={step} run={shown.run} whole={shown.stepRun} />;
}

interface ShownOutputProps {
  readonly step: Step;
  readonly run: RunState;
  /** The step as the run holds it, with all its iterations. */
  readonly whole: StepRun | null;
}

function ShownOutput({ step, run, whole }: ShownOutputProps) {
  if (whole === null) return <OutputBody step={step} run={run} stepRun={null} />;
  return <TimedOutput step={step} run={run} whole={whole} />;
}

function TimedOutput({ step, run, whole }: ShownOutputProps & { readonly whole: StepRun }) {
  const { time } = useTimeOnShow(run, whole);
  return <OutputBody step={step} run={run} stepRun={{ ...whole, ...time }} />;
}

interface OutputBodyProps {
  readonly step: Step;
  readonly run: RunState;
  /** The step as it was in the iteration on show. */
  readonly stepRun: StepRun | null;
}

function OutputBody({ step, run, stepRun }: OutputBodyProps) {
  const error = stepRun?.error ?? (run.error?.stepId === step.id ? run.error : null);
  const isTrigger = stepKinds[step.kind].role === 'trigger';
  return (
    <div className={styles.tabBody}>
      {stepRun !== null && <IterationChoice run={run} step={stepRun} />}
      {error !== null && (
        <RunErrorCard run={run} step={step} error={error} isIgnored={stepRun?.isIgnored ?? false} />
      )}
      {stepRun === null && error === null && (
        <NotRunYet
          text={`No result yet: this step is newer than run ${run.number}. Run the flow again.`}
        />
      )}
      {stepRun !== null && <Warnings texts={stepRun.warnings} />}
      {stepRun !== null && (
        <StepOutcome step={step} run={run} stepRun={stepRun} hasError={error !== null} />
      )}
      {error !== null && stepRun !== null && !isTrigger && (
        <section aria-label="Input that caused it" className={styles.cause}>
          <h3>Input that caused it</h3>
          <ActionInput run={run} step={step} />
        </section>
      )}
      {isTrigger && run.response !== null && <TriggerResponse response={run.response} />}
    </div>
  );
}

interface StepOutcomeProps {
  readonly step: Step;
  readonly run: RunState;
  readonly stepRun: StepRun;
  readonly hasError: boolean;
}

function StepOutcome({ step, run, stepRun, hasError }: StepOutcomeProps) {
  if (stepRun.result !== null) {
    return <ResultView run={run} stepRun={stepRun} bytes={stepRun.result.bytes} />;
  }
  if (hasError) return null;
  return (
    <EmptyState
      text={stepRun.status === 'skipped' ? whySkipped(step, run) : NO_RESULT[stepRun.status]}
    >
      <p className={styles.muted}>
        <RunFacts run={run} />
      </p>
    </EmptyState>
  );
}

/** What kept it from running, as far as the run tells. */
function whySkipped({ parent }: Step, { status }: RunState): string {
  if (status !== 'succeeded') {
    return 'Skipped: a step before it did not end well, or nothing leads to it.';
  }
  return parent === null
    ? 'Skipped: nothing leads to it, or the run was ended before it.'
    : 'Skipped: the run did not come to it. Its branch was not taken, its loop had nothing to run for, or a step before it left them.';
}

const NO_RESULT: Readonly<Record<Exclude<StepRun['status'], 'skipped'>, string>> = {
  queued: 'Waiting for the steps before it.',
  running: 'Running. The result appears here when the step ends.',
  succeeded: 'The step ended well and returned no result.',
  pinned: 'The step was not run; its given result is empty.',
  failed: 'The step failed.',
  'timed out': 'The step ran out of time.',
  stopped: 'The step was stopped before it ended.',
};

interface ResultViewProps {
  readonly run: RunState;
  readonly stepRun: StepRun;
  readonly bytes: Uint8Array;
}

function ResultView({ run, stepRun, bytes }: ResultViewProps) {
  const codeOf = (path: ValuePath) => codePath('stepResults', [stepRun.key, 'results', ...path]);
  const facts = (
    <>
      <span>{byteText(bytes.length)}</span>
      {stepRun.durationMs !== null && <span>{durationText(stepRun.durationMs)}</span>}
      {stepRun.status === 'pinned' && <span>Given result, not executed</span>}
      <RunFacts run={run} />
    </>
  );
  return <BytesView label="Output" root="results" codeOf={codeOf} bytes={bytes} facts={facts} />;
}

function Warnings({ texts }: { readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <ul className={styles.warnings} aria-label="Warnings">
      {texts.map((text) => (
        <li key={text}>
          <TriangleAlert aria-hidden size={14} />
          {text}
        </li>
      ))}
    </ul>
  );
}
