import type { StepId } from '@/lib/ids';
import { err, ok, type Result } from '@/lib/result';
import { topSteps, unreachedSteps } from './graph';
import type { Flow, Step } from './project';
import type { Problem } from '@/plan/problem';

/** A flow as the one sequence that the platform's file has room for. */
export interface TreeOrder {
  /** The steps of the top level in the order the platform runs them. */
  readonly steps: readonly Step[];
  /** What is otherwise there than in the drawing. */
  readonly notes: readonly Problem[];
}

/**
 * The drawing as the one sequence that the platform's file has: parallel branches one after the other, each whole. A
 * drawing in which branches cross has no such form; the problem names the edges that cross.
 */
export function treeOrder(flow: Flow): Result<TreeOrder, Problem> {
  const crossing = crossingEdges(flow);
  if (crossing.length > 0) {
    const named = crossing.map(([from, to]) => `${from.name} → ${to.name}`);
    return err({
      severity: 'error',
      code: 'tree-crossing',
      message: `${flow.name} cannot be written for the platform: branches cross at ${named.join(', ')}. Remove one of these connections, or have one of the steps wait for the other.`,
      flowId: flow.id,
      ...(crossing[0] === undefined ? {} : { stepId: crossing[0][1].id }),
    });
  }
  return ok({
    steps: branchByBranch(flow),
    notes: [...parallelNotes(flow), ...unreachedNotes(flow)],
  });
}

/** Whether steps of the top level run at the same time as others. */
export function hasParallelSteps(flow: Flow): boolean {
  return [...graphOf(flow).after.values()].some(({ size }) => size > 1);
}

type Links = ReadonlyMap<StepId, ReadonlySet<StepId>>;

interface Graph {
  readonly steps: readonly Step[];
  /** Without edges that say what others say already: A → C beside A → B → C. */
  readonly after: Links;
  readonly before: Links;
}

const graphs = new WeakMap<Flow, Graph>();

function graphOf(flow: Flow): Graph {
  const known = graphs.get(flow);
  if (known !== undefined) return known;
  const steps = topSteps(flow);
  const place = new Map(steps.map(({ id }, at) => [id, at]));
  const drawn = new Map(steps.map(({ id }) => [id, new Set<StepId>()]));
  for (const { from, to } of flow.edges) {
    if (place.has(from) && place.has(to)) drawn.get(from)?.add(to);
  }
  const after = new Map<StepId, ReadonlySet<StepId>>();
  const before = new Map(steps.map(({ id }) => [id, new Set<StepId>()]));
  for (const { id } of steps) {
    const needed = neededOf(drawn.get(id) ?? new Set(), drawn, place);
    after.set(id, needed);
    for (const to of needed) before.get(to)?.add(id);
  }
  const graph = { steps, after, before };
  graphs.set(flow, graph);
  return graph;
}

/** Of the steps that follow one directly, those that none of the others leads to. */
function neededOf(
  next: ReadonlySet<StepId>,
  drawn: Links,
  place: ReadonlyMap<StepId, number>,
): ReadonlySet<StepId> {
  if (next.size < 2) return next;
  const last = Math.max(...[...next].map((id) => place.get(id) ?? 0));
  const reached = new Set<StepId>();
  const open = [...next].flatMap((id) => [...(drawn.get(id) ?? [])]);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id) || (place.get(id) ?? 0) > last) continue;
    reached.add(id);
    open.push(...(drawn.get(id) ?? []));
  }
  return new Set([...next].filter((id) => !reached.has(id)));
}

/** A step when all before it are written, going down each branch before the next one. */
function branchByBranch(flow: Flow): readonly Step[] {
  const { steps, after, before } = graphOf(flow);
  const byId = new Map(steps.map((step) => [step.id, step]));
  const place = new Map(steps.map(({ id }, at) => [id, at]));
  const waiting = new Map(steps.map(({ id }) => [id, before.get(id)?.size ?? 0]));
  const ordered: Step[] = [];
  const open = steps.slice(0, 1).map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = byId.get(id);
    if (step !== undefined) ordered.push(step);
    const next = [...(after.get(id) ?? [])].sort(
      (a, b) => (place.get(b) ?? 0) - (place.get(a) ?? 0),
    );
    for (const follower of next) {
      const left = (waiting.get(follower) ?? 0) - 1;
      waiting.set(follower, left);
      if (left === 0) open.push(follower);
    }
  }
  return ordered;
}

/** The end that all branches are thought to run into. */
const END = 'end';
type NodeId = StepId | typeof END;

interface Line {
  readonly from: NodeId;
  readonly to: NodeId;
  /** The last edge of the drawing on it; null where it ends at the end. */
  readonly edge: readonly [StepId, StepId] | null;
}

/**
 * Takes away steps in a row and lines side by side until nothing more can be taken away. A tree is gone then but for one
 * line; of anything else what crosses is left.
 */
function crossingEdges(flow: Flow): readonly (readonly [Step, Step])[] {
  const { steps, after } = graphOf(flow);
  const out = new Map<NodeId, Map<NodeId, Line>>();
  const into = new Map<NodeId, Map<NodeId, Line>>();
  const open: NodeId[] = [];
  const put = (line: Line): void => {
    // Lines side by side are one.
    member(out, line.from).set(line.to, line);
    member(into, line.to).set(line.from, line);
  };
  for (const { id } of steps) {
    const next = after.get(id) ?? new Set();
    if (next.size === 0) put({ from: id, to: END, edge: null });
    for (const to of next) put({ from: id, to, edge: [id, to] });
    open.push(id);
  }
  const start = steps[0]?.id;
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const [before, ...moreBefore] = into.get(id)?.values() ?? [];
    const [behind, ...moreBehind] = out.get(id)?.values() ?? [];
    if (id === start || before === undefined || behind === undefined) continue;
    if (moreBefore.length > 0 || moreBehind.length > 0) continue;
    member(out, before.from).delete(id);
    member(into, behind.to).delete(id);
    into.delete(id);
    out.delete(id);
    const known = out.get(before.from)?.get(behind.to);
    put(known ?? { from: before.from, to: behind.to, edge: behind.edge });
    // One line less at both of its ends: they may be in a row now.
    open.push(before.from, behind.to);
  }
  const left = [...out.values()].flatMap((lines) => [...lines.values()]);
  if (left.length <= 1) return [];
  const crossing = new Set(
    left
      .filter(({ from, to }) => (out.get(from)?.size ?? 0) > 1 && (into.get(to)?.size ?? 0) > 1)
      .map(({ edge }) => edge?.join(' ')),
  );
  return steps.flatMap((from) =>
    steps
      .filter((to) => crossing.has(`${from.id} ${to.id}`))
      .map((to): readonly [Step, Step] => [from, to]),
  );
}

function member(all: Map<NodeId, Map<NodeId, Line>>, id: NodeId): Map<NodeId, Line> {
  const known = all.get(id) ?? new Map<NodeId, Line>();
  all.set(id, known);
  return known;
}

function parallelNotes(flow: Flow): readonly Problem[] {
  const { steps, after } = graphOf(flow);
  const byId = new Map(steps.map((step) => [step.id, step.name]));
  return steps.flatMap(({ id, name }) => {
    const next = after.get(id) ?? new Set();
    if (next.size < 2) return [];
    const names = steps.filter((step) => next.has(step.id)).map((step) => byId.get(step.id));
    return [
      {
        severity: 'info' as const,
        code: 'tree-parallel',
        message: `After ${name}, the branches of ${names.join(' and ')} run at the same time here. The platform runs them one after the other.`,
        flowId: flow.id,
        stepId: id,
      },
    ];
  });
}

function unreachedNotes(flow: Flow): readonly Problem[] {
  return unreachedSteps(flow).map(({ id, name }) => ({
    severity: 'warning',
    code: 'tree-unreached',
    message: `${name} is not connected to the trigger. It is left out of the file.`,
    flowId: flow.id,
    stepId: id,
  }));
}
