import fc from 'fast-check';
import type {
  ComplexElement,
  Definition,
  DefinitionBranch,
  DefinitionConfigVar,
  DefinitionFlow,
  DefinitionInput,
  DefinitionPage,
  DefinitionStep,
} from '@/formats/prismatic/definition';

/** Texts that YAML readers are known to trip over, among others. */
const PIECES = [
  ' ',
  '  ',
  '\n',
  '\n\n',
  '\t',
  '\r\n',
  ':',
  ': ',
  '#',
  ' #',
  '-',
  '- ',
  '|',
  '>',
  '"',
  "'",
  '---',
  '...',
  '%',
  '&a',
  '*a',
  '!t',
  '<<',
  '=',
  '~',
  '{',
  '[',
  ',',
  '?',
  '\\',
  '@',
  '`',
  'null',
  'yes',
  'No',
  '1',
  '0x1f',
  '1e3',
  '2026-01-31',
  '12:30',
  '{{$a.results}}',
  '{{#B}}',
  'a',
  'const x = 1;',
  'é',
  '雪',
  '😀',
  '\u2028',
  '\u0085',
  '\ufeff',
  '\u0000',
  '\ud800',
];

/** Texts of any characters, and of those that YAML has a meaning for. */
export const aText: fc.Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: fc.string() },
  { weight: 3, arbitrary: fc.string({ unit: fc.constantFrom(...PIECES), maxLength: 12 }) },
);

const aName = fc.oneof(fc.string({ minLength: 1, maxLength: 12 }), aText);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 5 });

/** What every object has without owning it. */
const HOSTILE = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

/** Keys that are not known to anybody; `~` makes sure that none is known. */
const unknownKeys = fc.dictionary(
  fc.oneof(
    { weight: 5, arbitrary: fc.string({ maxLength: 4 }).map((key) => `~${key}`) },
    { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) },
  ),
  fc.jsonValue({ maxDepth: 2, stringUnit: 'binary' }),
  { maxKeys: 2 },
);

/** An object of the optional parts, each of them there or not, and of what is always there. */
function aRecord<T extends object, Optional extends object>(
  always: { [Key in keyof T]: fc.Arbitrary<T[Key]> },
  optional: { [Key in keyof Optional]: fc.Arbitrary<Optional[Key]> },
): fc.Arbitrary<T & Partial<Optional> & Readonly<Record<string, unknown>>> {
  return (
    fc
      .tuple(fc.record(always), fc.record(optional, { requiredKeys: [] }), unknownKeys)
      // The three parts have no key in common.
      .map(([a, b, c]) => ({ ...c, ...a, ...b }) as T & Partial<Optional> & Record<string, unknown>)
  );
}

const aComponentMember = aRecord(
  {
    key: aName,
    component: aRecord(
      { key: fc.oneof(fc.constantFrom('code', 'loop', 'branch', 'shop'), aName) },
      {
        version: fc.oneof(fc.constant('LATEST'), fc.integer({ min: 1, max: 99 })),
        isPublic: fc.boolean(),
      },
    ),
  },
  {},
);

const KNOWN_ACTIONS = [
  ['code', 'runCode'],
  ['code', 'runCodeTrigger'],
  ['webhook-triggers', 'webhook'],
  ['schedule-triggers', 'schedule'],
  ['management-triggers', 'instanceDeploy'],
  ['management-triggers', 'instanceRemove'],
  ['cross-flow', 'crossFlow'],
  ['recursive-flow', 'recursiveTrigger'],
  ['branch', 'branchOnExpression'],
  ['branch', 'branchOnValue'],
  ['branch', 'selectExecutedStepResult'],
  ['loop', 'loopOverItems'],
  ['loop', 'loopNTimes'],
  ['loop', 'breakLoop'],
  ['stop-execution', 'stopExecution'],
  ['log', 'writeLog'],
] as const;

const anAction = fc.oneof(
  fc.constantFrom(...KNOWN_ACTIONS).map(([component, key]) => ({
    key,
    component: { key: component, version: 'LATEST', isPublic: true },
  })),
  aComponentMember,
);

const aMeta = fc.record(
  {
    orgOnly: fc.boolean(),
    visibleToCustomerDeployer: fc.boolean(),
    visibleToOrgDeployer: fc.boolean(),
    writeOnly: fc.boolean(),
  },
  { requiredKeys: [] },
);

const { input: anInput } = fc.letrec<{
  input: DefinitionInput;
  element: ComplexElement;
}>((tie) => ({
  input: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    aRecord(
      { type: fc.constantFrom('value', 'reference', 'configVar', 'template') },
      { value: maybe(aText), meta: maybe(aMeta), name: aName },
    ),
    aRecord(
      { type: fc.constant('complex' as const) },
      {
        value: maybe(fc.array(tie('element'), { maxLength: 3 })),
        name: fc.oneof(aName, tie('input')),
      },
    ),
  ),
  element: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('and', 'or', 'equal', 'exists'),
    tie('input'),
    fc.array(tie('element'), { maxLength: 3 }),
  ),
}));

const inputs = fc.dictionary(
  fc.oneof(
    fc.constantFrom('code', 'items', 'conditions', 'password', 'clientSecret', 'tokenUrl'),
    fc.constantFrom(...HOSTILE),
    aName,
  ),
  anInput,
  { maxKeys: 3 },
);

const { step: aStep } = fc.letrec<{ step: DefinitionStep; branch: DefinitionBranch }>((tie) => ({
  step: aRecord(
    { name: aName, action: anAction },
    {
      description: maybe(aText),
      isTrigger: maybe(fc.boolean()),
      inputs: maybe(inputs),
      schedule: maybe(anInput),
      errorConfig: maybe(
        aRecord(
          {},
          {
            errorHandlerType: fc.constantFrom('fail', 'ignore', 'retry'),
            maxAttempts: fc.nat(5),
            delaySeconds: fc.nat(60),
            usesExponentialBackoff: fc.boolean(),
            ignoreFinalError: fc.boolean(),
          },
        ),
      ),
      steps: maybe(fc.array(tie('step'), { maxLength: 2, depthIdentifier: 'steps' })),
      branches: maybe(fc.array(tie('branch'), { maxLength: 2, depthIdentifier: 'steps' })),
    },
  ),
  branch: aRecord(
    { name: aName },
    { steps: maybe(fc.array(tie('step'), { maxLength: 2, depthIdentifier: 'steps' })) },
  ),
}));

const aFlow: fc.Arbitrary<DefinitionFlow> = aRecord(
  { name: aName, steps: fc.array(aStep, { maxLength: 4 }) },
  {
    description: maybe(aText),
    isSynchronous: maybe(fc.boolean()),
    endpointSecurityType: maybe(fc.constantFrom('customer_optional', 'unsecured')),
    retryConfig: maybe(
      aRecord(
        {},
        {
          maxAttempts: fc.nat(10),
          delayMinutes: fc.nat(60),
          usesExponentialBackoff: fc.boolean(),
        },
      ),
    ),
  },
);

const CONNECTIONS = [
  'apiKey',
  'apiKeySecret',
  'basic',
  'authorizationCode',
  'clientCredentials',
  'privateKey',
] as const;

const aConfigVar: fc.Arbitrary<DefinitionConfigVar> = fc.oneof(
  aRecord(
    { key: aName, dataType: fc.constantFrom('string', 'number', 'picklist', 'code', 'boolean') },
    {
      defaultValue: maybe(aText),
      description: maybe(aText),
      orgOnly: maybe(fc.boolean()),
      collectionType: maybe(fc.constantFrom('valuelist', 'keyvaluelist')),
      pickList: maybe(fc.array(aText, { maxLength: 3 })),
      scheduleType: maybe(fc.constantFrom('none', 'minute')),
      timeZone: maybe(aText),
      codeLanguage: maybe(fc.constantFrom('json', 'xml', 'html')),
      meta: maybe(aMeta),
      dataSource: maybe(aComponentMember),
      inputs: maybe(inputs),
    },
  ),
  aRecord(
    {
      key: aName,
      dataType: fc.constant('connection'),
      connection: fc.oneof(
        fc.constantFrom(...CONNECTIONS).map((key) => ({
          key,
          component: { key: 'code', version: 'LATEST', isPublic: true },
        })),
        aComponentMember,
      ),
    },
    { inputs: maybe(inputs), onPremiseConnectionConfig: maybe(fc.constant('disallowed')) },
  ),
);

const aPage: fc.Arbitrary<DefinitionPage> = aRecord(
  { name: aName },
  {
    tagline: maybe(aText),
    elements: maybe(
      fc.array(
        fc.record({
          type: fc.constantFrom('configVar', 'htmlElement', 'jsonForm'),
          value: aText,
        }),
        { maxLength: 3 },
      ),
    ),
  },
);

/** Definitions of version 7, of any shape its schema allows. */
export const aDefinition: fc.Arbitrary<Definition> = aRecord(
  {
    definitionVersion: fc.constant(7 as const),
    name: aName,
    flows: fc.array(aFlow, { maxLength: 3 }),
  },
  {
    description: maybe(aText),
    documentation: maybe(aText),
    requiredConfigVars: maybe(fc.array(aConfigVar, { maxLength: 3 })),
    configPages: maybe(fc.array(aPage, { maxLength: 2 })),
  },
);
