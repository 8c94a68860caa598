import { chooseBranch } from '@/plan/choose-branch';
import { encodeText, EncodingError, MOST_RESULT_BYTES } from '@/plan/encoding';
import type { InputScope } from '@/plan/inputs';
import {
  isFailureIgnored,
  mayGoOn,
  retryDelay,
  type BranchPlanStep,
  type CodePlanStep,
  type GivenPlanStep,
  type LoopPlanStep,
  type PassPlanStep,
  type PlanStep,
  type StopPlanStep,
} from '@/plan/plan';
import { keysWithin } from '@/plan/plan-steps';
import { loopItems, selectedResult, StepError } from '@/plan/step-inputs';
import { ignoredResult } from '@/runtime/protocol/ignored-result';
import { isSameState, STATE_NAMES, type StateTexts } from '@/plan/state';
import type { ChainJob, Way, WireError } from '@/runtime/protocol/messages';
import { asRecord } from './as-record';
import { callCode, codeEnd, type StepEnd } from './code-step';
import { fileNameOf } from './compile-code';
import { makeConsole } from './console';
import type { StateObjects } from './context';
import { openLog, type StepLog } from './logger';
import { decodedList, logLine, passResponse, stopResponse } from './platform-steps';
import type { Reporter } from './reporter';
import { errorResponse, resultResponse, triggerResponse, type MadeResponse } from './response';
import { encodeState, leftState, mergeState } from './state-objects';
import { StepResults } from './step-results';
import { summarise } from './summarise';
import { toWire, withUncaught } from './uncaught';
import { wait } from './wait';

/** How steps went: to their end, out of the loop, to the end of the run, or wrong. */
export type Went = 'on' | 'left' | 'stopped' | 'failed';

/** States longer than this travel by themselves; shorter ones of a quick loop would be too many messages. */
const LONG_STATE = 8 * 1024 * 1024;

/** Results up to this are told within the events; longer ones as bytes, which nobody parses. */
const SHORT_RESULT = 2_048;

const encoder = new TextEncoder();

/** What a chain is walked with, the same for all its steps. */
export interface WalkOptions {
  readonly job: ChainJob;
  readonly reporter: Reporter;
  readonly state: StateObjects;
  readonly require: (name: string) => unknown;
  readonly payload: unknown;
}

/** A step under way. */
interface Place<Step extends PlanStep> {
  readonly step: Step;
  readonly fileName: string;
  readonly log: StepLog;
  readonly scope: InputScope;
  /** Where in it another worker was; null where it begins. */
  readonly inside: Way['inside'];
}

/** Walks steps one after the other, and what lies inside them, and tells what happens. */
export class Walk {
  readonly #options: WalkOptions;
  readonly #results: StepResults;
  #loopDepth = 0;
  /** What the last step to end returned: a branch answers with it. */
  #returned: unknown;
  /** The state where the last code step ended; null where one has failed since and may have changed it. */
  #state: StateTexts | null;
  /** The state that the host knows. */
  #toldState: StateTexts;

  constructor(options: WalkOptions) {
    this.#options = options;
    this.#results = new StepResults(options.job.results);
    this.#state = options.job.state;
    this.#toldState = options.job.state;
  }

  get toldState(): StateTexts {
    return this.#toldState;
  }

  /** With a way from where it leads. */
  async steps(steps: readonly PlanStep[], way: Way | null): Promise<Went> {
    let into = way;
    for (const step of way === null ? steps : steps.slice(way.at)) {
      const went =
        // One after the other is what a sequence is.
        step.kind === 'given' ? this.#passGiven(step) : await this.#step(step, into);
      if (went !== 'on') return went;
      into = null;
    }
    return 'on';
  }

  #passGiven(step: GivenPlanStep): Went {
    this.#results.set(step.key, encodedOrNull(step.results));
    this.#returned = { data: step.results };
    return 'on';
  }

  async #step(step: Exclude<PlanStep, GivenPlanStep>, way: Way | null): Promise<Went> {
    const { job, reporter } = this.#options;
    const { key } = step;
    const fileName = fileNameOf(job.identity.flow.name, key);
    const log = openLog(fileName, (row) => {
      reporter.addRow(key, row);
    });
    const scope = this.#results.scopeFor(step, job.configVars);
    let error = way?.error ?? null;
    let inside = way?.inside ?? null;
    if (error === null && inside === null) {
      if (job.resume?.isCareful === true) await quietly(wait(reporter.untilNextStep()), fileName);
      this.#tellState(step);
      reporter.add({ t: 'start', k: key });
      // What happened so far must be with the host before code runs that may never return.
      reporter.flushBeforeStep();
    }
    for (let failed = (way?.failed ?? 0) + 1; ; failed += 1) {
      if (error === null) {
        try {
          return await this.#try({ step, fileName, log, scope, inside });
        } catch (thrown) {
          error = toWire(thrown, fileName);
        }
      }
      const delay = step.kind === 'missing' ? null : retryDelay(step.errorHandling, failed);
      if (delay === null) {
        log.close();
        return this.#failed(step, error, failed);
      }
      reporter.add({ t: 'retry', k: key, error });
      reporter.flush();
      await quietly(wait(job.skipsRetryDelays ? 0 : delay), fileName);
      error = null;
      inside = null;
    }
  }

  /** Before a step that may be ended without ending the run: another worker begins with the state as it is here. */
  #tellState(step: PlanStep): void {
    if (!mayGoOn(step)) return;
    const { state, reporter } = this.#options;
    const texts = this.#state ?? leftState(state);
    if (texts === null || isSameState(texts, this.#toldState)) return;
    // Two that are large must not travel in the same message.
    if (STATE_NAMES.some((name) => texts[name].length > LONG_STATE)) reporter.flush();
    reporter.add({ t: 'state', state: texts });
    this.#toldState = texts;
  }

  #failed(step: PlanStep, error: WireError, tries: number): Went {
    const { job, reporter } = this.#options;
    const { executionId } = job.identity;
    if (step.kind !== 'missing' && isFailureIgnored(step.errorHandling, tries)) {
      const text = ignoredResult(error.message);
      this.#results.set(step.key, text);
      this.#returned = { data: decodedList(text) };
      const answer = job.answersWith === step.key;
      const response = answer ? resultResponse(this.#returned, executionId) : undefined;
      reporter.add({ t: 'ignored', k: step.key, error, ...given(response) });
      return 'on';
    }
    const isTrigger = step.kind === 'pass' || (step.kind === 'code' && step.role === 'trigger');
    const answers = isTrigger || job.answersWith !== null;
    const response = answers ? errorResponse(error.message, executionId) : undefined;
    reporter.add({ t: 'fail', k: step.key, error, ...given(response) });
    return 'failed';
  }

  /** One try; throws what it fails with. */
  async #try(place: Place<Exclude<PlanStep, GivenPlanStep>>): Promise<Went> {
    const { step, log, scope } = place;
    switch (step.kind) {
      case 'code':
        return this.#code({ ...place, step });
      case 'pass':
        return this.#pass({ ...place, step });
      case 'branch':
        return this.#branch({ ...place, step });
      case 'loop':
        return this.#loop({ ...place, step });
      case 'stop':
        return this.#stop({ ...place, step });
      case 'break':
        if (this.#loopDepth === 0)
          throw new StepError('CC-BREAK', `${step.name} stands in no loop that it could leave.`);
        this.#end(step, log, endOf(undefined));
        return 'left';
      case 'log': {
        const { level, message } = logLine(step.inputs, scope);
        log.write(level, [message]);
        this.#end(step, log, endOf(undefined));
        return 'on';
      }
      case 'select':
        this.#end(step, log, endOf(selectedResult(step, scope)));
        return 'on';
      case 'failing':
        throw new StepError('CC-MOCKED-ERROR', step.message);
      case 'missing':
        throw new StepError('CC-NO-MOCK', step.message);
    }
  }

  async #code({ step, fileName, log }: Place<CodePlanStep>): Promise<Went> {
    const { job, state, require, payload } = this.#options;
    Reflect.set(globalThis, 'console', makeConsole(log.write));
    const { logger } = log;
    const results = this.#results;
    this.#state = null;
    const returned = await withUncaught(fileName, () =>
      callCode({ step, fileName, job, results, state, logger, require, payload }),
    );
    mergeState(state, asRecord(returned));
    // What cannot be kept is the fault of the step that put it there.
    const texts = encodeState(state);
    const end = codeEnd(step, returned);
    const isTrigger = step.role === 'trigger' && job.answersWith === null;
    const answer = isTrigger
      ? triggerResponse(asRecord(returned), job.identity.executionId)
      : undefined;
    this.#end(step, log, end, answer);
    this.#state = texts;
    return 'on';
  }

  async #pass({ step, log, scope, inside }: Place<PassPlanStep>): Promise<Went> {
    const { job, payload, reporter } = this.#options;
    const text = encodeText(payload, 'payload');
    const end: StepEnd = {
      text,
      summary: '',
      warnings: step.note === null ? [] : [step.note],
      returned: { data: payload },
    };
    const response =
      job.answersWith === null ? passResponse(step, scope, job.identity.executionId) : undefined;
    if (step.takes === null) {
      this.#end(step, log, end, response);
      return 'on';
    }
    this.#results.set(step.key, text ?? '');
    if (inside === null)
      reporter.add({ t: 'enter', k: step.key, b: step.takes, ...given(response) });
    const went = await this.steps(step.branches[step.takes]?.steps ?? [], inside?.way ?? null);
    if (went === 'on') this.#end(step, log, end);
    return went;
  }

  async #branch({ step, log, scope, inside }: Place<BranchPlanStep>): Promise<Went> {
    const { reporter } = this.#options;
    const taken = inside?.kind === 'branch' ? inside.branch : chooseBranch(step, scope);
    const branch = step.branches[taken];
    if (inside === null) reporter.add({ t: 'enter', k: step.key, b: taken });
    const went = await this.steps(branch?.steps ?? [], inside?.way ?? null);
    if (went === 'stopped' || went === 'failed') return went;
    const end = endOf({ branch: branch?.name ?? null });
    const isEmpty = branch === undefined || branch.steps.length === 0;
    this.#end(step, log, {
      ...end,
      summary: branch?.name.slice(0, 40) ?? '',
      // A caller is answered with what ran last.
      returned: isEmpty ? end.returned : this.#returned,
    });
    return went;
  }

  async #loop({ step, fileName, log, scope, inside }: Place<LoopPlanStep>): Promise<Went> {
    const { job, reporter } = this.#options;
    // The same as before where another worker began the loop: its inputs are of steps before it.
    const items = loopItems(step, scope);
    const last = step.steps.at(-1);
    const open = inside?.kind === 'loop' ? inside : null;
    const texts = [...(open?.texts ?? [])];
    let characters = texts.reduce((sum, { length }) => sum + length, 0);
    this.#loopDepth += 1;
    try {
      for (const [index, item] of items.entries()) {
        if (open !== null && index < open.iteration) continue;
        const way = index === open?.iteration ? open.way : null;
        if (way === null) this.#results.forget(keysWithin(step));
        this.#results.enterLoop(step.key, { index, item });
        if (way === null) {
          reporter.add({ t: 'iterate', k: step.key });
          if (reporter.isAhead()) await quietly(reporter.settled(), fileName);
        }
        const went = await this.steps(step.steps, way);
        if (went === 'stopped' || went === 'failed') return went;
        if (went === 'left') break;
        if (last === undefined) continue;
        const text = this.#results.text(last.key) || 'null';
        characters += text.length;
        if (characters > MOST_RESULT_BYTES) throw new TooLargeError();
        texts.push(text);
      }
    } finally {
      this.#loopDepth -= 1;
      this.#results.leaveLoop(step.key);
    }
    const text = `[${texts.join(',')}]`;
    const isAnswer = job.answersWith === step.key;
    this.#end(step, log, {
      text,
      summary: texts.length === 1 ? '1 item' : `${texts.length} items`,
      warnings: [],
      returned: isAnswer || this.#isInAnswer(step) ? { data: decodedList(text) } : undefined,
    });
    return 'on';
  }

  /** Whether a branch that answers may answer with this step's result. */
  #isInAnswer(step: PlanStep): boolean {
    const { job } = this.#options;
    const last = job.steps.at(-1);
    const isLast = last !== undefined && last.key === job.answersWith && last.kind === 'branch';
    return isLast && keysWithin(last).includes(step.key);
  }

  #stop({ step, log, scope }: Place<StopPlanStep>): Went {
    const { job } = this.#options;
    const { executionId } = job.identity;
    const response =
      job.answersWith === null ? undefined : stopResponse(step.inputs, scope, executionId);
    this.#end(step, log, endOf(undefined), response);
    return 'stopped';
  }

  #end(step: PlanStep, log: StepLog, end: StepEnd, response?: MadeResponse): void {
    const { job, reporter } = this.#options;
    const { text, summary, warnings, returned } = end;
    const isShort = text !== null && text.length <= SHORT_RESULT;
    const bytes = text === null || isShort ? undefined : encoder.encode(text);
    if (bytes !== undefined && bytes.length > MOST_RESULT_BYTES) throw new TooLargeError();
    this.#results.set(step.key, text ?? '');
    this.#returned = returned;
    const answer =
      response ??
      (job.answersWith === step.key
        ? resultResponse(returned, job.identity.executionId)
        : undefined);
    log.close();
    reporter.add(
      {
        t: 'end',
        k: step.key,
        r: isShort ? text : -1,
        summary,
        warnings,
        ...given(answer),
      },
      bytes,
    );
  }
}

class TooLargeError extends EncodingError {
  constructor() {
    super(
      'CC-RESULT-TOO-LARGE',
      'data',
      'The result is larger than 64 MiB, the most one result may take here.',
    );
  }
}

/** Of a step whose result is a plain value. */
function endOf(value: unknown): StepEnd {
  return {
    text: encodeText(value),
    summary: value === undefined ? '' : summarise(value),
    warnings: [],
    returned: { data: value },
  };
}

function given(response: MadeResponse | undefined): { response?: MadeResponse } {
  return response === undefined ? {} : { response };
}

function encodedOrNull(value: unknown): string {
  try {
    return encodeText(value) ?? 'null';
  } catch {
    return 'null';
  }
}

/** Waits between steps, where what an earlier one has left behind may still throw: it has ended already. */
async function quietly(over: Promise<void>, fileName: string): Promise<void> {
  await withUncaught(fileName, () => over).catch(() => undefined);
  await over;
}
