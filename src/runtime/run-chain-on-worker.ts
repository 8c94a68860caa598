import type { HostFetch } from '@/plan/network';
import type { PlanStep } from '@/plan/plan';
import type { RunError, RunEvent, RunStatus } from '@/plan/run';
import { ChainProgress } from './chain-progress';
import type { Chain } from './chains';
import { createClock } from './clock';
import { stateAfter, type StateAt } from './merge-state';
import type { ChainJob } from './protocol/messages';
import { readReport } from './read-report';
import { failureOf, goneOf, timeoutOf } from './run-errors';
import type { SandboxWorker } from './sandbox-host';
import { createFetchService } from './services/fetch-service';
import { createSubtleService } from './services/subtle-service';

/** How a chain ended. */
export type ChainEnd =
  /** With `endsRun` the rest of the plan is not to run. */
  | { readonly status: 'done'; readonly state: StateAt; readonly endsRun: boolean }
  | {
      readonly status: Exclude<RunStatus, 'running' | 'succeeded' | 'stopped'>;
      readonly error: RunError;
    };

/** A chain, the worker that runs it, and whom to tell. */
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
  /** A step's encoded result, for workers that will need it; null where it counts no longer. */
  readonly onResult: (key: string, text: string | null) => void;
  /** Once. */
  readonly onEnd: (end: ChainEnd) => void;
}

/** From the job to the first word of the worker. */
const START_MS = 8_000;

/**
 * Runs one chain on a worker until it ends or what this returns is called, which sends nothing more and says nothing
 * more. Time is the host's clock on arrival.
 */
export function runChain(options: ChainRunOptions): () => void {
  const { worker, chain, job, onEvent, at } = options;
  let isOver = false;
  let { state } = options;
  const clock = createClock();
  const progress = new ChainProgress({
    chain,
    answersWith: job.answersWith,
    hasRequest: job.request !== null,
    skipsRetryDelays: job.skipsRetryDelays,
    warnings: options.warnings,
    stepMs: options.stepMs,
    at,
    onEvent,
    onResult: options.onResult,
    onState: (texts) => {
      state = stateAfter(state, texts, chain.index);
    },
    setDeadline: (ms, onTimeout) => {
      clock.start(ms, onTimeout);
    },
    fail: (status, error) => {
      end({ status, error });
    },
  });
  const runningStep = (): PlanStep | null => (isOver ? null : progress.runningStep);
  clock.start(START_MS, () => {
    failStep('timed out', timeoutOf('start', START_MS));
  });
  const calls = createFetchService({
    fetch: options.fetch,
    currentStep: runningStep,
    holdClock: () => {
      const releases = [clock.hold(), options.holdRun()];
      return () => {
        for (const release of releases) release();
      };
    },
    at,
    onEvent: (event) => {
      onEvent(event.type === 'step-logged' ? { ...event, ...progress.place } : event);
    },
  });
  const cryptography = createSubtleService({
    // Not there where the page is no secure context.
    subtle: Reflect.get(globalThis.crypto, 'subtle'),
    isStepRunning: () => runningStep() !== null,
  });

  worker.own({
    onReport: (text, results) => {
      if (isOver) return;
      const events = readReport(text, results);
      if (events === null) progress.violated('a report that is not of the protocol');
      for (const event of events ?? []) {
        if (isOver) return;
        progress.take(event);
      }
    },
    onFetch: calls.call,
    onAbort: calls.abort,
    onSubtle: cryptography.call,
    onGone: (gone) => {
      failStep('failed', goneOf(gone));
    },
  });
  worker.api.runChain(job).then(
    () => {
      if (isOver) return;
      if (progress.isDone) end({ status: 'done', state, endsRun: progress.isStopped });
      else progress.violated('its end before its last step had ended');
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

  function failStep(status: 'failed' | 'timed out', error: RunError): void {
    if (!isOver) progress.failStep(status, error);
  }
}
