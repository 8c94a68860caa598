import { encodeText } from '@/plan/encoding';
import {
  goesOnAfter,
  isFailureIgnored,
  mayGoOn,
  retryDelay,
  type GivenPlanStep,
  type PlanStep,
} from '@/plan/plan';
import { allPlanSteps, keysWithin } from '@/plan/plan-steps';
import type { RunError, RunEvent, StepOutcome } from '@/plan/run';
import type { StateTexts } from '@/plan/state';
import type { Chain } from './chains';
import { PlanCursor } from './plan-cursor';
import { ignoredResult } from './protocol/ignored-result';
import type { Resume } from './protocol/messages';
import { KnownResults } from './known-results';
import type { ReadEvent } from './read-report';
import { retryWords, silentAfter, stepTimeoutOf } from './run-errors';
import { warnRow } from './warn-row';
import { wayTo } from './way-to';

/** What the guest keeps of a step's log: the first and the last 5,000 rows, and one between them. */
const MOST_ROWS = 10_001;
/** Of all iterations of a step; the rows of later ones are left out. */
const MOST_ROWS_IN_LOOPS = 50_000;
/** From a chain's last word to its end. */
const END_MS = 8_000;

/** What the host knows of a chain before its worker says a word. */
export interface ProgressOptions {
  readonly chain: Chain;
  /** Key of the step whose result answers a synchronous caller. */
  readonly answersWith: string | null;
  /** Whether this chain begins with the trigger and a request. */
  readonly hasRequest: boolean;
  readonly skipsRetryDelays: boolean;
  /** Said with the chain's first step. */
  readonly warnings: readonly string[];
  readonly stepMs: number;
  readonly at: () => number;
  readonly onEvent: (event: RunEvent) => void;
  /** A step's encoded result, for workers that will need it; null where it counts no longer. */
  readonly onResult: (key: string, text: string | null) => void;
  readonly onState: (state: StateTexts) => void;
  /** Time there is until the next event. */
  readonly setDeadline: (ms: number, onTimeout: () => void) => void;
  /** Another worker is to take the chain's place. */
  readonly takeOver: (resume: Resume, results: Readonly<Record<string, string>>) => void;
  /** The chain, and with it the run, ends so. */
  readonly fail: (status: 'failed' | 'timed out', error: RunError) => void;
}

type Failure = Extract<ReadEvent, { t: 'fail' | 'ignored' }>;

/** What happens on one chain as its worker tells it: only what the plan allows is believed and handed on. */
export class ChainProgress {
  readonly #options: ProgressOptions;
  readonly #cursor: PlanCursor;
  readonly #decoder = new TextDecoder();
  readonly #encoder = new TextEncoder();
  readonly #rowTotals = new Map<string, number>();
  #isBegun = false;
  #rowCount = 0;
  readonly #failedTries = new Map<string, number>();
  #isStopped = false;
  #hasSaidState = false;
  /** Null where the first failure ends the run: then no other worker has to know anything. */
  readonly #known: KnownResults | null;
  /** The worker may be further than it has said. */
  #isLate = false;
  #isCareful = false;
  /** The step that runs has sent requests, or the like: it is not run again unasked. */
  #hasAsked = false;
  #isRestarted = false;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#cursor = new PlanCursor(options.chain.steps);
    this.#known = allPlanSteps(options.chain.steps).some(mayGoOn) ? new KnownResults() : null;
    this.passGiven();
  }

  /** The step that runs now; null when none does. */
  get runningStep(): PlanStep | null {
    return this.#cursor.isRunning ? this.#cursor.step : null;
  }

  /** A stop step has run: the whole run is to end well. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Whether the worker may say that it is done. */
  get isDone(): boolean {
    this.passGiven();
    return this.#isStopped || this.#cursor.isDone;
  }

  /** Where an event of a step that runs belongs. */
  get place(): { readonly iteration?: readonly number[] } {
    return inLoop(this.#cursor.path);
  }

  violated(what: string): void {
    this.failStep('failed', {
      name: 'SandboxError',
      code: 'CC-PROTOCOL',
      message: `The code tampered with the messages between the sandbox and the editor: it sent ${what}.`,
    });
  }

  /** The step that runs (or was to run next) ends so, with all it stands in, and the run with it. */
  failStep(status: 'failed' | 'timed out', error: RunError): void {
    const { step, isRunning, path, containers } = this.#cursor;
    const culprit = step ?? containers[0]?.step ?? null;
    const placed = culprit === null ? error : { ...error, stepId: culprit.id };
    const outcome = { status, error: placed };
    if (isRunning && step !== null) this.#say(step, path, outcome);
    for (const open of containers) this.#say(open.step, open.path, outcome);
    this.#options.fail(status, placed);
  }

  /** Steps with given results are passed over, on both sides alike. */
  passGiven(): void {
    for (let { step } = this.#cursor; step?.kind === 'given'; { step } = this.#cursor) {
      if (!this.#cursor.passGiven()) return;
      const text = givenText(step);
      this.#tellResult(step.key, text);
      const result = { bytes: this.#encoder.encode(text), summary: '' };
      this.#say(step, this.#cursor.path, { status: 'pinned', result });
    }
  }

  /** Before the events of a report. */
  beginReport(): void {
    this.#isLate = false;
  }

  /** The step that runs asks the host for something. */
  noteCall(): void {
    this.#hasAsked = true;
  }

  take(event: ReadEvent): void {
    if (event.t === 'late') {
      this.#isLate = true;
      return;
    }
    if (event.t === 'refused') {
      this.#refused(event);
      return;
    }
    this.passGiven();
    if (event.t === 'state') {
      this.#takeState(event.state);
      return;
    }
    // Rows of a step that has ended are late, not hostile.
    const isTaken = !this.#isStopped && this.#takeStepEvent(event);
    if (!isTaken && event.t !== 'log') this.violated('an event of a step out of turn');
  }

  /** False where the plan does not allow the event here. */
  #takeStepEvent(event: Exclude<ReadEvent, { t: 'refused' | 'state' | 'late' }>): boolean {
    switch (event.t) {
      case 'start':
        return this.#start(event.k);
      case 'log':
        return this.#log(event);
      case 'enter':
        return this.#enter(event);
      case 'iterate':
        return this.#iterate(event.k);
      case 'end':
        return this.#end(event);
      case 'retry':
        return this.#retry(event.k, event.error);
      case 'ignored':
        return this.#ignored(event);
      case 'fail':
        return this.#fail(event);
    }
  }

  #start(key: string): boolean {
    if (!this.#cursor.start(key)) return false;
    const { step, path } = this.#cursor;
    if (step === null) return false;
    this.#rowCount = 0;
    this.#hasAsked = false;
    this.#failedTries.set(key, 0);
    this.#giveTime(step, 0);
    const { onEvent, at } = this.#options;
    const isSaid = this.#isRestarted;
    this.#isRestarted = false;
    if (isSaid) return true;
    onEvent({ type: 'step-started', stepId: step.id, at: at(), ...inLoop(path) });
    return true;
  }

  #log({ k, rows }: Extract<ReadEvent, { t: 'log' }>): boolean {
    const { step, isRunning, path } = this.#cursor;
    if (!isRunning || step?.key !== k) return false;
    this.#rowCount += rows.length;
    if (this.#rowCount > MOST_ROWS) {
      this.violated('more log rows than a step keeps');
      return true;
    }
    const total = this.#rowTotals.get(k) ?? 0;
    this.#rowTotals.set(k, total + rows.length);
    const left = MOST_ROWS_IN_LOOPS - total;
    const said = left >= rows.length ? rows : [...rows.slice(0, Math.max(0, left)), LEFT_OUT()];
    if (left < 0) return true;
    const { onEvent } = this.#options;
    onEvent({ type: 'step-logged', stepId: step.id, rows: said, ...inLoop(path) });
    return true;
  }

  #enter({ k, b, response }: Extract<ReadEvent, { t: 'enter' }>): boolean {
    const { step } = this.#cursor;
    if (step === null || !this.#cursor.enter(k, b)) return false;
    if (response !== null && this.#mayAnswer(step))
      this.#options.onEvent({ type: 'responded', response });
    this.#awaitNext(step);
    return true;
  }

  #iterate(key: string): boolean {
    if (!this.#cursor.iterate(key)) return false;
    const [loop] = this.#cursor.containers;
    if (loop?.step.kind !== 'loop') return false;
    this.#known?.iterate(loop.step, this.#cursor.path.at(-1) ?? 0);
    // What an iteration leaves is not seen by the next.
    if (this.#options.chain.isShared) {
      for (const inside of keysWithin(loop.step)) this.#options.onResult(inside, null);
    }
    this.#awaitNext(loop.step);
    return true;
  }

  #end(event: Extract<ReadEvent, { t: 'end' }>): boolean {
    const step = this.#cursor.end(event.k, 'well');
    if (step === null) return false;
    const { result, response } = event;
    const warnings = this.#isBegun
      ? event.warnings
      : [...this.#options.warnings, ...event.warnings];
    this.#isBegun = true;
    this.#tellResult(step.key, result === null ? '' : result.bytes);
    this.#say(step, this.#cursor.path, { status: 'succeeded', result, warnings });
    if (response !== null && this.#mayAnswer(step))
      this.#options.onEvent({ type: 'responded', response });
    if (step.kind === 'break' && !this.#cursor.leaveLoop()) return false;
    if (step.kind === 'stop') this.#stop();
    this.#awaitNext(step);
    return true;
  }

  /** What the stop stands in has ended too. */
  #stop(): void {
    this.#isStopped = true;
    const outcome = { status: 'succeeded', result: null, warnings: [] } as const;
    for (const { step, path } of this.#cursor.containers) this.#say(step, path, outcome);
  }

  #retry(key: string, error: RunError): boolean {
    const step = this.#cursor.again(key);
    if (step === null) return false;
    const failed = this.#failed(key);
    const delay = retryDelay(step.errorHandling, failed);
    if (delay === null) return false;
    const { skipsRetryDelays, onEvent } = this.#options;
    this.#giveTime(step, skipsRetryDelays ? 0 : delay);
    const tries = `Try ${failed} of ${(step.errorHandling?.maxAttempts ?? 0) + 1}`;
    onEvent({
      type: 'step-logged',
      stepId: step.id,
      rows: [warnRow(retryWords(tries, error.message, delay, skipsRetryDelays))],
      ...inLoop(this.#cursor.path),
    });
    return true;
  }

  /** Counts one more try of a step that has failed. */
  #failed(key: string): number {
    const failed = (this.#failedTries.get(key) ?? 0) + 1;
    this.#failedTries.set(key, failed);
    return failed;
  }

  #ignored({ k, error, response }: Failure): boolean {
    const step = this.#cursor.end(k, 'badly');
    if (step === null || step.kind === 'missing') return false;
    if (!isFailureIgnored(step.errorHandling, this.#failed(k))) return false;
    this.#isBegun = true;
    this.#tellResult(step.key, ignoredResult(error.message));
    const placed = { ...clampPlace(error, step), stepId: step.id };
    this.#say(step, this.#cursor.path, { status: 'failed', error: placed, isIgnored: true });
    if (response !== null && this.#mayAnswer(step))
      this.#options.onEvent({ type: 'responded', response });
    this.#awaitNext(step);
    return true;
  }

  #fail({ k, error, response }: Failure): boolean {
    const step = this.#cursor.again(k);
    if (step === null) return false;
    if (response !== null) this.#options.onEvent({ type: 'responded', response });
    this.failStep('failed', clampPlace(error, step));
    return true;
  }

  #takeState(state: StateTexts): void {
    const { step, isRunning } = this.#cursor;
    if (!this.isDone && step !== null && !isRunning && mayGoOn(step)) {
      this.#options.onState(state);
      return;
    }
    if (this.#hasSaidState || !this.isDone) {
      this.violated('its state out of turn');
      return;
    }
    this.#hasSaidState = true;
    this.#options.onState(state);
  }

  #refused({ message, response }: Extract<ReadEvent, { t: 'refused' }>): void {
    const { hasRequest, chain, onEvent, fail } = this.#options;
    const isFirst = this.#cursor.step === chain.steps[0] && !this.#cursor.isRunning;
    if (!hasRequest || !isFirst) {
      this.violated('a refusal out of turn');
      return;
    }
    if (response !== null) onEvent({ type: 'responded', response });
    fail('failed', { name: 'RequestError', code: 'CC-MALFORMED-JSON', message });
  }

  #say(step: PlanStep, path: readonly number[], outcome: StepOutcome): void {
    const { onEvent, at } = this.#options;
    onEvent({ type: 'step-ended', stepId: step.id, at: at(), outcome, ...inLoop(path) });
  }

  #mayAnswer(step: PlanStep): boolean {
    const { answersWith, hasRequest, chain } = this.#options;
    if (answersWith !== null) return step.key === answersWith || step.kind === 'stop';
    return hasRequest && step === chain.steps[0];
  }

  /** Only a flow whose steps run side by side has other workers. */
  #tellResult(key: string, result: string | Uint8Array): void {
    this.#known?.set(key, result);
    if (!this.#options.chain.isShared) return;
    const text = typeof result === 'string' ? result : this.#decoder.decode(result);
    this.#options.onResult(key, text);
  }

  #giveTime(step: PlanStep, delay: number): void {
    const ms = step.timeoutMs ?? this.#options.stepMs;
    this.#options.setDeadline(delay + ms, () => {
      if (this.#isUnsure && !this.#hasAsked) this.#restart();
      else this.#timedOut(step, stepTimeoutOf(step.name, ms));
    });
  }

  /** A step's own time-out is a failure like another, but costs its worker. */
  #timedOut(step: PlanStep, error: RunError): void {
    const failed = this.#failedTries.get(step.key) ?? 0;
    if (this.#known === null || !mayGoOn(step) || !goesOnAfter(step.errorHandling, failed + 1)) {
      this.failStep('timed out', error);
      return;
    }
    this.#isCareful = false;
    this.#takeOver(this.#known, error);
  }

  /** Whether another step may be the one that never ends: the worker may have begun it without a word. */
  get #isUnsure(): boolean {
    const { frames, step } = this.#cursor;
    const goesOn = step !== null || frames.some(({ iteration }) => iteration !== null);
    const isBehind = this.#known !== null && this.#isLate && !this.#isCareful && !this.#isStopped;
    return isBehind && goesOn && !frames.some(({ isLeft }) => isLeft);
  }

  /**
   * Another worker begins where this one last said it was, and says each step before it begins it: what runs twice has
   * asked nobody for anything.
   */
  #restart(): void {
    this.#isCareful = true;
    this.#isRestarted = this.#cursor.isRunning;
    this.#cursor.rewind();
    if (this.#known !== null) this.#takeOver(this.#known, null);
  }

  #takeOver(known: KnownResults, error: RunError | null): void {
    this.#isLate = false;
    this.#rowCount = 0;
    const way = wayTo(this.#cursor.frames, {
      error,
      failed: (key) => this.#failedTries.get(key) ?? 0,
      texts: (key) => known.iterations(key),
    });
    this.#options.takeOver({ way, isCareful: this.#isCareful }, known.texts());
  }

  /**
   * What comes next is a message away, or the worker is not the guest's any more: code may have changed all it stands
   * on. The start of a quick step may stay away until the step says more, so where one follows it has its time.
   */
  #awaitNext(step: PlanStep): void {
    const { stepMs, setDeadline, fail } = this.#options;
    const own = step.timeoutMs ?? stepMs;
    const next = this.#cursor.step?.timeoutMs ?? stepMs;
    const ms = this.#cursor.isDone || this.#isStopped ? Math.min(END_MS, own) : next;
    setDeadline(ms, () => {
      if (this.#isUnsure) this.#restart();
      else fail('timed out', { ...silentAfter(step.name, ms), stepId: step.id });
    });
  }
}

/** Outside loops an event says nothing of iterations. */
function inLoop(path: readonly number[]): { readonly iteration?: readonly number[] } {
  return path.length === 0 ? {} : { iteration: path };
}

const LEFT_OUT = () =>
  warnRow(
    `Further rows are left out: of all its iterations a step keeps ${MOST_ROWS_IN_LOOPS.toLocaleString('en')}.`,
  );

/** A stack can be forged: a place outside the code is none. */
function clampPlace(error: RunError, step: PlanStep): RunError {
  const source = step.kind === 'code' ? step.source : '';
  const { line, column, ...rest } = error;
  if (line === undefined || line > source.split('\n').length) return rest;
  return { ...rest, line, ...(column === undefined ? {} : { column }) };
}

function givenText(step: GivenPlanStep): string {
  return encodeText(step.results) ?? 'null';
}
