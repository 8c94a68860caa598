import type { FlowId, PayloadId, StepId } from '@/lib/ids';

/**
 * Something wrong with a project, a file or a request: what, where, and what to do.
 * `line` and `column` count from 1 in the user's own code. Errors stop a run of their flow, warnings do not.
 */
export interface Problem {
  readonly severity: 'error' | 'warning' | 'info';
  /** Stable, kebab-case: `step-key-collides`. */
  readonly code: string;
  /** A sentence that says what is wrong, and one that says what to do. */
  readonly message: string;
  readonly flowId?: FlowId;
  readonly stepId?: StepId;
  readonly field?: string;
  readonly line?: number;
  readonly column?: number;
  /** What mends it at a click. */
  readonly fix?: ProblemFix;
  /** The page of the platform's documentation that says so. */
  readonly source?: string;
}

/** A change that mends a problem on one click. */
export type ProblemFix =
  | { readonly kind: 'create-config-var'; readonly name: string }
  /** Text put into the step's code, at a place counted in characters from its begin. */
  | {
      readonly kind: 'insert-code';
      readonly label: string;
      readonly at: number;
      readonly text: string;
    }
  /** `name` is of what is mended. */
  | {
      readonly kind: 'give-mock';
      readonly name: string;
      readonly stepId: StepId;
      readonly payloadId: PayloadId;
    }
  | { readonly kind: 'choose-branch'; readonly name: string; readonly payloadId: PayloadId };
