import { isStepKindKey, stepKinds, type KindAndData } from '@/kinds';
import type { BranchId, EdgeId, StepId } from '@/lib/ids';
import { member } from '@/lib/member';
import { err, ok, type Result } from '@/lib/result';
import type { StepClip } from '@/model/clip';
import { collect, placesInside } from '@/model/graph';
import { isKept } from '@/model/kept';
import type { Edge, Step, StepParent } from '@/model/project';
import { errorHandlingVersion2 } from '@/formats/project/version-2';
import type { Problem } from '@/plan/problem';
import { parseJsonText, problem } from '@/formats/json-text';

const CLIP_FORMAT = 'code-connector-steps';
const MOST_CHARACTERS = 10_000_000;
const MOST_STEPS = 2_000;
const MOST_EDGES = 10_000;

/** Copied steps as text: JSON that a person can read, send and paste elsewhere. */
export function writeClip({ steps, edges }: StepClip): string {
  return `${JSON.stringify({ format: CLIP_FORMAT, version: 1, steps, edges }, null, 2)}\n`;
}

/** Whether text looks like copied steps, so that pasting other text is left to the browser. */
export function isClipText(text: string): boolean {
  return text.length < MOST_CHARACTERS && text.slice(0, 200).includes(`"${CLIP_FORMAT}"`);
}

/** Reads copied steps; nothing of the text is trusted. */
export function readClip(text: string): Result<StepClip, Problem> {
  const refused = err(
    problem('clip-foreign', 'The clipboard holds no steps. Copy steps of a flow first.'),
  );
  if (!isClipText(text)) return refused;
  const parsed = parseJsonText(text);
  if (!parsed.ok) return err(parsed.error);
  const steps = wholeTree(list(parsed.value, 'steps').slice(0, MOST_STEPS).flatMap(readStep));
  if (steps.length === 0) return refused;
  const ids = new Set(steps.flatMap(({ id, parent }) => (parent === null ? [id] : [])));
  const edges = list(parsed.value, 'edges')
    .slice(0, MOST_EDGES)
    .flatMap(readEdge)
    .filter(({ from, to }) => ids.has(from) && ids.has(to) && from !== to);
  return ok({ steps, edges: withoutCircles(edges) });
}

function readStep(value: unknown): Step[] {
  const kind = member(value, 'kind');
  const id = member(value, 'id');
  if (!isStepKindKey(kind) || typeof id !== 'string' || stepKinds[kind].role !== 'action')
    return [];
  const data = stepKinds[kind].parse(member(value, 'data'));
  if (data === null) return [];
  const position = member(value, 'position');
  const handling = errorHandlingVersion2.safeParse(member(value, 'errorHandling'));
  const kept = member(value, 'kept');
  const step: Step = {
    // The brand exists only in the type system.
    id: id as StepId,
    name: text(member(value, 'name')) || stepKinds[kind].label,
    description: text(member(value, 'description')),
    timeoutMs: timeout(member(value, 'timeoutMs')),
    position: { x: number(member(position, 'x')), y: number(member(position, 'y')) },
    parent: readParent(member(value, 'parent')),
    errorHandling: handling.success ? handling.data : null,
    ...(isKept(kept) ? { kept } : {}),
    // The kind's own parser made the data.
    ...({ kind, data } as KindAndData),
  };
  return [step];
}

function readParent(value: unknown): StepParent | null {
  const stepId = member(value, 'stepId');
  const branch = member(value, 'branch');
  if (typeof stepId !== 'string' || (branch !== null && typeof branch !== 'string')) return null;
  // The brands exist only in the type system.
  return { stepId: stepId as StepId, branch: branch as BranchId | null };
}

/** A step whose container is not among them, or is inside it, comes to stand free. */
function wholeTree(steps: readonly Step[]): Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const isFound = (step: Step): boolean => {
    const path = new Set<StepId>();
    let at = step;
    while (at.parent !== null) {
      const { stepId, branch } = at.parent;
      const container = byId.get(stepId);
      if (container === undefined || path.has(at.id)) return false;
      if (!placesInside(container).some((place) => place.branch === branch)) return false;
      path.add(at.id);
      at = container;
    }
    return true;
  };
  return steps.map((step) => (isFound(step) ? step : { ...step, parent: null }));
}

function readEdge(value: unknown): Edge[] {
  const from = member(value, 'from');
  const to = member(value, 'to');
  if (typeof from !== 'string' || typeof to !== 'string') return [];
  // The brands exist only in the type system.
  return [{ id: `${from}-${to}` as EdgeId, from: from as StepId, to: to as StepId }];
}

/** Keeps edges as long as they close no circle. */
function withoutCircles(edges: readonly Edge[]): Edge[] {
  const next = new Map<StepId, Set<StepId>>();
  return edges.filter(({ from, to }) => {
    const others = next.get(from) ?? new Set();
    if (others.has(to) || collect(to, next).has(from)) return false;
    next.set(from, others.add(to));
    return true;
  });
}

function timeout(value: unknown): number | null {
  return typeof value === 'number' && value >= 1_000 && value <= 900_000 ? value : null;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 1_000) : '';
}

function number(value: unknown): number {
  return typeof value === 'number' && Math.abs(value) < 1e7 ? Math.round(value) : 0;
}

function list(value: unknown, key: string): readonly unknown[] {
  const items = member(value, key);
  return Array.isArray(items) ? items : [];
}
