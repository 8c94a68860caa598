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

/** An input that is a plain value. */
export const value = (text: unknown): StepInput => ({ type: 'value', value: text });
/** An input that refers to a result: `step.results.path`. */
export const reference = (text: string): StepInput => ({ type: 'reference', value: text });
/** An input that is text with references in braces. */
export const template = (text: string): StepInput => ({ type: 'template', value: text });

/** What an action returns as its data, as an expression over `s`, its stepResults. */
export function code(key: string, data: string, extra: Extra = {}): Draft {
  const source = `module.exports = async (context, s) => ({ data: ${data} })`;
  return { ...base(key, extra), kind: 'code', role: 'action', source };
}

/** A code step with its whole source. */
export function codeOf(key: string, source: string, extra: Extra = {}): Draft {
  return { ...base(key, extra), kind: 'code', role: 'action', source };
}

/** A step that gives on what it received, as a webhook trigger does. */
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

/** A step whose result is given and not run: pinned or mocked. */
export function given(key: string, results: unknown): Draft {
  return { ...base(key), kind: 'given', results };
}

/** A loop over the items of an input. */
export function forEach(
  key: string,
  items: StepInput,
  steps: readonly Draft[],
  extra: Extra = {},
): Draft {
  return { ...base(key, extra), kind: 'loop', over: 'items', inputs: { items }, steps };
}

/** A loop of so many iterations; undefined for an input that is not there. */
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

/** A step that has nothing but inputs. */
export function simple(
  kind: 'break' | 'stop' | 'log' | 'select',
  key: string,
  inputs: StepInputs = {},
): Draft {
  return kind === 'break' ? { ...base(key), kind } : { ...base(key), kind, inputs };
}

/** A step of another component, mocked to fail or not mocked at all. */
export function mocked(kind: 'failing' | 'missing', key: string, extra: Extra = {}): Draft {
  return { ...base(key, extra), kind, message: `${key} is mocked so.` };
}

/** What is done when a step fails, beginning with what is done by default. */
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
