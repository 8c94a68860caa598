import { stepKinds } from '@/kinds';
import type { StepId } from '@/lib/ids';
import { stepsInside } from '@/model/graph';
import type { Flow, Step } from '@/model/project';
import { toPlainJson } from '@/plan/decoding';
import type { ResultBytes, RunState } from '@/plan/run';

/**
 * What a run did inside a container, in a few words: which iteration a loop is in or how many there were, which branch
 * was taken. Empty for other steps, and before the container ran.
 */
export function containerWords(flow: Flow, id: StepId, run: RunState): string {
  const container = containersIn(flow).get(id);
  const own = run.steps[id];
  if (container === undefined || own === undefined || own.startedAt === null) return '';
  if (container.kind === 'branch') return branchTaken(own.result) ?? '';
  const first = container.first === null ? undefined : run.steps[container.first];
  if (first === undefined) return '';
  // The iterations of the loops around it come first; those of an earlier time it ran do not count.
  const isOfThisTime = own.iteration.every((at, depth) => at === first.iteration[depth]);
  const last = isOfThisTime && first.nth > 0 ? first.iteration[own.iteration.length] : undefined;
  const count = (last ?? -1) + 1;
  const shown = count.toLocaleString('en');
  if (own.status !== 'running') return `${shown} ${count === 1 ? 'iteration' : 'iterations'}`;
  if (count === 0) return '';
  const { total } = container;
  return total === null
    ? `Iteration ${shown}`
    : `Iteration ${shown} of ${total.toLocaleString('en')}`;
}

type Container =
  | { readonly kind: 'branch' }
  /** `first` is the first step of its body, `total` how often it runs where that is a plain number. */
  | { readonly kind: 'loop'; readonly first: StepId | null; readonly total: number | null };

const containers = new WeakMap<readonly Step[], ReadonlyMap<StepId, Container>>();

function containersIn(flow: Flow): ReadonlyMap<StepId, Container> {
  const known = containers.get(flow.steps);
  if (known !== undefined) return known;
  const found = new Map<StepId, Container>();
  for (const step of flow.steps) {
    // Another component's step holds steps too, but runs none.
    const { holds } = stepKinds[step.kind];
    if (holds === 'branches') found.set(step.id, { kind: 'branch' });
    if (holds !== 'steps') continue;
    const first = stepsInside(flow, { stepId: step.id, branch: null })[0]?.id ?? null;
    found.set(step.id, { kind: 'loop', first, total: totalOf(step) });
  }
  containers.set(flow.steps, found);
  return found;
}

function totalOf(step: Step): number | null {
  if (step.kind !== 'loopNTimes') return null;
  const input = step.data.inputs['iterationCount'];
  const total = input?.type === 'value' && input.value !== '' ? Number(input.value) : Number.NaN;
  return Number.isInteger(total) && total > 0 ? total : null;
}

const taken = new WeakMap<ResultBytes, string | null>();

/** The name of the branch in a branch step's result. */
function branchTaken(result: ResultBytes | null): string | null {
  if (result === null) return null;
  const known = taken.get(result);
  if (known !== undefined) return known;
  const value = toPlainJson(result.bytes);
  const name: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, 'branch') : null;
  const found = typeof name === 'string' ? name : null;
  taken.set(result, found);
  return found;
}
