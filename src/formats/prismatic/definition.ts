import * as z from 'zod/mini';

// The page's policy forbids making functions from text, which zod would otherwise try.
z.config({ jitless: true });

/** The version of the platform's file that is read and written. */
export const DEFINITION_VERSION = 7;

/** Keys that are not known here are kept at every level, as they came. */
interface Loose {
  readonly [key: string]: unknown;
}

/** Exporters leave a key out, or write null: both are kept. */
type Maybe<T> = T | null;

/** The platform's integration definition as data. Order of steps is order of lists; nesting is `steps` and `branches`. */
export interface Definition extends Loose {
  readonly definitionVersion: typeof DEFINITION_VERSION;
  readonly name: string;
  readonly description?: Maybe<string>;
  readonly documentation?: Maybe<string>;
  readonly requiredConfigVars?: Maybe<readonly DefinitionConfigVar[]>;
  readonly configPages?: Maybe<readonly DefinitionPage[]>;
  readonly flows: readonly DefinitionFlow[];
}

/** A flow. Its first step is the trigger. */
export interface DefinitionFlow extends Loose {
  readonly name: string;
  readonly description?: Maybe<string>;
  readonly isSynchronous?: Maybe<boolean>;
  readonly endpointSecurityType?: Maybe<string>;
  readonly retryConfig?: Maybe<DefinitionRetry>;
  readonly steps: readonly DefinitionStep[];
}

/** How the platform repeats a whole run that failed. Nothing here does. */
export interface DefinitionRetry extends Loose {
  readonly maxAttempts?: Maybe<number>;
  readonly delayMinutes?: Maybe<number>;
  readonly usesExponentialBackoff?: Maybe<boolean>;
}

/** A step, with those inside it. */
export interface DefinitionStep extends Loose {
  readonly name: string;
  readonly description?: Maybe<string>;
  readonly isTrigger?: Maybe<boolean>;
  readonly action: ComponentMember;
  readonly inputs?: Maybe<DefinitionInputs>;
  readonly schedule?: Maybe<DefinitionInput>;
  readonly errorConfig?: Maybe<DefinitionErrors>;
  /** The body of a loop. */
  readonly steps?: Maybe<readonly DefinitionStep[]>;
  readonly branches?: Maybe<readonly DefinitionBranch[]>;
}

/** A branch and its steps; the conditions stand in the inputs of the step. */
export interface DefinitionBranch extends Loose {
  readonly name: string;
  readonly steps?: Maybe<readonly DefinitionStep[]>;
}

/** What is done when a step fails. */
export interface DefinitionErrors extends Loose {
  readonly errorHandlerType?: Maybe<string>;
  readonly maxAttempts?: Maybe<number>;
  readonly delaySeconds?: Maybe<number>;
  readonly usesExponentialBackoff?: Maybe<boolean>;
  readonly ignoreFinalError?: Maybe<boolean>;
}

/** An action, trigger, connection or data source of a component. */
export interface ComponentMember extends Loose {
  readonly key: string;
  readonly component: ComponentName;
}

/** A component of the platform, by key and version. */
export interface ComponentName extends Loose {
  readonly key: string;
  readonly version?: Maybe<string | number>;
  readonly isPublic?: Maybe<boolean>;
}

/** Inputs by key. */
export interface DefinitionInputs {
  readonly [key: string]: DefinitionInput;
}

/** What an input holds: one text, or a list of inputs. */
export type DefinitionInput = SimpleInput | ComplexInput;

/** An input of one text, whose type says what the text is. */
export interface SimpleInput extends Loose {
  /** `value`, `reference`, `configVar`, `template`; others are kept. */
  readonly type: string;
  readonly value?: Maybe<string>;
  readonly name?: Maybe<string | DefinitionInput>;
}

/** An input that holds a list: conditions, headers, the branches of a step. */
export interface ComplexInput extends Loose {
  readonly type: 'complex';
  readonly value?: Maybe<readonly ComplexElement[]>;
  readonly name?: Maybe<string | DefinitionInput>;
}

/** Lists nest where they are conditions: `['and', ['equal', input, input]]`. */
export type ComplexElement = string | DefinitionInput | readonly ComplexElement[];

/** A config variable. One whose type is connection has the connection's inputs. */
export interface DefinitionConfigVar extends Loose {
  readonly key: string;
  readonly dataType: string;
  readonly defaultValue?: Maybe<string>;
  readonly description?: Maybe<string>;
  readonly orgOnly?: Maybe<boolean>;
  readonly collectionType?: Maybe<string>;
  readonly pickList?: Maybe<readonly string[]>;
  readonly scheduleType?: Maybe<string>;
  readonly timeZone?: Maybe<string>;
  readonly codeLanguage?: Maybe<string>;
  readonly connection?: Maybe<ComponentMember>;
  readonly dataSource?: Maybe<ComponentMember>;
  readonly inputs?: Maybe<DefinitionInputs>;
}

/** A page of the configuration, in the order in which pages are asked. */
export interface DefinitionPage extends Loose {
  readonly name: string;
  readonly tagline?: Maybe<string>;
  readonly elements?: Maybe<readonly DefinitionElement[]>;
}

/** What stands on a page: `configVar` with the key of one, `htmlElement` with its text, and what else there is. */
export interface DefinitionElement extends Loose {
  readonly type: string;
  readonly value: string;
}

const maybe = <T extends z.core.SomeType>(schema: T) => z.exactOptional(z.nullable(schema));
const text = z.string();
const maybeText = maybe(text);
const maybeNumber = maybe(z.number());
const maybeBoolean = maybe(z.boolean());

const componentMember: z.ZodMiniType<ComponentMember> = z.looseObject({
  key: text,
  component: z.looseObject({
    key: text,
    version: maybe(z.union([text, z.number()], 'must be text or a number')),
    isPublic: maybeBoolean,
  }),
});

const input: z.ZodMiniType<DefinitionInput> = z.lazy(() =>
  z.union([simpleInput, complexInput], 'must be a map with a type and a value'),
);

const inputName = maybe(z.union([text, input], 'must be text, or a map with a type and a value'));

const simpleInput: z.ZodMiniType<SimpleInput> = z.looseObject({
  type: text.check(
    z.refine((type) => type !== 'complex', { error: 'must not be complex', abort: true }),
  ),
  value: maybeText,
  name: inputName,
});

const element: z.ZodMiniType<ComplexElement> = z.lazy(() =>
  z.union(
    [text, input, z.array(element)],
    'must be text, a list, or a map with a type and a value',
  ),
);

const complexInput: z.ZodMiniType<ComplexInput> = z.looseObject({
  type: z.literal('complex'),
  value: maybe(z.array(element)),
  name: inputName,
});

const inputs = z.record(text, input);

const step: z.ZodMiniType<DefinitionStep> = z.lazy(() =>
  z.looseObject({
    name: text,
    description: maybeText,
    isTrigger: maybeBoolean,
    action: componentMember,
    inputs: maybe(inputs),
    schedule: maybe(input),
    errorConfig: maybe(
      z.looseObject({
        errorHandlerType: maybeText,
        maxAttempts: maybeNumber,
        delaySeconds: maybeNumber,
        usesExponentialBackoff: maybeBoolean,
        ignoreFinalError: maybeBoolean,
      }),
    ),
    steps: maybe(z.array(step)),
    branches: maybe(z.array(z.looseObject({ name: text, steps: maybe(z.array(step)) }))),
  }),
);

const flow = z.looseObject({
  name: text,
  description: maybeText,
  isSynchronous: maybeBoolean,
  endpointSecurityType: maybeText,
  retryConfig: maybe(
    z.looseObject({
      maxAttempts: maybeNumber,
      delayMinutes: maybeNumber,
      usesExponentialBackoff: maybeBoolean,
    }),
  ),
  steps: z.array(step),
});

const configVar = z.looseObject({
  key: text,
  dataType: text,
  defaultValue: maybeText,
  description: maybeText,
  orgOnly: maybeBoolean,
  collectionType: maybeText,
  pickList: maybe(z.array(text)),
  scheduleType: maybeText,
  timeZone: maybeText,
  codeLanguage: maybeText,
  connection: maybe(componentMember),
  dataSource: maybe(componentMember),
  inputs: maybe(inputs),
});

const page = z.looseObject({
  name: text,
  tagline: maybeText,
  elements: maybe(z.array(z.looseObject({ type: text, value: text }))),
});

/** Checks types only: what it makes is not used, so that nothing of a file is lost or reordered. */
export const definitionSchema = z.looseObject({
  definitionVersion: z.literal(DEFINITION_VERSION),
  name: text,
  description: maybeText,
  documentation: maybeText,
  requiredConfigVars: maybe(z.array(configVar)),
  configPages: maybe(z.array(page)),
  flows: z.array(flow),
}) satisfies z.ZodMiniType<Definition>;
