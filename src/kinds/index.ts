import { codeBlock } from './code-block';
import { codeBlockTrigger } from './code-block-trigger';

/** The registry: a new kind is one file and one line here. */
export const stepKinds = {
  codeBlockTrigger,
  codeBlock,
} as const;

export type StepKindKey = keyof typeof stepKinds;
export type StepData<Key extends StepKindKey> = ReturnType<(typeof stepKinds)[Key]['create']>;

/** True for a key of the registry: guards texts from files. */
export function isStepKindKey(value: unknown): value is StepKindKey {
  return typeof value === 'string' && Object.hasOwn(stepKinds, value);
}
