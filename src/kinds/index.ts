import { branchOnExpression } from './branch-on-expression';
import { branchOnValue } from './branch-on-value';
import { breakLoop } from './break-loop';
import { codeBlock } from './code-block';
import { codeBlockTrigger } from './code-block-trigger';
import { componentStep } from './component-step';
import { componentTrigger } from './component-trigger';
import { crossFlowTrigger } from './cross-flow-trigger';
import type { Branch } from './inputs-data';
import { instanceDeployTrigger } from './instance-deploy-trigger';
import { instanceRemoveTrigger } from './instance-remove-trigger';
import { loopNTimes } from './loop-n-times';
import { loopOverItems } from './loop-over-items';
import { recursiveTrigger } from './recursive-trigger';
import { scheduleTrigger } from './schedule-trigger';
import { selectExecutedStepResult } from './select-executed-step-result';
import type { CompileContext, PlanStepBody, StepKind } from './step-kind';
import { stopExecution } from './stop-execution';
import { webhookTrigger } from './webhook-trigger';
import { writeLog } from './write-log';

/** The registry: a new kind is one file and one line here. In the order the picker shows them. */
export const stepKinds = {
  codeBlockTrigger,
  codeBlock,
  branchOnExpression,
  branchOnValue,
  loopOverItems,
  loopNTimes,
  breakLoop,
  stopExecution,
  writeLog,
  selectExecutedStepResult,
  webhookTrigger,
  scheduleTrigger,
  instanceDeployTrigger,
  instanceRemoveTrigger,
  crossFlowTrigger,
  recursiveTrigger,
  componentTrigger,
  componentStep,
} as const;

/** A kind of step by its key in the registry, which the project file has too. */
export type StepKindKey = keyof typeof stepKinds;
/** The data of a step of that kind, as its parser gives it. */
export type StepData<Key extends StepKindKey> = NonNullable<
  ReturnType<(typeof stepKinds)[Key]['parse']>
>;

/** A kind with its data, as steps hold them. */
export type KindAndData = {
  [Key in StepKindKey]: { readonly kind: Key; readonly data: StepData<Key> };
}[StepKindKey];

/** True for a key of the registry: guards texts from files. */
export function isStepKindKey(value: unknown): value is StepKindKey {
  return typeof value === 'string' && Object.hasOwn(stepKinds, value);
}

/** What the step's kind makes of its data. */
export function compileKind({ kind, data }: KindAndData, context: CompileContext): PlanStepBody {
  // The data is that of the kind, which no type of a union of all kinds can say.
  const compile: StepKind<string, never>['compile'] = stepKinds[kind].compile;
  return compile(data as never, context);
}

/** The step's JavaScript; null for a kind that has none. */
export function codeOf({ data }: KindAndData): string | null {
  return 'code' in data ? data.code : null;
}

const NO_BRANCHES: readonly Branch[] = [];

/** The step's named branches, in order. */
export function branchesOf({ data }: KindAndData): readonly Branch[] {
  return 'branches' in data ? data.branches : NO_BRANCHES;
}

/** Whether it holds steps as a loop does. */
export function hasBody({ kind, data }: KindAndData): boolean {
  return stepKinds[kind].holds === 'steps' || ('holdsSteps' in data && data.holdsSteps);
}
