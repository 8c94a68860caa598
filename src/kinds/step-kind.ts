import type { CodePlanStep } from '@/plan/plan';

/** One field of a step kind's form. */
export interface CodeField {
  readonly key: 'code';
  readonly label: string;
  readonly comments: string;
  readonly type: 'code';
  readonly language: 'javascript';
}

/** What a kind adds to the plan's step; the compiler adds id, key, order and time-out. */
export type PlanStepBody = Pick<CodePlanStep, 'kind' | 'role' | 'source'>;

/**
 * A kind of step as one object: pure data and functions. The palette, the form, validation, file parsing,
 * the run and the exports read it from the registry and know no kind by name.
 */
export interface StepKind<Key extends string, Data> {
  readonly key: Key;
  /** As the platform calls it; also the default name of an action. */
  readonly label: string;
  readonly description: string;
  readonly role: 'trigger' | 'action';
  /** The platform's component and action keys. */
  readonly platform: { readonly component: string; readonly action: string };
  readonly fields: readonly CodeField[];
  readonly create: () => Data;
  /** Reads data from a file or storage: null where its shape is wrong. */
  readonly parse: (value: unknown) => Data | null;
  readonly compile: (data: Data) => PlanStepBody;
}
