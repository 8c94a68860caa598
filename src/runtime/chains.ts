import type { Plan, PlanStep } from '@/plan/plan';

/** Steps that follow one another without a fork or a join: one worker walks them with no word from the host. */
export interface Chain {
  readonly index: number;
  readonly steps: readonly PlanStep[];
  /** The chains whose last steps this one's first step waits for. */
  readonly after: readonly number[];
  /** Whether other chains exist that may need its results. */
  readonly isShared: boolean;
}

/** Cuts a plan at its forks and joins. In plan order, so that a chain stands behind those it waits for. */
export function toChains(plan: Plan): readonly Chain[] {
  const followers = new Map<string, PlanStep[]>(plan.steps.map(({ key }) => [key, []]));
  for (const step of plan.steps) {
    for (const key of step.waitsFor) followers.get(key)?.push(step);
  }
  const chains: Chain[] = [];
  const chainOf = new Map<string, number>();
  for (const head of plan.steps) {
    if (chainOf.has(head.key)) continue;
    const index = chains.length;
    const steps = [head];
    for (
      let next = onlyFollower(head, followers);
      next !== null;
      next = onlyFollower(next, followers)
    ) {
      steps.push(next);
    }
    for (const { key } of steps) chainOf.set(key, index);
    const after = new Set(head.waitsFor.flatMap((key) => chainOf.get(key) ?? []));
    chains.push({ index, steps, after: [...after], isShared: true });
  }
  return chains.length > 1 ? chains : chains.map((chain) => ({ ...chain, isShared: false }));
}

function onlyFollower(
  step: PlanStep,
  followers: ReadonlyMap<string, readonly PlanStep[]>,
): PlanStep | null {
  const [next, ...others] = followers.get(step.key) ?? [];
  return next !== undefined && others.length === 0 && next.waitsFor.length === 1 ? next : null;
}

/** What stands for the chain where there was none yet: it comes before all. */
export const BEFORE_ALL = -1;

/** Whether `other` waits for `one`, itself or through others. */
export function isAncestor(chains: readonly Chain[], one: number, other: number): boolean {
  if (one === other) return false;
  if (one === BEFORE_ALL) return true;
  const open = [...(chains[other]?.after ?? [])];
  const seen = new Set<number>();
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (index === one) return true;
    if (seen.has(index)) continue;
    seen.add(index);
    open.push(...(chains[index]?.after ?? []));
  }
  return false;
}
