import { newId, type EdgeId, type StepId } from '@/lib/ids';
import { stepKinds } from '@/kinds';
import { isSamePlace } from './edit';
import { allInside, containersOf } from './graph';
import { uniqueName } from './names';
import { GRID } from './place';
import type { Edge, Flow, Position, Step, StepParent } from './project';
import { keepDistances } from './room';

/** Steps on their way between flows and tabs: text without ids of this project that matter elsewhere. */
export interface StepClip {
  readonly steps: readonly Step[];
  /** Only edges between steps of the clip. */
  readonly edges: readonly Edge[];
}

/** A flow with steps put into it, and the new ids of those that are to be selected. */
export interface Pasted {
  readonly flow: Flow;
  readonly ids: readonly StepId[];
}

/**
 * The actions among the steps, with all inside them and the edges between them. A flow has one trigger, so it is left
 * out; a step without the container it stands in comes to stand free.
 */
export function stepsToClip(flow: Flow, ids: readonly StepId[]): StepClip {
  const chosen = flow.steps.filter(
    (step) => ids.includes(step.id) && stepKinds[step.kind].role === 'action',
  );
  const inside = new Set(
    chosen.flatMap((step) => [step.id, ...allInside(flow, step).map(({ id }) => id)]),
  );
  const steps = flow.steps
    .filter(({ id }) => inside.has(id))
    .map((step) => {
      const isFreed = step.parent !== null && !inside.has(step.parent.stepId);
      return isFreed ? { ...step, parent: null, position: placeOnCanvas(flow, step) } : step;
    });
  const edges = flow.edges.filter(({ from, to }) => inside.has(from) && inside.has(to));
  return { steps, edges };
}

/** Where a step stands, or the outermost container around it. */
function placeOnCanvas(flow: Flow, step: Step): Position {
  return (containersOf(flow, step).at(-1) ?? step).position;
}

/**
 * Adds the clip's steps with new ids and free names, moved to `at` (top left) or a little aside. With a place inside a
 * container, those that stand free go there, first or behind a step of it.
 */
export function pasteSteps(
  flow: Flow,
  clip: StepClip,
  at: Position | null,
  into: { readonly parent: StepParent; readonly after?: StepId } | null = null,
): Pasted {
  const ids = new Map<StepId, StepId>(clip.steps.map(({ id }) => [id, newId<StepId>()]));
  const offset = offsetOf(flow, clip, at);
  const taken = new Set(flow.steps.map(({ name }) => name.toLowerCase()));
  const steps = clip.steps.map((step): Step => {
    const name = uniqueName(step.name, (candidate) => taken.has(candidate.toLowerCase()));
    taken.add(name.toLowerCase());
    const id = mapped(ids, step.id);
    if (step.parent !== null) {
      const parent = { ...step.parent, stepId: mapped(ids, step.parent.stepId) };
      return { ...step, id, name, parent };
    }
    if (into !== null) return { ...step, id, name, parent: into.parent };
    const position = { x: step.position.x + offset.x, y: step.position.y + offset.y };
    return { ...step, id, name, position };
  });
  const edges = clip.edges.map(({ from, to }) => ({
    id: newId<EdgeId>(),
    from: mapped(ids, from),
    to: mapped(ids, to),
  }));
  if (steps.length === 0) return { flow, ids: [] };
  const topIds = steps.flatMap((step, index) =>
    clip.steps[index]?.parent === null ? [step.id] : [],
  );
  if (into === null) {
    return {
      flow: { ...flow, steps: [...flow.steps, ...steps], edges: [...flow.edges, ...edges] },
      ids: topIds,
    };
  }
  const after = flow.steps.findIndex(({ id }) => id === into.after);
  const first = flow.steps.findIndex(({ parent }) => isSamePlace(parent, into.parent));
  const index = after !== -1 ? after + 1 : first === -1 ? flow.steps.length : first;
  const pasted = { ...flow, steps: flow.steps.toSpliced(index, 0, ...steps) };
  return { flow: keepDistances(flow, pasted), ids: topIds };
}

/** Beside where they stand: in a container behind the last of them, else a little aside. */
export function duplicateSteps(flow: Flow, ids: readonly StepId[]): Pasted {
  const last = flow.steps.findLast(({ id }) => ids.includes(id));
  const parent = last?.parent ?? null;
  const areTogether = flow.steps.every(
    (step) => !ids.includes(step.id) || isSamePlace(step.parent, parent),
  );
  const clip = stepsToClip(flow, ids);
  if (last === undefined || parent === null || !areTogether) return pasteSteps(flow, clip, null);
  return pasteSteps(flow, clip, null, { parent, after: last.id });
}

function offsetOf(flow: Flow, clip: StepClip, at: Position | null): Position {
  const free = clip.steps.filter(({ parent }) => parent === null);
  const left = free.reduce((least, { position }) => Math.min(least, position.x), Infinity);
  const top = free.reduce((least, { position }) => Math.min(least, position.y), Infinity);
  if (free.length === 0) return { x: 0, y: 0 };
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
