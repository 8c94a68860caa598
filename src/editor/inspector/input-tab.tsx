import { useEffect, useMemo, useState } from 'react';
import { stepKinds } from '@/kinds';
import { codePath } from '@/lib/value-reader';
import type { Flow, Step } from '@/model/project';
import type { RunState, TriggerRequest } from '@/plan/run';
import { usePresenting } from '@/state/presenting';
import { receivedPayload } from '@/state/received-payload';
import { withoutSecrets } from '@/state/redaction';
import { useRun } from '@/state/run';
import { ValueView } from '@/ui/value-view/value-view';
import { BytesView } from './bytes-view';
import { givenResults, type PlannedPlace } from './given-results';
import { IterationChoice } from './iteration-choice';
import { NotRunYet } from './not-run-yet';
import { RunFacts } from './run-facts';
import { readStepResults, stepResultsPath, type GivenResult } from './step-results-reader';
import { usePlannedPlace, useShownIteration, useShownRun } from './use-step-run';
import styles from './step-panel.module.css';

interface InputTabProps {
  readonly flow: Flow;
  readonly step: Step;
}

/** What the step received in the run on show. */
export function InputTab({ flow, step }: InputTabProps) {
  const shown = useShownRun(flow, step);
  if (shown === null) {
    return <NotRunYet text="No input yet. Run the flow to see what this step receives." />;
  }
  const { run, stepRun } = shown;
  if (stepRun === null) {
    return <NotRunYet text={`This step is newer than run ${run.number}. Run the flow again.`} />;
  }
  return (
    <div className={styles.tabBody}>
      <IterationChoice run={run} step={stepRun} />
      {stepKinds[step.kind].role === 'trigger' ? (
        <TriggerInput run={run} />
      ) : (
        <ActionInput run={run} step={step} />
      )}
    </div>
  );
}

function TriggerInput({ run }: { readonly run: RunState }) {
  const received = useReceivedPayload(run);
  const redactor = usePresenting((state) => state.redactor);
  const bytes = useMemo(
    () => (received === null || redactor === null ? received : redactor.result(received)),
    [received, redactor],
  );
  if (bytes === null) return null;
  return (
    <BytesView
      label="Input"
      root="payload"
      codeOf={(path) => codePath('payload', path)}
      bytes={bytes}
      depth={2}
      facts={<RunFacts run={run} />}
    />
  );
}

function useReceivedPayload({ id, flow, startedAt }: RunState): Uint8Array<ArrayBuffer> | null {
  const request = useRun((state) => state.ranWith?.request ?? null);
  const [built, setBuilt] = useState<{ of: TriggerRequest; bytes: Uint8Array<ArrayBuffer> } | null>(
    null,
  );
  useEffect(() => {
    let isCurrent = true;
    const build = async (of: TriggerRequest) => {
      const bytes = await receivedPayload({ id, flow, startedAt }, of);
      if (isCurrent) setBuilt({ of, bytes });
    };
    if (request !== null) void build(request);
    return () => {
      isCurrent = false;
    };
  }, [id, flow, startedAt, request]);
  return built !== null && built.of === request ? built.bytes : null;
}

/** `stepResults` as the step saw it, in the iteration on show. */
export function ActionInput({ run, step }: { readonly run: RunState; readonly step: Step }) {
  const place = usePlannedPlace(step);
  const given = useGivenResults(run, place);
  const results = useMemo(() => readStepResults(given), [given]);
  useEffect(() => results.dispose, [results]);
  if (place === null) {
    return (
      <NotRunYet text={`This step was not connected in run ${run.number}: it received nothing.`} />
    );
  }
  return (
    <ValueView
      label="Input"
      reader={results.reader}
      root="stepResults"
      codeOf={(path) => codePath('stepResults', stepResultsPath(given, path))}
      depth={2}
    >
      <RunFacts run={run} />
    </ValueView>
  );
}

const NONE: readonly GivenResult[] = [];

/** Steps that run later give new states of the run but nothing new to this step: then the same list is given. */
function useGivenResults(run: RunState, place: PlannedPlace | null): readonly GivenResult[] {
  const shown = useShownIteration(run);
  const configVars = useRun((state) => state.ranWith?.configVars ?? NO_VALUES);
  const iteration = shown ?? (place === null ? null : run.steps[place.step.id]?.iteration) ?? [];
  const shownWith = { configVars, mask: withoutSecrets };
  const next = place === null ? NONE : givenResults(run, place, iteration, shownWith);
  const [given, setGiven] = useState<readonly GivenResult[]>(next);
  const isSame =
    next.length === given.length &&
    next.every(({ key, bytes, loop }, index) => {
      const other = given[index];
      return other?.key === key && other.bytes === bytes && other.loop?.index === loop?.index;
    });
  if (!isSame) setGiven(next);
  return isSame ? given : next;
}

const NO_VALUES: Readonly<Record<string, unknown>> = {};
