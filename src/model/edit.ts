import { stepKinds, type StepKindKey } from '@/kinds';
import type { EdgeId, StepId } from '@/lib/ids';
import { ok, type Result } from '@/lib/result';
import type { Problem } from '@/plan/problem';
import { canConnect } from './graph';
import { freeSpot, NODE_GAP } from './place';
import { uniqueName } from './names';
import type { Edge, Flow, Position, Step } from './project';

export interface NewStep {
  readonly id: StepId;
  readonly kind: StepKindKey;
  readonly name?: string;
  readonly position?: Position;
  /** Stands directly behind this step, in front of what followed it. */
  readonly after?: StepId;
  /** Leaves what follows `after` where it is: the new step begins a branch of its own. */
  readonly asBranch?: boolean;
  /** Splits this edge. */
  readonly onEdge?: EdgeId;
  /** Makes an id for each edge that is needed. */
  readonly newEdgeId: () => EdgeId;
}

/** Adds a step, wired as asked. A second trigger, or a step behind nothing known, changes nothing. */
export function addStep(flow: Flow, add: NewStep): Flow {
  const kind = stepKinds[add.kind];
  if (kind.role === 'trigger' || flow.steps.some(({ id }) => id === add.id)) return flow;
  const edge = flow.edges.find(({ id }) => id === add.onEdge);
  const before = edge?.from ?? (has(flow, add.after) ? add.after : undefined);
  const followers = edge === undefined ? followersOf(flow, before, add) : [edge];
  const step: Step = {
    id: add.id,
    kind: add.kind,
    name: uniqueStepName(flow, add.name ?? kind.label),
    description: '',
    timeoutMs: null,
    position: add.position ?? freeSpot(flow, before),
    data: kind.create(),
  };
  const edges = flow.edges.filter((other) => !followers.includes(other));
  if (before !== undefined) edges.push({ id: add.newEdgeId(), from: before, to: step.id });
  for (const { to } of followers) edges.push({ id: add.newEdgeId(), from: step.id, to });
  const withStep = { ...flow, steps: [...flow.steps, step], edges };
  return followers.length > 0 && add.position === undefined ? makeRoom(withStep, step) : withStep;
}

export function connect(flow: Flow, { id, from, to }: Edge): Result<Flow, Problem> {
  const allowed = canConnect(flow, from, to);
  if (!allowed.ok) return allowed;
  return ok({ ...flow, edges: [...flow.edges, { id, from, to }] });
}

export function removeEdges(flow: Flow, ids: readonly EdgeId[]): Flow {
  const edges = flow.edges.filter(({ id }) => !ids.includes(id));
  return edges.length === flow.edges.length ? flow : { ...flow, edges };
}

/** Deletes steps and closes the chain they stood in. The trigger stays. */
export function deleteSteps(flow: Flow, ids: readonly StepId[], newEdgeId: () => EdgeId): Flow {
  const trigger = flow.steps[0]?.id;
  return ids
    .filter((id) => id !== trigger && has(flow, id))
    .reduce((next, id) => deleteStep(next, id, newEdgeId), flow);
}

function deleteStep(flow: Flow, id: StepId, newEdgeId: () => EdgeId): Flow {
  const into = flow.edges.filter(({ to }) => to === id);
  const out = flow.edges.filter(({ from }) => from === id);
  const edges = flow.edges.filter((edge) => !into.includes(edge) && !out.includes(edge));
  // Only a chain heals: with several ways in, joining each with each would invent connections.
  const [before] = into;
  if (into.length === 1 && before !== undefined) {
    for (const { to } of out) {
      const isThere = edges.some((edge) => edge.from === before.from && edge.to === to);
      if (!isThere) edges.push({ id: newEdgeId(), from: before.from, to });
    }
  }
  return { ...flow, steps: flow.steps.filter((step) => step.id !== id), edges };
}

export function moveSteps(flow: Flow, positions: Readonly<Record<StepId, Position>>): Flow {
  return changeSteps(flow, (step) => {
    const to = Object.hasOwn(positions, step.id) ? positions[step.id] : undefined;
    if (to === undefined || (to.x === step.position.x && to.y === step.position.y)) return step;
    return { ...step, position: { x: Math.round(to.x) + 0, y: Math.round(to.y) + 0 } };
  });
}

export function renameStep(flow: Flow, id: StepId, name: string): Flow {
  return changeStep(flow, id, (step) => (step.name === name ? step : { ...step, name }));
}

export function setStepCode(flow: Flow, id: StepId, code: string): Flow {
  return changeStep(flow, id, (step) =>
    step.data.code === code ? step : { ...step, data: { ...step.data, code } },
  );
}

export function setStepDescription(flow: Flow, id: StepId, description: string): Flow {
  return changeStep(flow, id, (step) =>
    step.description === description ? step : { ...step, description },
  );
}

/** Milliseconds, held to the 1 s to 15 min a step may take; null for the default. */
export function setStepTimeout(flow: Flow, id: StepId, timeoutMs: number | null): Flow {
  const held = timeoutMs === null ? null : Math.min(900_000, Math.max(1_000, timeoutMs));
  return changeStep(flow, id, (step) =>
    step.timeoutMs === held ? step : { ...step, timeoutMs: held },
  );
}

/** A name no step of the flow has. */
export function uniqueStepName(flow: Flow, name: string): string {
  const taken = new Set(flow.steps.map((step) => step.name.toLowerCase()));
  return uniqueName(name, (candidate) => taken.has(candidate.toLowerCase()));
}

function followersOf(flow: Flow, before: StepId | undefined, add: NewStep): readonly Edge[] {
  if (before === undefined || add.asBranch === true) return [];
  return flow.edges.filter(({ from }) => from === before);
}

/** Pushes everything below the new step down when it would lie on top of a follower. */
function makeRoom(flow: Flow, step: Step): Flow {
  const { y } = step.position;
  const isCrowded = flow.steps.some(
    (other) =>
      other.id !== step.id &&
      other.position.y >= y - NODE_GAP / 2 &&
      other.position.y < y + NODE_GAP &&
      flow.edges.some((edge) => edge.from === step.id && edge.to === other.id),
  );
  if (!isCrowded) return flow;
  return changeSteps(flow, (other) =>
    other.id === step.id || other.position.y < y - NODE_GAP / 2
      ? other
      : { ...other, position: { ...other.position, y: other.position.y + NODE_GAP } },
  );
}

function has(flow: Flow, id: StepId | undefined): boolean {
  return flow.steps.some((step) => step.id === id);
}

function changeStep(flow: Flow, id: StepId, change: (step: Step) => Step): Flow {
  return changeSteps(flow, (step) => (step.id === id ? change(step) : step));
}

/** The same flow when no step changed. */
function changeSteps(flow: Flow, change: (step: Step) => Step): Flow {
  const steps = flow.steps.map(change);
  return steps.every((step, index) => step === flow.steps[index]) ? flow : { ...flow, steps };
}
