import { branchesOf, hasBody } from '@/kinds';
import type { StepId } from '@/lib/ids';
import { containersOf, stepsInside } from '@/model/graph';
import type { Flow, Step } from '@/model/project';
import { toPlainJson } from '@/plan/encoding';
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
  // The iterations of the loops around it come first.
  const count = (first.nth === 0 ? -1 : (first.iteration[container.depth] ?? -1)) + 1;
  if (own.status === 'running') return count === 0 ? '' : `Iteration ${count.toLocaleString('en')}`;
  return `${count.toLocaleString('en')} ${count === 1 ? 'iteration' : 'iterations'}`;
}

type Container =
  | { readonly kind: 'branch' }
  /** `first` is the first step of its body, `depth` the number of loops around it. */
  | { readonly kind: 'loop'; readonly first: StepId | null; readonly depth: number };

const containers = new WeakMap<readonly Step[], ReadonlyMap<StepId, Container>>();

function containersIn(flow: Flow): ReadonlyMap<StepId, Container> {
  const known = containers.get(flow.steps);
  if (known !== undefined) return known;
  const found = new Map<StepId, Container>();
  for (const step of flow.steps) {
    if (hasBody(step)) {
      const first = stepsInside(flow, { stepId: step.id, branch: null })[0]?.id ?? null;
      const depth = containersOf(flow, step).filter(hasBody).length;
      found.set(step.id, { kind: 'loop', first, depth });
    } else if (branchesOf(step).length > 0 && step !== flow.steps[0]) {
      found.set(step.id, { kind: 'branch' });
    }
  }
  containers.set(flow.steps, found);
  return found;
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
