import type { StepId } from '@/lib/ids';
import { topSteps, unreachedSteps } from '@/model/graph';
import type { Flow, Step } from '@/model/project';

/** One line of the outline's top level, or several steps that may run at the same time. */
export interface OutlineRow {
  readonly kind: 'step' | 'together' | 'unreached';
  readonly steps: readonly Step[];
}

/**
 * The flow's top level from top to bottom: each step stands below all it waits for; steps as far from the trigger stand
 * together.
 */
export function outlineRows(flow: Flow): readonly OutlineRow[] {
  const levels = new Map<StepId, number>();
  const rows: Step[][] = [];
  const parents = new Map<StepId, StepId[]>(flow.steps.map(({ id }) => [id, []]));
  for (const { from, to } of flow.edges) parents.get(to)?.push(from);
  for (const step of topSteps(flow)) {
    const before = (parents.get(step.id) ?? []).map((id) => levels.get(id) ?? -1);
    const level = Math.max(-1, ...before) + 1;
    levels.set(step.id, level);
    (rows[level] ??= []).push(step);
  }
  const unreached = unreachedSteps(flow).filter(({ parent }) => parent === null);
  return [
    ...rows.map((steps): OutlineRow => ({ kind: steps.length === 1 ? 'step' : 'together', steps })),
    ...(unreached.length === 0 ? [] : [{ kind: 'unreached' as const, steps: unreached }]),
  ];
}
