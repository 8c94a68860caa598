import type { StepId } from '@/lib/ids';
import { err, ok, type Result } from '@/lib/result';
import type { Problem } from '@/plan/problem';
import type { Edge, Flow, Step } from './project';

/**
 * The steps that the trigger reaches, in the one deterministic topological order: a step stands behind all it
 * waits for, ties go by place in `steps`. Memoised by the flow.
 */
export function orderSteps(flow: Flow): readonly Step[] {
  return shapeOf(flow).ordered;
}

/** The steps that the trigger does not reach, in the order of `steps`. */
export function unreachedSteps(flow: Flow): readonly Step[] {
  return shapeOf(flow).unreached;
}

/** The steps directly before a step, in plan order, as far as the trigger reaches them. */
export function parentsOf(flow: Flow, stepId: StepId): readonly Step[] {
  const { parents, ordered } = shapeOf(flow);
  const direct = parents.get(stepId) ?? NO_IDS;
  return ordered.filter((step) => direct.has(step.id));
}

/** All the steps before a step, in plan order: what its `stepResults` holds. */
export function ancestors(flow: Flow, stepId: StepId): readonly Step[] {
  const shape = shapeOf(flow);
  const found = collect(stepId, shape.parents);
  return shape.ordered.filter((step) => found.has(step.id));
}

/** All the steps behind a step. */
export function descendants(flow: Flow, stepId: StepId): ReadonlySet<StepId> {
  return collect(stepId, shapeOf(flow).children);
}

/** Whether an edge may be drawn; the refusal says which rule forbids it. */
export function canConnect(flow: Flow, from: StepId, to: StepId): Result<true, Problem> {
  const start = flow.steps.find(({ id }) => id === from);
  const end = flow.steps.find(({ id }) => id === to);
  if (start === undefined || end === undefined) {
    return refuse(flow, 'edge-step-missing', 'A connection needs two steps of this flow.');
  }
  if (from === to) {
    return refuse(flow, 'edge-circle', `${start.name} cannot wait for itself.`, to);
  }
  if (flow.steps[0]?.id === to) {
    return refuse(
      flow,
      'edge-into-trigger',
      `${end.name} is the trigger: it starts the flow, so nothing can come before it. Connect to an action.`,
      to,
    );
  }
  if (flow.edges.some((edge) => edge.from === from && edge.to === to)) {
    return refuse(
      flow,
      'edge-repeated',
      `${start.name} is already connected to ${end.name}. One connection is enough.`,
      to,
    );
  }
  if (descendants(flow, to).has(from)) {
    return refuse(
      flow,
      'edge-circle',
      `${start.name} already waits for ${end.name}; this connection would close a circle. Remove the other one first.`,
      to,
    );
  }
  return ok(true);
}

interface Shape {
  readonly parents: ReadonlyMap<StepId, ReadonlySet<StepId>>;
  readonly children: ReadonlyMap<StepId, ReadonlySet<StepId>>;
  readonly ordered: readonly Step[];
  readonly unreached: readonly Step[];
}

const NO_IDS: ReadonlySet<StepId> = new Set();
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
  const parents = new Map<StepId, Set<StepId>>(flow.steps.map(({ id }) => [id, new Set()]));
  const children = new Map<StepId, Set<StepId>>(flow.steps.map(({ id }) => [id, new Set()]));
  for (const edge of flow.edges) {
    parents.get(edge.to)?.add(edge.from);
    children.get(edge.from)?.add(edge.to);
  }
  const trigger = flow.steps[0];
  const reached = trigger === undefined ? new Set<StepId>() : collect(trigger.id, children);
  if (trigger !== undefined) reached.add(trigger.id);
  return {
    parents,
    children,
    ordered: sort(flow.steps, parents, children, reached),
    unreached: flow.steps.filter(({ id }) => !reached.has(id)),
  };
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

/** A binary heap of places: flows of thousands of parallel steps stay quick to sort. */
class MinHeap {
  readonly #items: number[] = [];

  push(value: number): void {
    const items = this.#items;
    let at = items.length;
    items.push(value);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const above = items[up] ?? 0;
      if (above <= value) break;
      items[at] = above;
      at = up;
    }
    items[at] = value;
  }

  pop(): number | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (items.length === 0 || last === undefined) return first;
    let at = 0;
    for (;;) {
      let down = at * 2 + 1;
      if (down >= items.length) break;
      if (down + 1 < items.length && (items[down + 1] ?? 0) < (items[down] ?? 0)) down += 1;
      const below = items[down] ?? 0;
      if (below >= last) break;
      items[at] = below;
      at = down;
    }
    items[at] = last;
    return first;
  }
}

function collect(start: StepId, next: ReadonlyMap<StepId, ReadonlySet<StepId>>): Set<StepId> {
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

function refuse(flow: Flow, code: string, message: string, stepId?: StepId) {
  const problem: Problem = { severity: 'error', code, message, flowId: flow.id };
  return err(stepId === undefined ? problem : { ...problem, stepId });
}
