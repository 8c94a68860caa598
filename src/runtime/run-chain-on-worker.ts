import { encodeText } from '@/plan/encoding';
import type { HostFetch } from '@/plan/network';
import type { GivenPlanStep } from '@/plan/plan';
import type { RunError, RunEvent, RunStatus } from '@/plan/run';
import { createClock } from './clock';
import type { Chain } from './chains';
import { createFetchService } from './services/fetch-service';
import { createSubtleService } from './services/subtle-service';
import { stateAfter, type StateAt } from './merge-state';
import type { ChainJob } from './protocol/messages';
import { readReport, type ReadEvent } from './read-report';
import { failureOf, goneOf, silentAfter, stepTimeoutOf, timeoutOf } from './run-errors';
import type { SandboxWorker } from './sandbox-host';

export type ChainEnd =
  | { readonly status: 'done'; readonly state: StateAt }
  | {
      readonly status: Exclude<RunStatus, 'running' | 'succeeded' | 'stopped'>;
      readonly error: RunError;
    };

export interface ChainRunOptions {
  readonly worker: SandboxWorker;
  readonly chain: Chain;
  readonly job: ChainJob;
  /** The state it begins with. */
  readonly state: StateAt;
  /** Said with the chain's first step. */
  readonly warnings: readonly string[];
  readonly stepMs: number;
  readonly fetch: HostFetch;
  /** Stops the whole run's time until what it returns is called. */
  readonly holdRun: () => () => void;
  readonly at: () => number;
  readonly onEvent: (event: RunEvent) => void;
  /** A step's encoded result, for workers that will need it. */
  readonly onResult: (key: string, text: string) => void;
  /** Once. */
  readonly onEnd: (end: ChainEnd) => void;
}

/** What the guest keeps of a step's log: the first and the last 5,000 rows, and one between them. */
const MOST_ROWS = 10_001;

/** From the job to the first word of the worker. */
const START_MS = 8_000;

/**
 * Runs one chain on a worker until it ends or what this returns is called, which sends nothing more and says nothing
 * more. Believes only what the host's own copy of the plan allows: steps in order, one start
 * and one end each. Time is the host's clock on arrival.
 */
export function runChain(options: ChainRunOptions): () => void {
  const { worker, chain, job, onEvent, at } = options;
  const decoder = new TextDecoder();
  let next = 0;
  let rowCount = 0;
  let isRunning = false;
  let isOver = false;
  let hasSaidState = false;
  let { state } = options;
  const clock = createClock();
  clock.start(START_MS, () => {
    failStep('timed out', timeoutOf('start', START_MS));
  });
  const calls = createFetchService({
    fetch: options.fetch,
    currentStep: () => (isRunning && !isOver ? (chain.steps[next] ?? null) : null),
    holdClock: () => {
      const releases = [clock.hold(), options.holdRun()];
      return () => {
        for (const release of releases) release();
      };
    },
    at,
    onEvent,
  });
  const cryptography = createSubtleService({
    // Not there where the page is no secure context.
    subtle: Reflect.get(globalThis.crypto, 'subtle'),
    isStepRunning: () => isRunning && !isOver,
  });

  worker.own({
    onReport: (text, results) => {
      if (isOver) return;
      const events = readReport(text, results);
      if (events === null) violated('a report that is not of the protocol');
      for (const event of events ?? []) {
        if (isOver) return;
        take(event);
      }
    },
    onFetch: calls.call,
    onAbort: calls.abort,
    onSubtle: cryptography.call,
    onGone: (gone) => {
      failStep('failed', goneOf(gone));
    },
  });
  passGiven();
  worker.api.runChain(job).then(
    () => {
      if (isOver) return;
      passGiven();
      if (next < chain.steps.length || isRunning)
        violated('its end before its last step had ended');
      else end({ status: 'done', state });
    },
    (error: unknown) => {
      failStep('failed', failureOf(error));
    },
  );

  return close;

  function close(): void {
    isOver = true;
    clock.stop();
    calls.close();
    cryptography.close();
  }

  function end(how: ChainEnd): void {
    if (isOver) return;
    close();
    options.onEnd(how);
  }

  function violated(what: string): void {
    failStep('failed', {
      name: 'SandboxError',
      code: 'CC-PROTOCOL',
      message: `The code tampered with the messages between the sandbox and the editor: it sent ${what}.`,
    });
  }

  /** The step that runs (or was to run next) ends so, and the run with it. */
  function failStep(status: 'failed' | 'timed out', error: RunError): void {
    if (isOver) return;
    const step = chain.steps[next];
    const placed = step === undefined ? error : { ...error, stepId: step.id };
    if (step !== undefined && isRunning) {
      onEvent({
        type: 'step-ended',
        stepId: step.id,
        at: at(),
        outcome: { status, error: placed },
      });
    }
    end({ status, error: placed });
  }

  /** Steps with given results are passed over, on both sides alike. */
  function passGiven(): void {
    for (let step = chain.steps[next]; step?.kind === 'given'; step = chain.steps[next]) {
      const text = givenText(step);
      options.onResult(step.key, text);
      const result = { bytes: new TextEncoder().encode(text), summary: '' };
      onEvent({
        type: 'step-ended',
        stepId: step.id,
        at: at(),
        outcome: { status: 'pinned', result },
      });
      next += 1;
    }
  }

  function take(event: ReadEvent): void {
    if (event.t === 'state') {
      passGiven();
      if (hasSaidState || isRunning || next < chain.steps.length) {
        violated('its state out of turn');
        return;
      }
      hasSaidState = true;
      state = stateAfter(state, event.state, chain.index);
      return;
    }
    if (event.t === 'refused') {
      refused(event);
      return;
    }
    passGiven();
    const step = chain.steps[next];
    const isExpected =
      step !== undefined && step.key === event.k && isRunning !== (event.t === 'start');
    if (step === undefined || !isExpected) {
      // Rows of a step that has ended are late, not hostile.
      if (event.t !== 'log') violated(`an event of a step out of turn`);
      return;
    }
    switch (event.t) {
      case 'start':
        isRunning = true;
        rowCount = 0;
        clock.start(step.timeoutMs ?? options.stepMs, onStepTimeout);
        onEvent({ type: 'step-started', stepId: step.id, at: at() });
        return;
      case 'log':
        rowCount += event.rows.length;
        if (rowCount > MOST_ROWS) {
          violated('more log rows than a step keeps');
          return;
        }
        onEvent({ type: 'step-logged', stepId: step.id, rows: event.rows });
        return;
      case 'end':
        ended(event);
        return;
      case 'fail':
        if (event.response !== null) onEvent({ type: 'responded', response: event.response });
        failStep('failed', clampPlace(event.error, step.kind === 'code' ? step.source : ''));
    }
  }

  function ended(event: Extract<ReadEvent, { t: 'end' }>): void {
    const step = chain.steps[next];
    if (step === undefined) return;
    // What comes next is a message away, or the worker is not the guest's any more: code may have changed all it stands on.
    const ms = Math.min(START_MS, step.timeoutMs ?? options.stepMs);
    clock.start(ms, () => {
      end({ status: 'timed out', error: { ...silentAfter(step.name, ms), stepId: step.id } });
    });
    isRunning = false;
    const warnings = next === 0 ? [...options.warnings, ...event.warnings] : event.warnings;
    next += 1;
    const { result, response } = event;
    if (isNeededElsewhere()) {
      options.onResult(step.key, result === null ? '' : decoder.decode(result.bytes));
    }
    onEvent({
      type: 'step-ended',
      stepId: step.id,
      at: at(),
      outcome: { status: 'succeeded', result, warnings },
    });
    if (response !== null && mayAnswer(step.key)) onEvent({ type: 'responded', response });
  }

  /** Only a flow with branches has other workers. */
  function isNeededElsewhere(): boolean {
    return options.chain.isShared;
  }

  function mayAnswer(key: string): boolean {
    if (job.answersWith !== null) return key === job.answersWith;
    return job.request !== null && key === chain.steps[0]?.key;
  }

  function refused(event: Extract<ReadEvent, { t: 'refused' }>): void {
    if (job.request === null || next > 0 || isRunning) {
      violated('a refusal out of turn');
      return;
    }
    if (event.response !== null) onEvent({ type: 'responded', response: event.response });
    end({
      status: 'failed',
      error: { name: 'RequestError', code: 'CC-MALFORMED-JSON', message: event.message },
    });
  }

  function onStepTimeout(): void {
    const step = chain.steps[next];
    const ms = step?.timeoutMs ?? options.stepMs;
    failStep('timed out', stepTimeoutOf(step?.name ?? 'a step', ms));
  }
}

/** A stack can be forged: a place outside the code is none. */
function clampPlace(error: RunError, source: string): RunError {
  const { line, column, ...rest } = error;
  if (line === undefined || line > source.split('\n').length) return rest;
  return { ...rest, line, ...(column === undefined ? {} : { column }) };
}

function givenText(step: GivenPlanStep): string {
  return encodeText(step.results) ?? 'null';
}
