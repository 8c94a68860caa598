import { stepKinds } from '@/kinds';
import type { StepId } from '@/lib/ids';
import type { Plan, PlanStep } from '@/plan/plan';
import type { TriggerRequest } from '@/plan/run';
import { orderSteps } from './graph';
import type { Flow, Payload, Step } from './project';
import { payloadToRequest } from './request';
import { stepKey } from './step-key';

/** What a run was made of. */
export interface RunBasis {
  readonly plan: Plan;
  readonly request: TriggerRequest;
  readonly configVars: Readonly<Record<string, unknown>>;
}

/** What the next run would be made of. */
export interface WorkNow {
  readonly flow: Flow;
  readonly payload: Payload | null;
  readonly configVars: Readonly<Record<string, unknown>>;
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
    last.now.configVars === now.configVars
  ) {
    return last.reasons;
  }
  const reasons = findReasons(basis, now);
  last = { basis, now, reasons };
  return reasons;
}

function findReasons(basis: RunBasis, { flow, payload, configVars }: WorkNow) {
  const reasons = new Map<StepId, string>();
  if (basis.plan.flow.id !== flow.id) return reasons;
  const planned = new Map(basis.plan.steps.map((step) => [step.id, step]));
  const forAll = sharedReason(basis, payload, configVars);
  const ordered = orderSteps(flow);
  const names = new Map(ordered.map(({ id, name }) => [id, name]));
  const parents = new Map<StepId, StepId[]>(ordered.map(({ id }) => [id, []]));
  for (const { from, to } of flow.edges) {
    if (names.has(from)) parents.get(to)?.push(from);
  }
  // In plan order, so that what a step waits for has been judged before it.
  for (const step of ordered) {
    const before = planned.get(step.id);
    if (before === undefined) continue;
    const own = parents.get(step.id) ?? [];
    const keys = own.map((id) => stepKey(names.get(id) ?? ''));
    const reason =
      forAll ??
      ownReason(step, before, keys) ??
      own.map((id) => reasons.get(id) ?? null).find((found) => found !== null);
    if (reason !== null && reason !== undefined) reasons.set(step.id, reason);
  }
  return reasons;
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
function ownReason(step: Step, before: PlanStep, waitsFor: readonly string[]): string | null {
  if (before.kind === 'given') return null;
  const own = stepKinds[step.kind].compile(step.data);
  const isCode = own.kind === 'code' && before.kind === 'code';
  if (isCode && own.source !== before.source) return `the code of ${step.name} has changed`;
  if (stepKey(step.name) !== before.key) return `${step.name} has another name`;
  const isSameOrder = isSame(waitsFor.toSorted(), before.waitsFor.toSorted());
  return isSameOrder ? null : `${step.name} is connected otherwise`;
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
