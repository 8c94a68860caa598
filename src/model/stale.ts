import type { StepId } from '@/lib/ids';
import type { Plan, PlanStep } from '@/plan/plan';
import { allPlanSteps } from '@/plan/plan-steps';
import type { TriggerRequest } from '@/plan/run';
import { STATE_NAMES, type StateName, type StateTexts } from '@/plan/state';
import { compile } from './compile';
import type { Flow, Payload } from './project';
import { payloadToRequest } from './request';

/** What a run was made of. */
export interface RunBasis {
  readonly plan: Plan;
  readonly request: TriggerRequest;
  readonly configVars: Readonly<Record<string, unknown>>;
  /** The state as the run left it; null where it is not known. */
  readonly state: StateTexts | null;
}

/** What the next run would be made of. */
export interface WorkNow {
  readonly flow: Flow;
  readonly payload: Payload | null;
  readonly configVars: Readonly<Record<string, unknown>>;
  readonly state: StateTexts | null;
}

let last: {
  readonly basis: RunBasis;
  readonly now: WorkNow;
  readonly reasons: ReadonlyMap<StepId, string>;
} | null = null;

/**
 * The steps whose result would no longer come of the work as it stands, and why in a few words ("Map order has
 * changed"). Positions, descriptions and names of payloads make nothing stale. Remembers its last answer, so that
 * every step on screen may ask.
 */
export function staleSteps(basis: RunBasis, now: WorkNow): ReadonlyMap<StepId, string> {
  if (
    last?.basis === basis &&
    last.now.flow === now.flow &&
    last.now.payload === now.payload &&
    last.now.configVars === now.configVars &&
    changedState(last.now.state, now.state).length === 0
  ) {
    return last.reasons;
  }
  const reasons = findReasons(basis, now);
  last = { basis, now, reasons };
  return reasons;
}

function findReasons(basis: RunBasis, { flow, payload, configVars, state }: WorkNow) {
  const reasons = new Map<StepId, string>();
  if (basis.plan.flow.id !== flow.id) return reasons;
  const before = planned(basis.plan);
  const plan = compile(flow, payload);
  const idOf = new Map(allPlanSteps(plan.steps).map(({ key, id }) => [key, id]));
  const forAll = sharedReason(basis, payload, configVars);
  const changed = changedState(basis.state, state);
  /** A step is stale by itself, by what it follows, or (a container) by what is inside it. */
  const judge = (step: PlanStep, follows: string | null): string | null => {
    const was = before.get(step.id);
    const own =
      was === undefined
        ? null
        : (forAll ?? ownReason(step, was) ?? stateReason(step, changed) ?? follows);
    let inner: string | null = null;
    // Inside a container each step follows the one before it.
    for (const sequence of sequencesOf(step)) {
      let reason = own;
      for (const next of sequence) reason = judge(next, reason) ?? reason;
      inner ??= reason;
    }
    const reason = own ?? inner;
    if (was !== undefined && reason !== null) reasons.set(step.id, reason);
    return reason;
  };
  // In plan order, so that what a step waits for has been judged before it.
  for (const step of plan.steps) {
    const follows = step.waitsFor
      .map((key) => reasons.get(idOf.get(key) ?? step.id) ?? null)
      .find((reason) => reason !== null);
    judge(step, follows ?? null);
  }
  return reasons;
}

function planned(plan: Plan): ReadonlyMap<StepId, PlanStep> {
  return new Map(allPlanSteps(plan.steps).map((step) => [step.id, step]));
}

function sequencesOf(step: PlanStep): readonly (readonly PlanStep[])[] {
  if (step.kind === 'loop') return [step.steps];
  if (step.kind === 'branch' || step.kind === 'pass')
    return step.branches.map(({ steps }) => steps);
  return [];
}

function sharedReason(
  basis: RunBasis,
  payload: Payload | null,
  configVars: Readonly<Record<string, unknown>>,
): string | null {
  if (payload !== null && !isSent(basis.request, payload)) {
    return 'the payload is not the one that ran';
  }
  return isSame(configVars, basis.configVars) ? null : 'config variables have changed';
}

/** Says what changed by the step's name: the reason is shown at the steps behind it too. */
function ownReason(step: PlanStep, before: PlanStep): string | null {
  if (before.kind === 'given' && step.kind !== 'given') return null;
  const { name } = step;
  if (step.kind === 'code' && before.kind === 'code') {
    if (step.source !== before.source) return `the code of ${name} has changed`;
  } else if (!isSame(ownPart(step), ownPart(before))) {
    return step.kind === 'given' || step.kind === 'missing' || step.kind === 'failing'
      ? `the mock of ${name} has changed`
      : `${name} has changed`;
  }
  if (step.key !== before.key) return `${name} has another name`;
  if (!isSame(step.errorHandling, before.errorHandling)) {
    return `the error handling of ${name} has changed`;
  }
  const isSameOrder = isSame(step.waitsFor.toSorted(), before.waitsFor.toSorted());
  return isSameOrder ? null : `${name} is connected otherwise`;
}

/** Only what code names can come of a state object. */
function stateReason(step: PlanStep, changed: readonly StateName[]): string | null {
  if (step.kind !== 'code') return null;
  const name = changed.find((candidate) => step.source.includes(candidate));
  return name === undefined ? null : `${name} has changed`;
}

function changedState(one: StateTexts | null, other: StateTexts | null): readonly StateName[] {
  if (one === null || other === null) return [];
  return STATE_NAMES.filter((name) => name !== 'executionState' && one[name] !== other[name]);
}

/** What a step is, without its place in the flow; of the steps inside it only which they are. */
function ownPart(step: PlanStep): unknown {
  const { waitsFor: _waitsFor, sees: _sees, errorHandling: _handling, ...own } = step;
  if (own.kind === 'loop') return { ...own, steps: own.steps.map(({ id }) => id) };
  if (own.kind !== 'branch' && own.kind !== 'pass') return own;
  const branches = own.branches.map(({ name, steps }) => [name, steps.map(({ id }) => id)]);
  return { ...own, branches };
}

/** Compared once per payload and run: a body may have megabytes, and code is typed a key at a time. */
const compared = new WeakMap<
  Payload,
  { readonly with: TriggerRequest; readonly isSame: boolean }
>();

function isSent(request: TriggerRequest, payload: Payload): boolean {
  const known = compared.get(payload);
  if (known?.with === request) return known.isSame;
  const isSame = isSameRequest(request, payloadToRequest(payload).request);
  compared.set(payload, { with: request, isSame });
  return isSame;
}

function isSameRequest(one: TriggerRequest, other: TriggerRequest): boolean {
  if (one === other) return true;
  const { body, ...rest } = one;
  const { body: otherBody, ...otherRest } = other;
  return isSame(rest, otherRest) && isSameBytes(body, otherBody);
}

function isSameBytes(one: Uint8Array | null, other: Uint8Array | null): boolean {
  if (one === null || other === null) return one === other;
  if (one.length !== other.length) return false;
  // A call per byte would take a tenth of a second for ten megabytes.
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** Records are the same in any order of their members. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([key, member]) => [key, sorted(member)]);
}
