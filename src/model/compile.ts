import { branchesOf, compileKind, hasBody } from '@/kinds';
import type { StepMock } from '@/kinds/step-kind';
import type { StepId } from '@/lib/ids';
import type { Plan, PlanStep, PlanStepHead } from '@/plan/plan';
import {
  allInside,
  ancestors,
  orderSteps,
  parentsOf,
  stepsInside,
  topSteps,
  unreachedSteps,
} from './graph';
import type { Flow, Mock, Payload, Step } from './project';
import { stepKey } from './step-key';

/**
 * What the runner is given: the flow, with what the payload says of steps that cannot run here. Deterministic; a flow
 * with problems compiles too, and the caller refuses to run it.
 */
export function compile(flow: Flow, payload: Payload | null = null): Plan {
  const mocks = new Map((payload?.mocks ?? []).map((mock) => [mock.stepId, readMock(mock)]));
  const compiler: Compiler = { flow, mocks, triggerBranch: payload?.triggerBranch ?? null };
  const closed = orderSteps(flow).filter((step) => neverRunsItsSteps(step));
  const unreached = new Set([
    ...closed.flatMap((step) => allInside(flow, step)),
    ...unreachedSteps(flow),
  ]);
  return {
    flow: { id: flow.id, name: flow.name },
    isSynchronous: flow.isSynchronous,
    steps: topSteps(flow).map((step) => compileStep(compiler, step)),
    unreached: [...unreached].map(headOf),
  };
}

interface Compiler {
  readonly flow: Flow;
  readonly mocks: ReadonlyMap<StepId, StepMock>;
  readonly triggerBranch: string | null;
}

function compileStep(compiler: Compiler, step: Step): PlanStep {
  const { flow, mocks, triggerBranch } = compiler;
  const inside = (branch: Parameters<typeof stepsInside>[1]['branch']): PlanStep[] =>
    stepsInside(flow, { stepId: step.id, branch }).map((inner) => compileStep(compiler, inner));
  const branches = branchesOf(step);
  const isTrigger = step === flow.steps[0];
  const takes = isTrigger ? branches.findIndex(({ id }) => id === triggerBranch) : -1;
  const body = compileKind(step, {
    name: step.name,
    branches: branches.map(({ id, name }) => ({ name, steps: inside(id) })),
    steps: hasBody(step) ? inside(null) : [],
    mock: mocks.get(step.id) ?? null,
    takes: takes === -1 ? null : takes,
  });
  return {
    ...headOf(step),
    ...body,
    waitsFor: step.parent === null ? parentsOf(flow, step.id).map(({ name }) => stepKey(name)) : [],
    sees: ancestors(flow, step.id).map(({ name }) => stepKey(name)),
    timeoutMs: step.timeoutMs,
    errorHandling: step.errorHandling,
  };
}

/** Another component's step may hold steps; what would run them does not run here. */
function neverRunsItsSteps(step: Step): boolean {
  return step.kind === 'componentStep' && (step.data.holdsSteps || step.data.branches.length > 0);
}

/** Text that is no JSON stands for itself: the editor says so where it is written. */
function readMock({ kind, text }: Mock): StepMock {
  if (kind === 'error') return { kind, message: text };
  try {
    return { kind, results: JSON.parse(text) as unknown };
  } catch {
    return { kind, results: text };
  }
}

function headOf(step: Step): PlanStepHead {
  return { id: step.id, key: stepKey(step.name), name: step.name };
}
