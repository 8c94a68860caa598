import { newId, type EdgeId, type StepId } from '@/lib/ids';
import { stepKinds } from '@/kinds';
import { uniqueName } from './names';
import { GRID } from './place';
import type { Edge, Flow, Position, Step } from './project';

/** Steps on their way between flows and tabs: text without ids of this project that matter elsewhere. */
export interface StepClip {
  readonly steps: readonly Step[];
  /** Only edges between steps of the clip. */
  readonly edges: readonly Edge[];
}

export interface Pasted {
  readonly flow: Flow;
  readonly ids: readonly StepId[];
}

/** The actions among the steps, with the edges between them. A flow has one trigger, so it is left out. */
export function stepsToClip(flow: Flow, ids: readonly StepId[]): StepClip {
  const steps = flow.steps.filter(
    (step) => ids.includes(step.id) && stepKinds[step.kind].role === 'action',
  );
  const inside = new Set(steps.map(({ id }) => id));
  const edges = flow.edges.filter(({ from, to }) => inside.has(from) && inside.has(to));
  return { steps, edges };
}

/** Adds the clip's steps with new ids and free names, moved to `at` (top left) or a little aside. */
export function pasteSteps(flow: Flow, clip: StepClip, at: Position | null): Pasted {
  const ids = new Map<StepId, StepId>(clip.steps.map(({ id }) => [id, newId<StepId>()]));
  const offset = offsetOf(flow, clip, at);
  const taken = new Set(flow.steps.map(({ name }) => name.toLowerCase()));
  const steps = clip.steps.map((step) => {
    const name = uniqueName(step.name, (candidate) => taken.has(candidate.toLowerCase()));
    taken.add(name.toLowerCase());
    const position = { x: step.position.x + offset.x, y: step.position.y + offset.y };
    return { ...step, id: mapped(ids, step.id), name, position };
  });
  const edges = clip.edges.map(({ from, to }) => ({
    id: newId<EdgeId>(),
    from: mapped(ids, from),
    to: mapped(ids, to),
  }));
  if (steps.length === 0) return { flow, ids: [] };
  return {
    flow: { ...flow, steps: [...flow.steps, ...steps], edges: [...flow.edges, ...edges] },
    ids: steps.map(({ id }) => id),
  };
}

export function duplicateSteps(flow: Flow, ids: readonly StepId[]): Pasted {
  return pasteSteps(flow, stepsToClip(flow, ids), null);
}

function offsetOf(flow: Flow, clip: StepClip, at: Position | null): Position {
  const left = Math.min(...clip.steps.map(({ position }) => position.x));
  const top = Math.min(...clip.steps.map(({ position }) => position.y));
  if (at !== null) return { x: at.x - left, y: at.y - top };
  let shift = GRID * 2;
  while (
    flow.steps.some(({ position }) => position.x === left + shift && position.y === top + shift)
  ) {
    shift += GRID * 2;
  }
  return { x: shift, y: shift };
}

function mapped(ids: ReadonlyMap<StepId, StepId>, id: StepId): StepId {
  return ids.get(id) ?? id;
}
