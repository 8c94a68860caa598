import type { PlanBranch, PlanStep, PlanStepHead } from '@/plan/plan';

/** JavaScript, edited in the code editor. */
export interface CodeField {
  readonly key: 'code';
  readonly label: string;
  readonly comments: string;
  readonly type: 'code';
  readonly language: 'javascript';
}

/** One of the platform's inputs: a value, a reference, a template or a config variable, or a structure of its own. */
export interface InputField {
  readonly key: string;
  readonly label: string;
  readonly comments: string;
  readonly type:
    | 'text'
    | 'longText'
    | 'picklist'
    | 'keyvaluelist'
    | 'references'
    | 'conditions'
    | 'branchValueMappings';
  /** Of a picklist. */
  readonly options?: readonly string[];
  readonly isRequired?: boolean;
}

/** A field of a step's form. */
export type StepField = CodeField | InputField;

type Plain = { readonly timeoutMs: unknown; readonly waitsFor: unknown; readonly sees: unknown };
type Body<Whole> = Whole extends PlanStep
  ? Omit<Whole, keyof PlanStepHead | keyof Plain | 'errorHandling'>
  : never;

/** What a kind adds to the plan's step; the compiler adds id, key, order, time-out and error handling. */
export type PlanStepBody = Body<PlanStep>;

/** What a kind that holds steps, or cannot run by itself, is compiled with. */
export interface CompileContext {
  readonly name: string;
  /** By the order of the step's own branches. */
  readonly branches: readonly PlanBranch[];
  /** Of a loop's body. */
  readonly steps: readonly PlanStep[];
  /** What the payload says this step yields; null where it says nothing. */
  readonly mock: StepMock | null;
  /** The branch of the trigger that the payload takes, by index; null where it says none. */
  readonly takes: number | null;
}

/** A picture by its meaning; the design system draws it. */
export type StepGlyph =
  | 'trigger'
  | 'code'
  | 'branch'
  | 'loop'
  | 'break'
  | 'stop'
  | 'log'
  | 'select'
  | 'webhook'
  | 'schedule'
  | 'deploy'
  | 'remove'
  | 'flows'
  | 'recursive'
  | 'component';

/** What a step that does not run here yields instead. */
export type StepMock =
  | { readonly kind: 'result'; readonly results: unknown }
  | { readonly kind: 'error'; readonly message: string };

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
  /** Its picture, by name. */
  readonly glyph: StepGlyph;
  /** Under which heading it is offered. */
  readonly group: 'Code' | 'Logic' | 'Tools' | 'Components' | 'Triggers';
  /** The platform's component and action keys; null where the data says them. */
  readonly platform: { readonly component: string; readonly action: string } | null;
  /** Steps inside it: none, in named branches, or in a loop's body. What the data says where it differs by step. */
  readonly holds: 'nothing' | 'branches' | 'steps' | 'by data';
  /** Comes with files only; a person adds none. */
  readonly isImportOnly?: boolean;
  readonly fields: readonly StepField[];
  readonly create: () => Data;
  /** Reads data from a file or storage: null where its shape is wrong. */
  readonly parse: (value: unknown) => Data | null;
  readonly compile: (data: Data, context: CompileContext) => PlanStepBody;
}
