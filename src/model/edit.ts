import { codeOf, stepKinds, type KindAndData, type StepKindKey } from '@/kinds';
import type { EdgeId, StepId } from '@/lib/ids';
import { ok, type Result } from '@/lib/result';
import type { ErrorHandling } from '@/plan/plan';
import type { Problem } from '@/plan/problem';
import { changeItem, patched } from './change-list';
import { canConnect } from './edge-rules';
import { allInside, placesInside } from './graph';
import { uniqueName } from './names';
import { defaultRequest } from './new-project';
import type { Edge, Flow, Position, Step, StepParent } from './project';
import { freeSpot, keepDistances, makeRoom } from './room';
import { emptySize, stepBoxes } from './step-boxes';

/** A step to add, and where: behind another one, first inside a container, or on an edge. */
export interface NewStep {
  readonly id: StepId;
  readonly kind: StepKindKey;
  readonly name?: string;
  readonly position?: Position;
  /** Stands directly behind this step, in front of what followed it; in the same container. */
  readonly after?: StepId;
  /** Stands first in this place inside a container. */
  readonly into?: StepParent;
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
  const behind = flow.steps.find(({ id }) => id === add.after);
  const place = add.into ?? (edge === undefined ? (behind?.parent ?? null) : null);
  const step: Step = {
    id: add.id,
    ...createData(add.kind),
    name: uniqueStepName(flow, add.name ?? kind.label),
    description: '',
    timeoutMs: null,
    position: { x: 0, y: 0 },
    parent: place,
    errorHandling: null,
  };
  if (place !== null) {
    if (!isPlace(flow, place)) return flow;
    return keepDistances(
      flow,
      insertInside(flow, step, add.into === undefined ? behind : undefined),
    );
  }
  const before = edge?.from ?? behind?.id;
  const followers = edge === undefined ? followersOf(flow, before, add) : [edge];
  const placed = { ...step, position: add.position ?? freeSpot(flow, before, emptySize(step)) };
  const edges = flow.edges.filter((other) => !followers.includes(other));
  if (before !== undefined) edges.push({ id: add.newEdgeId(), from: before, to: step.id });
  for (const { to } of followers) edges.push({ id: add.newEdgeId(), from: step.id, to });
  const withStep = { ...flow, steps: [...flow.steps, placed], edges };
  return followers.length > 0 && add.position === undefined
    ? makeRoom(withStep, step.id)
    : withStep;
}

function createData(kind: StepKindKey): KindAndData {
  // The data is the kind's own, which no type of a union of all kinds can say.
  return { kind, data: stepKinds[kind].create() } as KindAndData;
}

/** Whether the place is there: a branch, or the body, of a step of the flow. */
function isPlace(flow: Flow, place: StepParent): boolean {
  const container = flow.steps.find(({ id }) => id === place.stepId);
  return (
    container !== undefined && placesInside(container).some(({ branch }) => branch === place.branch)
  );
}

/** Puts a step of a container directly behind another one of it, or first where there is none. */
function insertInside(flow: Flow, step: Step, behind: Step | undefined): Flow {
  const others = flow.steps.filter(({ id }) => id !== step.id);
  const first = others.findIndex(({ parent }) => isSamePlace(parent, step.parent));
  const at =
    behind !== undefined
      ? others.findIndex(({ id }) => id === behind.id) + 1
      : first === -1
        ? others.length
        : first;
  return { ...flow, steps: others.toSpliced(at, 0, step) };
}

/** Whether two steps stand in the same branch or body, or both at the top level. */
export function isSamePlace(one: StepParent | null, other: StepParent | null): boolean {
  return one?.stepId === other?.stepId && one?.branch === other?.branch;
}

/** Where a step is moved: a place inside a container, or the top level (null), there or behind a step. */
export interface StepTarget {
  readonly parent: StepParent | null;
  /** Directly behind this step of the place; first in it where absent. */
  readonly after?: StepId;
}

/**
 * Moves a step, with all inside it, into a container, out of one, or to another place in it. At the top level it stands
 * unconnected unless it is told behind which step. The trigger, and a step into itself, change nothing.
 */
export function moveStepTo(
  flow: Flow,
  id: StepId,
  target: StepTarget,
  newEdgeId: () => EdgeId,
): Flow {
  const step = flow.steps.find((other) => other.id === id);
  if (step === undefined || step === flow.steps[0] || target.after === id) return flow;
  const behind = flow.steps.find((other) => other.id === target.after);
  if (behind !== undefined && !isSamePlace(behind.parent, target.parent)) return flow;
  if (target.parent !== null) {
    const { stepId } = target.parent;
    const isInItself = stepId === id || allInside(flow, step).some((inner) => inner.id === stepId);
    if (isInItself || !isPlace(flow, target.parent)) return flow;
    const freed = step.parent === null ? unwire(flow, id, newEdgeId) : flow;
    const moved = insertInside(freed, { ...step, parent: target.parent }, behind);
    return isSameOrder(moved, flow) ? flow : keepDistances(flow, moved);
  }
  if (step.parent === null) return flow;
  const before = behind?.id;
  const size = stepBoxes(flow).boxes.get(id) ?? emptySize(step);
  const left = flow.steps.filter((other) => other.id !== id);
  const rest = keepDistances(flow, { ...flow, steps: left });
  const freed = { ...step, parent: null, position: freeSpot(rest, before, size) };
  const followers = flow.edges.filter(({ from }) => before !== undefined && from === before);
  const edges = flow.edges.filter((edge) => !followers.includes(edge));
  if (before !== undefined) edges.push({ id: newEdgeId(), from: before, to: id });
  for (const { to } of followers) edges.push({ id: newEdgeId(), from: id, to });
  return makeRoom({ ...flow, steps: [...rest.steps, freed], edges }, id);
}

/** Moves a step of a container one place up (-1) or down (1) among its neighbours. */
export function moveStepBy(flow: Flow, id: StepId, by: -1 | 1): Flow {
  const step = flow.steps.find((other) => other.id === id);
  if (step === undefined || step.parent === null) return flow;
  const { parent } = step;
  const siblings = flow.steps.filter((other) => isSamePlace(other.parent, parent));
  const neighbour = siblings[siblings.indexOf(step) + by];
  if (neighbour === undefined) return flow;
  const [one, other] = [flow.steps.indexOf(step), flow.steps.indexOf(neighbour)];
  return { ...flow, steps: flow.steps.with(one, neighbour).with(other, step) };
}

function isSameOrder(one: Flow, other: Flow): boolean {
  return (
    one.edges === other.edges &&
    one.steps.every((step, at) => {
      const same = other.steps[at];
      return step.id === same?.id && isSamePlace(step.parent, same.parent);
    })
  );
}

/** Adds an edge, or says why it may not be there. */
export function connect(flow: Flow, { id, from, to }: Edge): Result<Flow, Problem> {
  const allowed = canConnect(flow, from, to);
  if (!allowed.ok) return allowed;
  return ok({ ...flow, edges: [...flow.edges, { id, from, to }] });
}

/** Takes edges away; the steps at their ends stay. */
export function removeEdges(flow: Flow, ids: readonly EdgeId[]): Flow {
  const edges = flow.edges.filter(({ id }) => !ids.includes(id));
  return edges.length === flow.edges.length ? flow : { ...flow, edges };
}

/** Deletes steps, with all inside them, and closes the chain they stood in. The trigger stays. */
export function deleteSteps(flow: Flow, ids: readonly StepId[], newEdgeId: () => EdgeId): Flow {
  const trigger = flow.steps[0]?.id;
  const left = ids
    .filter((id) => id !== trigger)
    .reduce((next, id) => deleteStep(next, id, newEdgeId), flow);
  return keepDistances(flow, left);
}

function deleteStep(flow: Flow, id: StepId, newEdgeId: () => EdgeId): Flow {
  const step = flow.steps.find((other) => other.id === id);
  if (step === undefined) return flow;
  const gone = new Set([id, ...allInside(flow, step).map((inner) => inner.id)]);
  return withoutSteps(unwire(flow, id, newEdgeId), gone);
}

/** Takes the step's edges away and closes the chain. */
function unwire(flow: Flow, id: StepId, newEdgeId: () => EdgeId): Flow {
  const into = flow.edges.filter(({ to }) => to === id);
  const out = flow.edges.filter(({ from }) => from === id);
  if (into.length === 0 && out.length === 0) return flow;
  const edges = flow.edges.filter((edge) => !into.includes(edge) && !out.includes(edge));
  // Only a chain heals: with several ways in, joining each with each would invent connections.
  const [before] = into;
  if (into.length === 1 && before !== undefined) {
    for (const { to } of out) {
      const isThere = edges.some((edge) => edge.from === before.from && edge.to === to);
      if (!isThere) edges.push({ id: newEdgeId(), from: before.from, to });
    }
  }
  return { ...flow, edges };
}

/** The flow without steps that have no edges left, and without their mocks. */
function withoutSteps(flow: Flow, gone: ReadonlySet<StepId>): Flow {
  return {
    ...flow,
    steps: flow.steps.filter(({ id }) => !gone.has(id)),
    payloads: flow.payloads.map((payload) => {
      if (payload.mocks?.some(({ stepId }) => gone.has(stepId)) !== true) return payload;
      return { ...payload, mocks: payload.mocks.filter(({ stepId }) => !gone.has(stepId)) };
    }),
  };
}

/**
 * Places steps of the drawing, in whole pixels. A step inside a container is drawn where its container has it,
 * whatever its position.
 */
export function moveSteps(flow: Flow, positions: Readonly<Record<StepId, Position>>): Flow {
  const steps = flow.steps.map((step) => {
    const to = Object.hasOwn(positions, step.id) ? positions[step.id] : undefined;
    if (to === undefined || (to.x === step.position.x && to.y === step.position.y)) return step;
    return { ...step, position: { x: Math.round(to.x) + 0, y: Math.round(to.y) + 0 } };
  });
  return steps.every((step, index) => step === flow.steps[index]) ? flow : { ...flow, steps };
}

/** Renames a step, and with it the key by which code reads its result. Code is left as it is. */
export function renameStep(flow: Flow, id: StepId, name: string): Flow {
  return changeStep(flow, id, (step) => (step.name === name ? step : { ...step, name }));
}

/** Of a step that has code. */
export function setStepCode(flow: Flow, id: StepId, code: string): Flow {
  return changeStep(flow, id, (step) => {
    const before = codeOf(step);
    if (before === null || before === code) return step;
    // Every kind with code has it under this name.
    return { ...step, data: { ...step.data, code } } as Step;
  });
}

/**
 * Replaces a step's data by data of the same kind, as its form made it. Steps in a branch that is no more go with it;
 * data of another shape changes nothing.
 */
export function setStepData(flow: Flow, id: StepId, data: Step['data']): Flow {
  const next = changeStep(flow, id, (step) => {
    if (step.data === data || stepKinds[step.kind].parse(data) === null) return step;
    // Its kind's own parser took it.
    return { ...step, data } as Step;
  });
  const step = next.steps.find((other) => other.id === id);
  if (next === flow || step === undefined) return flow;
  const places = placesInside(step).map(({ branch }) => branch);
  const gone = new Set(
    next.steps
      .filter(({ parent }) => parent?.stepId === id && !places.includes(parent.branch))
      .flatMap((inner) => [inner.id, ...allInside(flow, inner).map((deeper) => deeper.id)]),
  );
  return keepDistances(flow, gone.size === 0 ? next : withoutSteps(next, gone));
}

/**
 * Makes the flow start by another kind of trigger, named as before. Steps inside the old one go with it; payloads that
 * nobody has changed become those of the new kind.
 */
export function replaceTrigger(flow: Flow, kind: StepKindKey): Flow {
  const trigger = flow.steps[0];
  if (trigger === undefined || trigger.kind === kind) return flow;
  if (stepKinds[kind].role !== 'trigger') return flow;
  const { id, name, description, timeoutMs, position, parent, errorHandling } = trigger;
  const gone = new Set(allInside(flow, trigger).map((inner) => inner.id));
  const base = { id, name, description, timeoutMs, position, parent, errorHandling };
  const step: Step = { ...base, ...createData(kind) };
  const before = JSON.stringify(defaultRequest(trigger.kind));
  const payloads = flow.payloads.map((payload) => {
    const { id: payloadId, name: payloadName, ...request } = payload;
    if (JSON.stringify(request) !== before) return payload;
    return { id: payloadId, name: payloadName, ...defaultRequest(kind) };
  });
  const next = { ...flow, payloads, steps: flow.steps.with(0, step) };
  return keepDistances(flow, withoutSteps(next, gone));
}

/** What is done when the step fails; null ends the run, as without any. */
export function setErrorHandling(flow: Flow, id: StepId, to: ErrorHandling | null): Flow {
  return changeStep(flow, id, (step) => {
    const isSame = JSON.stringify(step.errorHandling) === JSON.stringify(to);
    return isSame ? step : { ...step, errorHandling: to };
  });
}

/** Sets the text for people who read the flow. */
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

function changeStep(flow: Flow, id: StepId, change: (step: Step) => Step): Flow {
  return patched(flow, { steps: changeItem(flow.steps, id, change) });
}
