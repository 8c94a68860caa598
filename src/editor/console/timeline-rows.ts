import type { Plan } from '@/plan/plan';
import type { RunState, StepRun } from '@/plan/run';

/** One step on the timeline; milliseconds since the run began. */
export interface TimelineRow {
  readonly step: StepRun;
  /** From when all before it had ended: what the step waited for a worker. */
  readonly waiting: { readonly from: number; readonly to: number } | null;
  readonly running: { readonly from: number; readonly to: number } | null;
}

/** The steps of a run in the order they started; those still to come after them. */
export function timelineRows(run: RunState, plan: Plan | null, nowMs: number): TimelineRow[] {
  const started = new Set(run.order);
  const all = Object.values(run.steps);
  const toCome = all.filter(({ id }) => !started.has(id));
  const byKey = new Map(all.map((step) => [step.key, step] as const));
  const waitsFor = new Map(plan?.steps.map((step) => [step.id, step.waitsFor] as const));
  const inOrder = run.order.flatMap((id) => run.steps[id] ?? []);
  return [...inOrder, ...toCome].map((step) => {
    const before = waitsFor.get(step.id)?.map((key) => byKey.get(key));
    const readyAt = before === undefined ? null : whenEnded(before);
    return rowOf(step, readyAt, run.status === 'running', nowMs);
  });
}

function rowOf(
  step: StepRun,
  readyAt: number | null,
  isRunning: boolean,
  nowMs: number,
): TimelineRow {
  const { durationMs, status } = step;
  // In a loop from its first iteration to the end of its latest one.
  const startedAt = step.iterations[0]?.[0]?.startedAt ?? step.startedAt;
  if (startedAt === null) {
    const waits = isRunning && status === 'queued' && readyAt !== null;
    return { step, waiting: waits ? { from: readyAt, to: nowMs } : null, running: null };
  }
  const endedAt = durationMs === null ? nowMs : (step.startedAt ?? startedAt) + durationMs;
  const waited = readyAt !== null && startedAt > readyAt;
  return {
    step,
    waiting: waited ? { from: readyAt, to: startedAt } : null,
    running: { from: startedAt, to: Math.max(startedAt, endedAt) },
  };
}

/** When the last of them ended; null while one has not. */
function whenEnded(steps: readonly (StepRun | undefined)[]): number | null {
  let latest = 0;
  for (const step of steps) {
    if (step === undefined || step.startedAt === null || step.durationMs === null) return null;
    latest = Math.max(latest, step.startedAt + step.durationMs);
  }
  return latest;
}
