import type { StepId } from '@/lib/ids';
import {
  type ErrorHandling,
  type Plan,
  type PlanBranch,
  type PlanStep,
  type StepInput,
  type StepInputs,
} from '@/plan/plan';

type Draft = PlanStep;

type Extra = Partial<Pick<PlanStep, 'timeoutMs' | 'errorHandling'>>;

const base = (key: string, extra: Extra = {}) => ({
  id: `id-${key}` as StepId,
  key,
  name: key,
  waitsFor: [],
  sees: [],
  timeoutMs: null,
  errorHandling: null,
  ...extra,
});

export const value = (text: unknown): StepInput => ({ type: 'value', value: text });
export const reference = (text: string): StepInput => ({ type: 'reference', value: text });
export const template = (text: string): StepInput => ({ type: 'template', value: text });

/** What an action returns as its data, as an expression over `s`, its stepResults. */
export function code(key: string, data: string, extra: Extra = {}): Draft {
  const source = `module.exports = async (context, s) => ({ data: ${data} })`;
  return { ...base(key, extra), kind: 'code', role: 'action', source };
}

export function codeOf(key: string, source: string, extra: Extra = {}): Draft {
  return { ...base(key, extra), kind: 'code', role: 'action', source };
}

export function pass(key: string, more: Partial<Extract<PlanStep, { kind: 'pass' }>> = {}): Draft {
  return {
    ...base(key),
    kind: 'pass',
    response: null,
    note: null,
    branches: [],
    takes: null,
    ...more,
  };
}

export function given(key: string, results: unknown): Draft {
  return { ...base(key), kind: 'given', results };
}

export function forEach(
  key: string,
  items: StepInput,
  steps: readonly Draft[],
  extra: Extra = {},
): Draft {
  return { ...base(key, extra), kind: 'loop', over: 'items', inputs: { items }, steps };
}

export function times(key: string, count: unknown, steps: readonly Draft[]): Draft {
  const inputs: StepInputs = count === undefined ? {} : { iterationCount: value(count) };
  return { ...base(key), kind: 'loop', over: 'count', inputs, steps };
}

/** Branches by condition; one without a condition is Else. */
export function when(
  key: string,
  ...branches: readonly (readonly [name: string, condition: unknown, ...steps: Draft[]])[]
): Draft {
  const rows = branches.flatMap(([name, condition]) =>
    condition === null ? [] : [{ name, type: 'complex', value: condition }],
  );
  return {
    ...base(key),
    kind: 'branch',
    by: 'expression',
    inputs: { conditions: { type: 'complex', value: rows } },
    branches: branches.map(([name, , ...steps]): PlanBranch => ({ name, steps })),
  };
}

export function simple(
  kind: 'break' | 'stop' | 'log' | 'select',
  key: string,
  inputs: StepInputs = {},
): Draft {
  return kind === 'break' ? { ...base(key), kind } : { ...base(key), kind, inputs };
}

export function mocked(kind: 'failing' | 'missing', key: string, extra: Extra = {}): Draft {
  return { ...base(key, extra), kind, message: `${key} is mocked so.` };
}

export const handling = (of: Partial<ErrorHandling>): { errorHandling: ErrorHandling } => ({
  errorHandling: {
    type: 'fail',
    maxAttempts: 0,
    delaySeconds: 0,
    usesExponentialBackoff: false,
    ignoreFinalError: false,
    ...of,
  },
});

/** A plan of steps one after the other: each sees all before it, and what it stands in. */
export function aPlan(steps: readonly Draft[], isSynchronous = false): Plan {
  const seen: string[] = [];
  const place = (step: Draft, before: string | null): Draft => {
    const placed = {
      ...step,
      sees: [...seen],
      waitsFor: before === null ? [] : [before],
    };
    seen.push(step.key);
    switch (placed.kind) {
      case 'loop':
        return { ...placed, steps: placed.steps.map((inner) => place(inner, null)) };
      case 'branch':
      case 'pass':
        return {
          ...placed,
          branches: placed.branches.map((branch) => ({
            ...branch,
            steps: branch.steps.map((inner) => place(inner, null)),
          })),
        };
      default:
        return placed;
    }
  };
  return {
    flow: { id: 'flow' as never, name: 'Flow' },
    isSynchronous,
    steps: steps.map((step, at) => place(step, steps[at - 1]?.key ?? null)),
    unreached: [],
  };
}
