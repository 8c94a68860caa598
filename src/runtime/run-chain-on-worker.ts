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
  /** Ends the worker that the chain has, and gives another one. */
  readonly nextWorker: () => SandboxWorker;
  readonly chain: Chain;
  readonly job: Omit<ChainJob, 'resume'>;
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
  const { chain, job, onEvent, at } = options;
  let isOver = false;
  let { state } = options;
  let disown: () => void = () => undefined;
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
      state = stateAfter(options.state, texts, chain.index);
    },
    setDeadline: (ms, onTimeout) => {
      clock.start(ms, onTimeout);
    },
    takeOver: (resume, results) => {
      disown();
      begin(options.nextWorker(), {
        ...job,
        results: { ...job.results, ...results },
        state: state.texts,
        resume,
      });
    },
    fail: (status, error) => {
      end({ status, error });
    },
  });
  begin(options.worker, { ...job, resume: null });
  return close;

  function begin(worker: SandboxWorker, task: ChainJob): void {
    let isOwner = true;
    const runningStep = (): PlanStep | null => (isOwner ? progress.runningStep : null);
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

    disown = () => {
      isOwner = false;
      calls.close();
      cryptography.close();
    };

    worker.own({
      onReport: (text, results) => {
        if (!isOwner) return;
        const events = readReport(text, results);
        if (events === null) progress.violated('a report that is not of the protocol');
        progress.beginReport();
        for (const event of events ?? []) {
          if (!isOwner) return;
          progress.take(event);
        }
      },
      onFetch: async (id, request) => {
        if (isOwner) progress.noteCall();
        return calls.call(id, request);
      },
      onAbort: calls.abort,
      onSubtle: async (request) => {
        if (isOwner) progress.noteCall();
        return cryptography.call(request);
      },
      onGone: (gone) => {
        if (isOwner) failStep('failed', goneOf(gone));
      },
    });
    worker.api.runChain(task).then(
      () => {
        if (!isOwner) return;
        if (progress.isDone) end({ status: 'done', state, endsRun: progress.isStopped });
        else progress.violated('its end before its last step had ended');
      },
      (error: unknown) => {
        if (isOwner) failStep('failed', failureOf(error));
      },
    );
  }

  function close(): void {
    isOver = true;
    clock.stop();
    disown();
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
