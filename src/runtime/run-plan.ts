import type { RunId } from '@/lib/ids';
import type { HostFetch } from '@/plan/network';
import type { Plan } from '@/plan/plan';
import { allPlanSteps } from '@/plan/plan-steps';
import type { RunError, RunEvent, RunStatus, TriggerRequest } from '@/plan/run';
import { MOST_REQUEST_BYTES, MOST_SYNCHRONOUS_MS } from '@/plan/limits';
import type { StateTexts } from '@/plan/state';
import { findModules, type FetchExternal, type RequiredModules } from './modules/required-modules';
import { answeringStep, givenAnswer } from './caller-answer';
import { isAncestor, toChains, type Chain } from './chains';
import { runChain, type ChainEnd } from './run-chain-on-worker';
import { mergeStates, stateBefore, type StateAt } from './merge-state';
import type { Identity } from './protocol/messages';
import { createClock } from './clock';
import { executionId } from './execution-id';
import {
  answeredTooLate,
  failureOf,
  LATE_WORDS,
  requestTooLarge,
  requestWords,
  timeoutOf,
} from './run-errors';
import { warnRow } from './warn-row';
import type { Sandbox, SandboxWorker } from './sandbox-host';

/** All that a run depends on. Nothing is read from anywhere else. */
export interface RunPlanOptions {
  readonly sandbox: Sandbox;
  readonly plan: Plan;
  readonly request: TriggerRequest;
  /** By config variable name. */
  readonly configVars: Readonly<Record<string, unknown>>;
  /** The state objects as the last run left them. */
  readonly state: StateTexts;
  /** Names of modules the code requires, as written. */
  readonly requires: readonly string[];
  readonly identity: {
    readonly runId: RunId;
    readonly flowNames: readonly string[];
    readonly projectName: string;
    /** ISO 8601. */
    readonly startedAt: string;
  };
  /** Milliseconds. */
  readonly limits: {
    readonly stepMs: number;
    readonly runMs: number;
    /** Fails where the platform would, in place of a warning. */
    readonly enforcesPlatform: boolean;
    /** A step that is tried again is tried at once. */
    readonly skipsRetryDelays: boolean;
  };
  readonly signal: AbortSignal;
  /** Gets modules that the application does not have. */
  readonly fetchExternal: FetchExternal;
  /** The network of this run. */
  readonly fetch: HostFetch;
  readonly onEvent: (event: RunEvent) => void;
}

/** Branches that run at the same time; more wait for their turn. */
const MOST_WORKERS = 8;

/**
 * Runs a plan to its end. Every outcome is an event; rejects only for an error of our own. Resolves with the state it
 * leaves, null where the run did not succeed: then nothing is kept.
 */
export async function runPlan(options: RunPlanOptions): Promise<StateTexts | null> {
  const { sandbox, signal } = options;
  const began = performance.now();
  const at = (): number => performance.now() - began;
  try {
    await Promise.race([sandbox.whenReady(), aborted(signal)]);
  } catch (error) {
    const status = signal.aborted ? 'stopped' : 'failed';
    options.onEvent({
      type: 'run-ended',
      at: at(),
      status,
      ...(signal.aborted ? {} : { error: failureOf(error) }),
    });
    return null;
  }
  const modules = await findModules(options.requires, options.fetchExternal);
  const unwatch = sandbox.watch();
  try {
    return await new PlanRun(options, modules, at).finished;
  } finally {
    unwatch();
    sandbox.prewarm();
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => {
      reject(new Error('stopped'));
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

interface ChainRun {
  readonly chain: Chain;
  /** Another one where a step that ran out of time did not end the run. */
  worker: SandboxWorker;
  /** The state it ends with; null while it runs. */
  end: StateAt | null;
  /** Ends what it has under way. */
  close: () => void;
}

/** One run: which chain may start, on which worker, and how it all ends. */
class PlanRun {
  readonly finished: Promise<StateTexts | null>;
  readonly #options: RunPlanOptions;
  readonly #begin: StateAt;
  readonly #modules: RequiredModules;
  readonly #at: () => number;
  readonly #chains: readonly Chain[];
  readonly #runs = new Map<number, ChainRun>();
  readonly #freeWorkers = new Map<number, SandboxWorker>();
  readonly #results = new Map<string, string>();
  readonly #identity: Identity;
  readonly #answersWith: string | null;
  #finish: (state: StateTexts | null) => void = () => undefined;
  #isOver = false;
  #hasResponse = false;
  /** The whole run's time, and the caller's. Both stand still while a person is asked. */
  readonly #clock = createClock();
  readonly #callersClock = createClock();

  constructor(options: RunPlanOptions, modules: RequiredModules, at: () => number) {
    const { plan, identity, limits, signal, request } = options;
    this.#options = options;
    this.#begin = stateBefore(options.state);
    this.#modules = modules;
    this.#at = at;
    this.#chains = toChains(plan);
    this.#identity = {
      executionId: executionId(identity.runId),
      startedAt: identity.startedAt,
      flow: plan.flow,
      flowNames: identity.flowNames,
      projectName: identity.projectName,
    };
    this.#answersWith = answeringStep(plan, request);
    this.finished = new Promise((resolve) => {
      this.#finish = resolve;
    });
    this.#clock.start(limits.runMs, () => {
      this.#end('timed out', timeoutOf('run', limits.runMs));
    });
    if (this.#answersWith !== null) this.#callersClock.start(MOST_SYNCHRONOUS_MS, this.#late);
    signal.addEventListener('abort', this.#stop, { once: true });
    this.#checkRequest();
    if (signal.aborted) this.#stop();
    else this.#startReady();
  }

  readonly #stop = (): void => {
    this.#end('stopped');
  };

  readonly #late = (): void => {
    if (this.#options.limits.enforcesPlatform) this.#end('timed out', answeredTooLate());
    else this.#warn(LATE_WORDS);
  };

  readonly #hold = (): (() => void) => {
    const releases = [this.#clock.hold(), this.#callersClock.hold()];
    return () => {
      for (const release of releases) release();
    };
  };

  #checkRequest(): void {
    const bytes = this.#options.request.body?.length ?? 0;
    if (bytes <= MOST_REQUEST_BYTES) return;
    if (this.#options.limits.enforcesPlatform) this.#end('failed', requestTooLarge(bytes));
    else this.#warn(requestWords(bytes));
  }

  /** A row in the trigger's log, whose request it is. */
  #warn(message: string): void {
    const [trigger] = this.#options.plan.steps;
    if (trigger === undefined) return;
    const { onEvent } = this.#options;
    onEvent({ type: 'step-logged', stepId: trigger.id, rows: [warnRow(message)] });
  }

  #startReady(): void {
    if (this.#isOver) return;
    if (this.#chains.every(({ index }) => this.#runs.get(index)?.end != null)) {
      this.#answerPinned();
      this.#end('succeeded');
      return;
    }
    for (const chain of this.#chains) {
      const isReady =
        !this.#runs.has(chain.index) &&
        chain.after.every((index) => this.#runs.get(index)?.end != null);
      const going = [...this.#runs.values()].filter(({ end }) => end === null).length;
      if (isReady && going < MOST_WORKERS) this.#start(chain);
      if (this.#isOver) return;
    }
  }

  #start(chain: Chain): void {
    const { plan, request, configVars, limits, onEvent } = this.#options;
    const parents = chain.after.flatMap((index) => this.#runs.get(index)?.end ?? []);
    const { state, conflicts } = this.#merge(parents.length === 0 ? [this.#begin] : parents);
    const worker = this.#takeWorker(chain);
    const run: ChainRun = { chain, worker, end: null, close: () => undefined };
    this.#runs.set(chain.index, run);
    const head = chain.steps[0];
    const isFirst = head !== undefined && head === plan.steps[0];
    run.close = runChain({
      worker,
      nextWorker: () => {
        run.worker.kill();
        run.worker = this.#options.sandbox.takeWorker();
        this.#options.sandbox.prewarm();
        return run.worker;
      },
      chain,
      job: {
        steps: chain.steps,
        request: isFirst && head.kind !== 'given' ? request : null,
        results: this.#resultsFor(chain),
        configVars,
        identity: this.#identity,
        state: state.texts,
        answersWith: this.#answersWith,
        modules: this.#modules.sources,
        moduleProblems: this.#modules.problems,
        skipsRetryDelays: limits.skipsRetryDelays,
      },
      state,
      warnings: [...(isFirst ? this.#modules.warnings : []), ...conflicts.map(conflictText)],
      stepMs: limits.stepMs,
      fetch: this.#options.fetch,
      holdRun: this.#hold,
      at: this.#at,
      onEvent: (event) => {
        if (this.#isOver) return;
        if (event.type === 'responded') this.#hasResponse = true;
        onEvent(event);
      },
      onResult: (key, text) => {
        if (text === null) this.#results.delete(key);
        else this.#results.set(key, text);
      },
      onEnd: (end) => {
        this.#chainEnded(run, end);
      },
    });
    if (this.#isOver) run.close();
  }

  #chainEnded(run: ChainRun, end: ChainEnd): void {
    if (this.#isOver) return;
    if (end.status !== 'done') {
      this.#end(end.status, end.error);
      return;
    }
    run.end = end.state;
    this.#freeWorkers.set(run.chain.index, run.worker);
    if (end.endsRun) this.#end('succeeded');
    else this.#startReady();
  }

  /** The first branch of a fork stays in its parent's worker; the others get their own. */
  #takeWorker(chain: Chain): SandboxWorker {
    const [parent] = chain.after;
    const free = parent === undefined ? undefined : this.#freeWorkers.get(parent);
    if (free !== undefined && parent !== undefined) {
      this.#freeWorkers.delete(parent);
      return free;
    }
    const worker = this.#options.sandbox.takeWorker();
    // The branches to come will want theirs at once.
    if (this.#chains.length > this.#runs.size + 1) this.#options.sandbox.prewarm();
    return worker;
  }

  /** Of the branches that lead to nothing more, in the flow's order. */
  #endState(): StateTexts {
    const ended = this.#chains.filter(({ index }) => this.#runs.get(index)?.end != null);
    const isJoined = new Set(ended.flatMap(({ after }) => after));
    const leaves = ended.filter(({ index }) => !isJoined.has(index));
    const ends = leaves.flatMap(({ index }) => this.#runs.get(index)?.end ?? []);
    const { state, conflicts } = this.#merge(ends.length === 0 ? [this.#begin] : ends);
    for (const key of conflicts) this.#warn(conflictText(key));
    return state.texts;
  }

  #resultsFor(chain: Chain): Record<string, string> {
    const all = allPlanSteps(chain.steps);
    const inside = new Set(all.map(({ key }) => key));
    const wanted = new Set(all.flatMap(({ sees }) => sees).filter((key) => !inside.has(key)));
    return Object.fromEntries([...this.#results].filter(([key]) => wanted.has(key)));
  }

  #merge(parents: readonly StateAt[]) {
    return mergeStates(parents, (one, other) => isAncestor(this.#chains, one, other));
  }

  /** Where the answering step was given its result, nothing in the sandbox could answer. */
  #answerPinned(): void {
    if (this.#hasResponse) return;
    const { plan, onEvent } = this.#options;
    const response = givenAnswer(plan, this.#answersWith, this.#identity.executionId);
    onEvent({ type: 'responded', response });
  }

  #end(status: Exclude<RunStatus, 'running'>, error?: RunError): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#clock.stop();
    this.#callersClock.stop();
    const { sandbox, signal, onEvent } = this.#options;
    signal.removeEventListener('abort', this.#stop);
    let isBusy = false;
    for (const { worker, end, close } of this.#runs.values()) {
      close();
      worker.kill();
      isBusy ||= end === null;
    }
    const left = status === 'succeeded' ? this.#endState() : null;
    onEvent({
      type: 'run-ended',
      at: this.#at(),
      status,
      ...(error === undefined ? {} : { error }),
    });
    // A busy thread goes on burning a core after terminate: only the frame's end stops it for sure.
    if (isBusy && status !== 'failed') sandbox.recreate();
    this.#finish(left);
  }
}

function conflictText(key: string): string {
  return `Two branches changed ${key}; the later one in the flow’s order was kept.`;
}
