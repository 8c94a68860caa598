import { assertNever } from '@/lib/assert-never';
import type { RunId, StepId } from '@/lib/ids';
import type { Plan, PlanStepHead } from './plan';
import { MOST_RECORDED_BODY, type NetworkCall } from './network';
import type { LogEntry, RunEvent, RunState, StepOutcome, StepRun } from './run';

/** More are made and counted, but not kept. */
const MOST_CALLS = 500;

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
  for (const step of plan.steps) steps[step.id] = newStepRun(step, 'queued');
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
  switch (event.type) {
    case 'step-started':
      return inOrder(
        withStep(run, event.stepId, (step) => ({
          ...step,
          status: 'running',
          startedAt: event.at,
        })),
        event.stepId,
      );
    case 'step-logged':
      return withLogs(
        run,
        event.stepId,
        event.rows.map((row) => ({ ...row, stepId: event.stepId })),
      );
    case 'step-ended':
      return inOrder(
        withStep(run, event.stepId, (step) => endStep(step, event.at, event.outcome)),
        event.stepId,
      );
    case 'call-started':
      return {
        ...run,
        callCount: run.callCount + 1,
        calls: run.calls.length < MOST_CALLS ? [...run.calls, event.call] : run.calls,
      };
    case 'call-ended':
      return {
        ...run,
        calls: run.calls.map((call) => (call.id === event.id ? endCall(call, event) : call)),
      };
    case 'responded':
      return { ...run, response: event.response };
    case 'run-ended':
      return endRun(run, event);
    default:
      return assertNever(event);
  }
}

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
      return { ...ended, result: outcome.result, startedAt: at, durationMs: 0 };
    case 'failed':
    case 'timed out':
      return { ...ended, error: outcome.error };
    case 'stopped':
    case 'skipped':
      return ended;
  }
}

/** What still waited never ran; what still ran was stopped. */
function endRun(run: RunState, event: Extract<RunEvent, { type: 'run-ended' }>): RunState {
  const steps: Record<StepId, StepRun> = {};
  const skipped: StepId[] = [];
  for (const step of Object.values(run.steps)) {
    const isQueued = step.status === 'queued';
    const status = isQueued ? 'skipped' : step.status === 'running' ? 'stopped' : step.status;
    const durationMs =
      step.status === 'running' ? event.at - (step.startedAt ?? event.at) : step.durationMs;
    steps[step.id] = { ...step, status, durationMs };
    if (isQueued) skipped.push(step.id);
  }
  const ran = run.order.filter((id) => steps[id]?.status !== 'skipped');
  const unreached = run.order.filter((id) => steps[id]?.status === 'skipped');
  return {
    ...run,
    status: event.status,
    durationMs: event.at,
    error: event.error ?? null,
    steps,
    order: [...ran, ...skipped, ...unreached.filter((id) => !skipped.includes(id))],
  };
}

function newStepRun({ id, key, name }: PlanStepHead, status: 'queued' | 'skipped'): StepRun {
  return {
    id,
    key,
    name,
    status,
    startedAt: null,
    durationMs: null,
    result: null,
    warnings: [],
    error: null,
    logCount: 0,
  };
}

function withStep(run: RunState, id: StepId, change: (step: StepRun) => StepRun): RunState {
  const step = run.steps[id];
  return step === undefined ? run : { ...run, steps: { ...run.steps, [id]: change(step) } };
}

/** Skipped ones stand last until the end, so a step that starts goes in front of them. */
function inOrder(run: RunState, id: StepId): RunState {
  if (run.order.includes(id) || run.steps[id] === undefined) return run;
  const at = run.order.findIndex((other) => run.steps[other]?.status === 'skipped');
  return { ...run, order: at === -1 ? [...run.order, id] : run.order.toSpliced(at, 0, id) };
}

function withLogs(run: RunState, id: StepId, entries: readonly LogEntry[]): RunState {
  if (entries.length === 0 || run.steps[id] === undefined) return run;
  const logged = withStep(run, id, (step) => ({
    ...step,
    logCount: step.logCount + entries.length,
  }));
  return { ...logged, logs: [...run.logs, entries], logCount: run.logCount + entries.length };
}
