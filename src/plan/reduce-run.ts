import { assertNever } from '@/lib/assert-never';
import type { RunId, StepId } from '@/lib/ids';
import type { Plan, PlanStepHead } from './plan';
import { allPlanSteps } from './plan-steps';
import { MOST_RECORDED_BODY, type NetworkCall } from './network';
import type { LogEntry, RunEvent, RunState, StepOutcome, StepRun, StepTime } from './run';

/** More are made and counted, but not kept. */
const MOST_CALLS = 500;
/** Of a step: later iterations are counted, but not kept one by one. */
const MOST_ITERATIONS = 50_000;
/** Of the results of a step's iterations; beyond that an iteration keeps all but its result. */
const MOST_ITERATION_BYTES = 64 * 1024 * 1024;
/** About what a result takes beside its bytes. */
const RESULT_WEIGHT = 200;

/** A run before its first event: the steps it will come to are queued, those out of reach skipped. */
export function beginRun(begin: {
  readonly id: RunId;
  readonly number: number;
  readonly plan: Plan;
  readonly payloadName: string;
  readonly startedAt: string;
}): RunState {
  const { id, number, plan, payloadName, startedAt } = begin;
  const steps: Record<StepId, StepRun> = {};
  for (const step of allPlanSteps(plan.steps)) steps[step.id] = newStepRun(step, 'queued');
  for (const step of plan.unreached) steps[step.id] = newStepRun(step, 'skipped');
  return {
    id,
    number,
    flow: plan.flow,
    payloadName,
    status: 'running',
    startedAt,
    durationMs: null,
    steps,
    order: plan.unreached.map((step) => step.id),
    startCount: 0,
    logs: [],
    logCount: 0,
    calls: [],
    callCount: 0,
    response: null,
    error: null,
  };
}

/** The run after an event. Pure; an event of an unknown step changes nothing. */
export function reduceRun(run: RunState, event: RunEvent): RunState {
  return reduceEvents(run, [event]);
}

/** The run after events. What a run holds is copied once for all of them: a loop says thousands at a time. */
export function reduceEvents(run: RunState, events: readonly RunEvent[]): RunState {
  const draft = new Draft(run);
  for (const event of events) draft.take(event);
  return draft.done();
}

/** A run while events are taken: lists of its own, copied when they first change and then changed in place. */
class Draft {
  #run: RunState;
  #steps: Record<StepId, StepRun> | null = null;
  #order: StepId[] | null = null;
  #startCount: number;
  #logCount: number;
  readonly #entries: LogEntry[] = [];
  readonly #times = new Map<StepId, StepTime[]>();

  constructor(run: RunState) {
    this.#run = run;
    this.#startCount = run.startCount;
    this.#logCount = run.logCount;
  }

  done(): RunState {
    for (const [id, times] of this.#times) {
      const step = this.#step(id);
      if (step !== undefined) this.#set({ ...step, iterations: [...step.iterations, times] });
    }
    const { steps, order, logs } = this.#run;
    return {
      ...this.#run,
      steps: this.#steps ?? steps,
      order: this.#order ?? order,
      logs: this.#entries.length === 0 ? logs : [...logs, this.#entries],
      startCount: this.#startCount,
      logCount: this.#logCount,
    };
  }

  #step(id: StepId): StepRun | undefined {
    return (this.#steps ?? this.#run.steps)[id];
  }

  #set(step: StepRun): void {
    this.#steps ??= { ...this.#run.steps };
    this.#steps[step.id] = step;
  }

  take(event: RunEvent): void {
    switch (event.type) {
      case 'step-started':
        this.#start(event);
        return;
      case 'step-logged':
        this.#log(event);
        return;
      case 'step-ended':
        this.#endStep(event);
        return;
      case 'call-started':
        this.#change({
          callCount: this.#run.callCount + 1,
          ...(this.#run.calls.length < MOST_CALLS
            ? { calls: [...this.#run.calls, event.call] }
            : {}),
        });
        return;
      case 'call-ended':
        this.#change({
          calls: this.#run.calls.map((call) =>
            call.id === event.id ? endCall(call, event) : call,
          ),
        });
        return;
      case 'responded':
        this.#change({ response: event.response });
        return;
      case 'run-ended':
        this.#end(event);
        return;
      default:
        assertNever(event);
    }
  }

  #change(change: Partial<RunState>): void {
    this.#run = { ...this.#run, ...change };
  }

  #start({ stepId, at, iteration = [] }: Extract<RunEvent, { type: 'step-started' }>): void {
    const step = this.#step(stepId);
    if (step === undefined) return;
    this.#startCount += 1;
    this.#set({
      ...step,
      status: 'running',
      isIgnored: false,
      iteration,
      nth: this.#startCount,
      startedAt: at,
      durationMs: null,
      result: null,
      warnings: [],
      error: null,
    });
    this.#inOrder(step);
  }

  #log({ stepId, rows, iteration }: Extract<RunEvent, { type: 'step-logged' }>): void {
    const step = this.#step(stepId);
    if (step === undefined || rows.length === 0) return;
    const place = iteration === undefined ? { stepId } : { stepId, iteration };
    for (const row of rows) this.#entries.push({ ...row, ...place });
    this.#set({ ...step, logCount: step.logCount + rows.length });
    this.#logCount += rows.length;
  }

  #endStep(event: Extract<RunEvent, { type: 'step-ended' }>): void {
    const { stepId, at, outcome, iteration = [] } = event;
    const step = this.#step(stepId);
    if (step === undefined) return;
    // A given result starts and ends at once.
    const isGiven = outcome.status === 'pinned';
    if (isGiven) this.#startCount += 1;
    const begun = isGiven ? { ...step, iteration, nth: this.#startCount, startedAt: at } : step;
    this.#set(this.#withTime(endStep(begun, at, outcome)));
    this.#inOrder(step);
  }

  /** In a loop the time that has just ended is kept beside the others. */
  #withTime(step: StepRun): StepRun {
    if (step.iteration.length === 0) return step;
    const iterationCount = step.iterationCount + 1;
    if (iterationCount > MOST_ITERATIONS) {
      return {
        ...step,
        iterationCount,
        warnings: [
          ...step.warnings,
          `Only the first ${MOST_ITERATIONS.toLocaleString('en')} iterations of this step are kept one by one.`,
        ],
      };
    }
    const { status, isIgnored, iteration, nth, startedAt, durationMs, result, warnings, error } =
      step;
    const bytes = result === null ? 0 : result.bytes.length + RESULT_WEIGHT;
    const isKept = step.iterationBytes + bytes <= MOST_ITERATION_BYTES;
    const kept: StepTime = {
      status,
      isIgnored,
      iteration,
      nth,
      startedAt,
      durationMs,
      result: isKept ? result : null,
      warnings: isKept ? warnings : [...warnings, NO_RESULT_WORDS],
      error,
    };
    const times = this.#times.get(step.id);
    if (times === undefined) this.#times.set(step.id, [kept]);
    else times.push(kept);
    return {
      ...step,
      iterationCount,
      iterationBytes: step.iterationBytes + (isKept ? bytes : 0),
    };
  }

  /** Skipped ones stand last until the end, so a step that starts goes in front of them. */
  #inOrder(before: StepRun): void {
    if (before.nth !== 0) return;
    const order = this.#order ?? this.#run.order;
    if (order.includes(before.id)) return;
    const at = order.findIndex((other) => this.#step(other)?.status === 'skipped');
    this.#order = order.toSpliced(at === -1 ? order.length : at, 0, before.id);
  }

  /** What still waited never ran; what still ran was stopped. */
  #end(event: Extract<RunEvent, { type: 'run-ended' }>): void {
    const order = this.#order ?? this.#run.order;
    const ran = order.filter((id) => this.#step(id)?.status !== 'skipped');
    const unreached = order.filter((id) => this.#step(id)?.status === 'skipped');
    const skipped: StepId[] = [];
    for (const step of Object.values(this.#steps ?? this.#run.steps)) {
      if (step.status === 'queued') {
        this.#set({ ...step, status: 'skipped' });
        skipped.push(step.id);
      } else if (step.status === 'running') {
        this.#set(this.#withTime(endStep(step, event.at, { status: 'stopped' })));
      }
    }
    this.#order = [...ran, ...skipped, ...unreached];
    this.#change({ status: event.status, durationMs: event.at, error: event.error ?? null });
  }
}

const NO_RESULT_WORDS =
  'The results of this step’s iterations take more than 64 MiB together: this one is not kept.';

function endCall(call: NetworkCall, event: Extract<RunEvent, { type: 'call-ended' }>): NetworkCall {
  const { reply } = event;
  const answer = reply.ok ? reply.answer : null;
  return {
    ...call,
    durationMs: Math.max(0, event.at - call.startedAt),
    via: reply.via,
    answer: answer === null ? null : { ...answer, body: answer.body.slice(0, MOST_RECORDED_BODY) },
    answerSize: answer?.body.length ?? 0,
    failure: reply.ok ? null : reply.failure,
    droppedHeaders: reply.droppedHeaders,
  };
}

function endStep(step: StepRun, at: number, outcome: StepOutcome): StepRun {
  const ended: StepRun = {
    ...step,
    status: outcome.status,
    durationMs: step.startedAt === null ? null : Math.max(0, at - step.startedAt),
  };
  switch (outcome.status) {
    case 'succeeded':
      return { ...ended, result: outcome.result, warnings: outcome.warnings };
    case 'pinned':
      return { ...ended, result: outcome.result };
    case 'failed':
      return { ...ended, error: outcome.error, isIgnored: outcome.isIgnored ?? false };
    case 'timed out':
      return { ...ended, error: outcome.error };
    case 'stopped':
    case 'skipped':
      return ended;
  }
}

function newStepRun({ id, key, name }: PlanStepHead, status: 'queued' | 'skipped'): StepRun {
  return {
    id,
    key,
    name,
    status,
    isIgnored: false,
    iteration: [],
    nth: 0,
    startedAt: null,
    durationMs: null,
    result: null,
    warnings: [],
    error: null,
    logCount: 0,
    iterations: [],
    iterationCount: 0,
    iterationBytes: 0,
  };
}
