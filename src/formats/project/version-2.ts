import * as z from 'zod/mini';
import { isStepKindKey, stepKinds } from '@/kinds';
import type {
  BranchId,
  ConfigPageId,
  ConfigVarId,
  EdgeId,
  FlowId,
  MockRuleId,
  PayloadId,
  ProjectId,
  StepId,
} from '@/lib/ids';
import { isKept, type Kept } from '@/model/kept';
import { NO_NETWORK, NETWORK_MODES, type NetworkMode } from '@/plan/network';
import { BLANK_CONFIG_VAR } from '@/model/new-project';
import {
  CONFIG_DATA_TYPES,
  SCHEDULE_TYPES,
  type ConfigVar,
  type Connection,
  type Project,
  type Step,
} from '@/model/project';

// The page's policy forbids making functions from text, which zod would otherwise try.
z.config({ jitless: true });

const text = (most = 10_000_000) =>
  z.string().check(z.maxLength(most, `must have at most ${most} characters`));
const MOST_NAME = 1_000;
const name = text(MOST_NAME);
// Ids are any short texts in a file; the brand says whose they are from here on.
const id = <T extends string>() =>
  z.pipe(
    z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(100)),
    z.transform((value) => value as T),
  );
const number = z.number().check(z.gte(-1e7), z.lte(1e7));

const nameValue = z.object({ name, value: text(1_000_000) });
const file = z.object({ name, contentType: name, base64: text(20_000_000) });

const payloadBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: text(20_000_000) }),
  z.object({ kind: z.literal('file'), file }),
  z.object({
    kind: z.literal('multipart'),
    rows: z.array(
      z.object({
        name,
        content: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('text'), text: text(), contentType: name }),
          z.object({ kind: z.literal('file'), file }),
        ]),
      }),
    ),
  }),
]);

const payload = z.object({
  id: id<PayloadId>(),
  name,
  method: z.string().check(z.regex(/^[A-Za-z]{1,20}$/, 'must be an HTTP method such as POST')),
  contentType: name,
  headers: z.array(nameValue),
  queryParameters: z.array(nameValue),
  pathFragment: text(10_000),
  body: payloadBody,
  masked: z.exactOptional(z.array(name)),
  mocks: z.exactOptional(
    z.array(
      z.object({
        stepId: id<StepId>(),
        kind: z.enum(['result', 'error']),
        text: text(20_000_000),
      }),
    ),
  ),
  triggerBranch: z.exactOptional(id<BranchId>()),
});

const kept = z.exactOptional(z.custom<Kept>(isKept, 'must be what an import has kept'));

/** Of a step: what is done when it fails. */
export const errorHandlingVersion2 = z.object({
  type: z.enum(['fail', 'ignore', 'retry']),
  maxAttempts: z.number().check(z.int(), z.gte(0), z.lte(100)),
  delaySeconds: z.number().check(z.gte(0), z.lte(3_600)),
  usesExponentialBackoff: z.boolean(),
  ignoreFinalError: z.boolean(),
});

const kind = z
  .string()
  .check(z.refine(isStepKindKey, 'is no kind of step that this version knows'));

const step = z.pipe(
  z.object({
    id: id<StepId>(),
    name,
    kind,
    description: z._default(text(), ''),
    timeoutMs: z._default(z.nullable(z.number().check(z.gte(1_000), z.lte(900_000))), null),
    position: z.object({ x: number, y: number }),
    parent: z._default(
      z.nullable(z.object({ stepId: id<StepId>(), branch: z.nullable(id<BranchId>()) })),
      null,
    ),
    errorHandling: z._default(z.nullable(errorHandlingVersion2), null),
    data: z.unknown(),
    kept,
  }),
  z.transform((value, context): Step => {
    const data = isStepKindKey(value.kind) ? stepKinds[value.kind].parse(value.data) : null;
    if (data === null) {
      context.issues.push({
        code: 'custom',
        message: 'does not fit the kind of step',
        path: ['data'],
        input: value.data,
      });
    }
    // The kind was checked above, and its own parser made the data.
    return { ...value, data } as Step;
  }),
);

const mockRule = z.object({
  id: id<MockRuleId>(),
  isOn: z._default(z.boolean(), true),
  method: z.string().check(z.regex(/^[A-Z]{0,20}$/, 'must be a method in capitals, or empty')),
  urlPattern: text(10_000),
  statusCode: z.number().check(z.int(), z.gte(200), z.lte(599)),
  headers: z.array(nameValue),
  body: text(),
  delayMs: z._default(z.number().check(z.gte(0), z.lte(60_000)), 0),
  fault: z._default(z.enum(['none', 'network-error', 'no-answer']), 'none'),
});

const network = z.object({
  // A mode's name, checked against the list.
  mode: z.pipe(
    z
      .string()
      .check(z.refine((mode) => NETWORK_MODES.some((known) => known === mode), 'is no mode')),
    // It is one of them: the refinement has looked.
    z.transform((mode) => mode as NetworkMode),
  ),
  allowedOrigins: z._default(z.array(text(1_000)), []),
  rules: z._default(z.array(mockRule), []),
  followRedirects: z._default(z.boolean(), false),
  allowLocalNetwork: z._default(z.boolean(), false),
});

const value = text(1_000_000);

const connectionInput = z.union([value, z.array(z.object({ key: name, value }))]);

/** No `z.record`: that loses a member `__proto__`, and refuses one named `constructor`. */
const connectionInputs = z.pipe(
  z.custom<object>(
    (found) => typeof found === 'object' && found !== null && !Array.isArray(found),
    'must be an object',
  ),
  z.transform((found, context): Connection['inputs'] =>
    Object.fromEntries(
      Object.entries(found).flatMap(([key, input]: [string, unknown]) => {
        const checked = connectionInput.safeParse(input);
        if (checked.success && key.length <= MOST_NAME) return [[key, checked.data] as const];
        context.issues.push({
          code: 'custom',
          message: 'must be text, or a list of keys and values',
          path: [key],
          input,
        });
        return [];
      }),
    ),
  ),
);

const connection = z.object({
  component: name,
  key: name,
  inputs: z._default(connectionInputs, () => ({})),
  test: z._default(
    z.nullable(
      z.object({
        method: z.string().check(z.regex(/^[A-Z]{1,20}$/, 'must be a method in capitals')),
        url: text(10_000),
        expectedStatus: z.number().check(z.int(), z.gte(100), z.lte(599)),
        keyIn: z.enum(['header', 'query']),
        keyName: name,
      }),
    ),
    null,
  ),
  oauth: z.exactOptional(
    z.object({ clientAuth: z.enum(['body', 'basic']), usesPkce: z.boolean() }),
  ),
});

const blank = BLANK_CONFIG_VAR;
const configVar = z.pipe(
  z.object({
    id: id<ConfigVarId>(),
    name,
    dataType: z.enum(CONFIG_DATA_TYPES),
    collectionType: z._default(z.nullable(z.enum(['valuelist', 'keyvaluelist'])), null),
    description: z._default(text(), ''),
    isRequired: z._default(z.boolean(), false),
    defaultValue: z._default(value, ''),
    testValue: z._default(value, ''),
    pickList: z._default(z.array(name), []),
    scheduleType: z._default(z.enum(SCHEDULE_TYPES), blank.scheduleType),
    timeZone: z._default(name, blank.timeZone),
    codeLanguage: z._default(z.enum(['json', 'xml', 'html']), blank.codeLanguage),
    connection: z._default(z.nullable(connection), null),
    kept,
  }),
  z.transform((found, context): ConfigVar => {
    if ((found.dataType === 'connection') !== (found.connection !== null)) {
      context.issues.push({
        code: 'custom',
        message: 'must be there for the type connection, and for no other',
        path: ['connection'],
        input: found.connection,
      });
    }
    return found;
  }),
);

const configPage = z.object({
  id: id<ConfigPageId>(),
  name,
  tagline: z._default(text(), ''),
  elements: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('configVar'), id: id<ConfigVarId>(), kept }),
      z.object({ kind: z.literal('html'), html: text(), kept }),
    ]),
  ),
  kept,
});

/**
 * Version 2 of the project file, as it lies in the file. A file of version 1 is one of version 2 in which no step stands
 * inside another and none has error handling.
 */
export const projectVersion2 = z.object({
  id: id<ProjectId>(),
  name,
  description: z._default(text(), ''),
  flows: z
    .array(
      z.object({
        id: id<FlowId>(),
        name,
        description: z._default(text(), ''),
        isSynchronous: z._default(z.boolean(), false),
        steps: z.array(step).check(z.minLength(1, 'must hold a trigger at least')),
        edges: z.array(z.object({ id: id<EdgeId>(), from: id<StepId>(), to: id<StepId>() })),
        payloads: z.array(payload),
        kept,
      }),
    )
    .check(z.minLength(1, 'must hold a flow at least')),
  configVars: z._default(z.array(configVar), []),
  configPages: z._default(z.array(configPage), []),
  network: z._default(network, () => ({ ...NO_NETWORK, allowedOrigins: [], rules: [] })),
  failsAtPlatformLimits: z._default(z.boolean(), false),
  skipsRetryDelays: z.exactOptional(z.boolean()),
  kept,
}) satisfies z.ZodMiniType<Project>;
