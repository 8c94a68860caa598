import type { StepId } from '@/lib/ids';
import { branchesOf, hasBody } from '@/kinds';
import { MinHeap } from './min-heap';
import type { Edge, Flow, Step, StepParent } from './project';

/**
 * The steps that the trigger reaches, in the one deterministic order: a step stands behind all it waits for, ties go by
 * place in `steps`; the steps inside a container follow it, branch by branch. Memoised by the flow.
 */
export function orderSteps(flow: Flow): readonly Step[] {
  return shapeOf(flow).ordered;
}

/** Those of the order that stand at the top level. */
export function topSteps(flow: Flow): readonly Step[] {
  return shapeOf(flow).top;
}

/** The steps that the trigger does not reach, with those inside them, in the same manner. */
export function unreachedSteps(flow: Flow): readonly Step[] {
  return shapeOf(flow).unreached;
}

/** The steps directly before a step of the top level, in plan order, as far as the trigger reaches them. */
export function parentsOf(flow: Flow, stepId: StepId): readonly Step[] {
  const { parents, top } = shapeOf(flow);
  const direct = parents.get(stepId) ?? NO_IDS;
  return top.filter((step) => direct.has(step.id));
}

/** The steps of one branch, or of a loop's body, in the order they run. */
export function stepsInside(flow: Flow, parent: StepParent): readonly Step[] {
  return shapeOf(flow).inside.get(placeKey(parent)) ?? NO_STEPS;
}

/** All the steps inside a step, at any depth, in order. */
export function allInside(flow: Flow, step: Step): readonly Step[] {
  return withInner(step, shapeOf(flow).inside).slice(1);
}

/** The containers around a step, the innermost first. */
export function containersOf(flow: Flow, step: Step): readonly Step[] {
  const { byId } = shapeOf(flow);
  const around: Step[] = [];
  for (
    let at = step.parent === null ? undefined : byId.get(step.parent.stepId);
    at !== undefined && !around.includes(at);
    at = at.parent === null ? undefined : byId.get(at.parent.stepId)
  ) {
    around.push(at);
  }
  return around;
}

/** The places for steps inside a step: its branches, or a loop's body. Empty for a step that holds none. */
export function placesInside(step: Step): readonly StepParent[] {
  const branches = branchesOf(step).map(({ id }) => ({ stepId: step.id, branch: id }));
  return hasBody(step) ? [...branches, { stepId: step.id, branch: null }] : branches;
}

/**
 * All the steps before a step, in plan order: what its `stepResults` holds, as far as they ran. The containers around
 * it are among them, and the steps inside those before it.
 */
export function ancestors(flow: Flow, stepId: StepId): readonly Step[] {
  const shape = shapeOf(flow);
  const step = shape.byId.get(stepId);
  if (step === undefined) return [];
  const found = new Set<StepId>();
  const add = (other: Step): void => {
    for (const { id } of withInner(other, shape.inside)) found.add(id);
  };
  let at: Step = step;
  for (const container of containersOf(flow, step)) {
    found.add(container.id);
    for (const before of at.parent === null ? [] : stepsInside(flow, at.parent)) {
      if (before.id === at.id) break;
      add(before);
    }
    at = container;
  }
  for (const id of collect(at.id, shape.parents)) {
    const before = shape.byId.get(id);
    if (before !== undefined) add(before);
  }
  return shape.ordered.filter(({ id }) => found.has(id));
}

/** Whether a step is one of another's `ancestors`: the same, at the price of the steps around the two. */
export function comesBefore(flow: Flow, one: Step, other: Step): boolean {
  const around = [one, ...containersOf(flow, one)];
  const aroundOther = [other, ...containersOf(flow, other)];
  if (one === other || around.includes(other)) return false;
  if (aroundOther.includes(one)) return true;
  const shared = around.find((step) => aroundOther.includes(step));
  const [first, second] = [around, aroundOther].map((steps) =>
    shared === undefined ? steps.at(-1) : steps[steps.indexOf(shared) - 1],
  );
  if (first === undefined || second === undefined) return false;
  const { ordered, isChain, parents } = shapeOf(flow);
  if (shared === undefined && !isChain) return collect(second.id, parents).has(first.id);
  if (first.parent?.branch !== second.parent?.branch) return false;
  const places = placesOf(ordered);
  const [before, behind] = [places.get(first.id), places.get(second.id)];
  return before !== undefined && behind !== undefined && before < behind;
}

/** All the steps of the top level behind a step of it. */
export function descendants(flow: Flow, stepId: StepId): ReadonlySet<StepId> {
  return collect(stepId, shapeOf(flow).children);
}

interface Shape {
  readonly byId: ReadonlyMap<StepId, Step>;
  readonly parents: ReadonlyMap<StepId, ReadonlySet<StepId>>;
  readonly children: ReadonlyMap<StepId, ReadonlySet<StepId>>;
  /** By `placeKey`. */
  readonly inside: Inside;
  readonly top: readonly Step[];
  readonly ordered: readonly Step[];
  readonly unreached: readonly Step[];
  /** At the top level no step has more than one before it, and none more than one behind it. */
  readonly isChain: boolean;
}

type Inside = ReadonlyMap<string, readonly Step[]>;

const NO_IDS: ReadonlySet<StepId> = new Set();
const NO_STEPS: readonly Step[] = [];
const shapes = new WeakMap<readonly Edge[], WeakMap<readonly Step[], Shape>>();

function shapeOf(flow: Flow): Shape {
  const bySteps = shapes.get(flow.edges) ?? new WeakMap<readonly Step[], Shape>();
  shapes.set(flow.edges, bySteps);
  const known = bySteps.get(flow.steps);
  if (known !== undefined) return known;
  const shape = makeShape(flow);
  bySteps.set(flow.steps, shape);
  return shape;
}

function makeShape(flow: Flow): Shape {
  const byId = new Map(flow.steps.map((step) => [step.id, step]));
  const free = flow.steps.filter(({ parent }) => parent === null);
  const inside = new Map<string, Step[]>();
  for (const step of flow.steps) {
    if (step.parent === null) continue;
    const key = placeKey(step.parent);
    const others = inside.get(key);
    if (others === undefined) inside.set(key, [step]);
    else others.push(step);
  }
  const parents = new Map<StepId, Set<StepId>>(free.map(({ id }) => [id, new Set()]));
  const children = new Map<StepId, Set<StepId>>(free.map(({ id }) => [id, new Set()]));
  for (const edge of flow.edges) {
    parents.get(edge.to)?.add(edge.from);
    children.get(edge.from)?.add(edge.to);
  }
  const trigger = flow.steps[0];
  const reached = trigger === undefined ? new Set<StepId>() : collect(trigger.id, children);
  if (trigger !== undefined) reached.add(trigger.id);
  const top = sort(free, parents, children, reached);
  return {
    byId,
    parents,
    children,
    inside,
    top,
    ordered: top.flatMap((step) => withInner(step, inside)),
    unreached: free.filter(({ id }) => !reached.has(id)).flatMap((step) => withInner(step, inside)),
    isChain: [...parents.values(), ...children.values()].every(({ size }) => size <= 1),
  };
}

const placesByOrder = new WeakMap<readonly Step[], ReadonlyMap<StepId, number>>();

function placesOf(ordered: readonly Step[]): ReadonlyMap<StepId, number> {
  const known = placesByOrder.get(ordered);
  if (known !== undefined) return known;
  const places = new Map(ordered.map(({ id }, at) => [id, at]));
  placesByOrder.set(ordered, places);
  return places;
}

function placeKey({ stepId, branch }: StepParent): string {
  return `${stepId} ${branch ?? ''}`;
}

/** The step and all that stands inside it, depth first. Without recursion: a file may nest deeply. */
function withInner(step: Step, inside: Inside): Step[] {
  const found: Step[] = [];
  const open = [step];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    found.push(at);
    const inner = placesInside(at).flatMap((place) => inside.get(placeKey(place)) ?? NO_STEPS);
    for (let index = inner.length - 1; index >= 0; index -= 1) {
      const next = inner[index];
      if (next !== undefined) open.push(next);
    }
  }
  return found;
}

/** Kahn's algorithm; the ready step that stands first in `steps` goes next. Unreached parents do not hold a step up. */
function sort(
  steps: readonly Step[],
  parents: Shape['parents'],
  children: Shape['children'],
  reached: ReadonlySet<StepId>,
): Step[] {
  const place = new Map(steps.map((step, index) => [step.id, index]));
  const waiting = new Map<StepId, number>();
  for (const id of reached) {
    const before = [...(parents.get(id) ?? NO_IDS)].filter((parent) => reached.has(parent));
    waiting.set(id, before.length);
  }
  const ready = new MinHeap();
  for (const [id, count] of waiting) if (count === 0) ready.push(place.get(id) ?? 0);
  const ordered: Step[] = [];
  for (let at = ready.pop(); at !== undefined; at = ready.pop()) {
    const step = steps[at];
    if (step === undefined) continue;
    ordered.push(step);
    for (const child of children.get(step.id) ?? NO_IDS) {
      const left = (waiting.get(child) ?? 0) - 1;
      waiting.set(child, left);
      if (left === 0) ready.push(place.get(child) ?? 0);
    }
  }
  return ordered;
}

/** All that is reached from a start, by what follows each. */
export function collect(
  start: StepId,
  next: ReadonlyMap<StepId, ReadonlySet<StepId>>,
): Set<StepId> {
  const found = new Set<StepId>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const other of next.get(id) ?? NO_IDS) {
      if (found.has(other)) continue;
      found.add(other);
      open.push(other);
    }
  }
  return found;
}
