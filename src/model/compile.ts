import { stepKinds } from '@/kinds';
import type { StepId } from '@/lib/ids';
import type { Plan, PlanStep } from '@/plan/plan';
import { ancestors, orderSteps, parentsOf, unreachedSteps } from './graph';
import type { Flow, Step } from './project';
import { stepKey } from './step-key';

/** What the runner is given. Deterministic; a flow with problems compiles too, and the caller refuses to run it. */
export function compile(flow: Flow): Plan {
  return {
    flow: { id: flow.id, name: flow.name },
    isSynchronous: flow.isSynchronous,
    steps: orderSteps(flow).map((step) => compileStep(flow, step)),
    unreached: unreachedSteps(flow).map(headOf),
  };
}

function compileStep(flow: Flow, step: Step): PlanStep {
  return {
    ...headOf(step),
    ...stepKinds[step.kind].compile(step.data),
    waitsFor: parentsOf(flow, step.id).map(({ name }) => stepKey(name)),
    sees: ancestors(flow, step.id).map(({ name }) => stepKey(name)),
    timeoutMs: step.timeoutMs,
    errorHandling: null,
  };
}

function headOf(step: Step): { id: StepId; key: string; name: string } {
  return { id: step.id, key: stepKey(step.name), name: step.name };
}
