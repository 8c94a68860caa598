import * as z from 'zod/mini';
import type { ComponentMember, Definition, DefinitionStep } from './definition';

const optionalText = z.exactOptional(z.nullable(z.string()));

/** The file of before definitions had a version: one flow, steps by `componentKey`, variables as a map of defaults. */
export const legacySchema = z.looseObject({
  name: z.string(),
  description: optionalText,
  requiredConfigVars: z.exactOptional(
    z.nullable(
      z.record(
        z.string(),
        z.nullable(z.union([z.string(), z.number(), z.boolean()], 'must be text, its default')),
      ),
    ),
  ),
  trigger: z.exactOptional(
    z.nullable(z.looseObject({ name: z.string(), description: optionalText })),
  ),
  steps: z.array(
    z.looseObject({
      name: z.string(),
      description: optionalText,
      action: z.looseObject({ key: z.string(), componentKey: z.string() }),
      inputs: z.exactOptional(
        z.nullable(z.record(z.string(), z.looseObject({ type: z.string() }))),
      ),
    }),
  ),
});

type LegacyDefinition = z.infer<typeof legacySchema>;

/** Components that come with the platform; whether another one is public, only the platform can tell. */
const BUILT_IN = new Set([
  'branch',
  'change-data-format',
  'code',
  'collection-tools',
  'cross-flow',
  'http',
  'log',
  'loop',
  'management-triggers',
  'math',
  'persist-data',
  'recursive-flow',
  'schedule-triggers',
  'sleep',
  'stop-execution',
  'text-manipulation',
  'webhook-triggers',
]);

/** Whether data without a version has the shape of the old file. */
export function isLegacy(data: object): boolean {
  return !('flows' in data) && 'steps' in data && ('trigger' in data || 'name' in data);
}

/** The old file as version 7, and in words what was changed and what had to be assumed. */
export function convertLegacy(legacy: LegacyDefinition): {
  readonly definition: Definition;
  readonly notes: readonly string[];
} {
  const { name, description, requiredConfigVars, trigger, steps, ...others } = legacy;
  const notes = [
    'The file is of before definitions had a version. It was converted to version 7.',
    'Its steps became one flow, “Flow 1”.',
  ];
  const triggerStep = convertTrigger(trigger ?? null, notes);
  const variables = Object.entries(requiredConfigVars ?? {});
  if (variables.length > 0) {
    notes.push(
      `Config variables ${variables.map(([key]) => `“${key}”`).join(', ')} became text variables on one page, “Configuration”.`,
    );
  }
  const converted = steps.map(convertStep);
  const unsure = new Set(
    converted.map(({ action }) => action.component.key).filter((key) => !BUILT_IN.has(key)),
  );
  for (const key of unsure) {
    notes.push(
      `The file does not say whether the component “${key}” is public. It was taken as a private one.`,
    );
  }
  notes.push('The file names no versions of components. LATEST was taken.');
  const definition: Definition = {
    ...others,
    definitionVersion: 7,
    name,
    description: description ?? '',
    requiredConfigVars: variables.map(([key, value]) => ({
      key,
      dataType: 'string',
      defaultValue: value === null ? '' : String(value),
      orgOnly: false,
    })),
    configPages:
      variables.length === 0
        ? []
        : [
            {
              name: 'Configuration',
              tagline: '',
              elements: variables.map(([key]) => ({ type: 'configVar', value: key })),
            },
          ],
    flows: [
      { name: 'Flow 1', description: '', isSynchronous: false, steps: [triggerStep, ...converted] },
    ],
  };
  return { definition, notes };
}

function convertTrigger(
  trigger: LegacyDefinition['trigger'] | null,
  notes: string[],
): DefinitionStep {
  notes.push(
    trigger == null
      ? 'The file has no trigger. A webhook trigger was put before its steps.'
      : `The trigger “${trigger.name}” names no component. It became a webhook trigger.`,
  );
  const { name = 'Webhook Trigger', description, ...others } = trigger ?? {};
  return {
    ...others,
    name,
    description: description ?? '',
    isTrigger: true,
    action: component('webhook', 'webhook-triggers', {}),
    inputs: {
      body: { type: 'value', value: '' },
      contentType: { type: 'value', value: '' },
      headers: { type: 'complex', value: [] },
      statusCode: { type: 'value', value: '' },
    },
  };
}

function convertStep(step: LegacyDefinition['steps'][number]): DefinitionStep {
  const { name, description, action, inputs, ...others } = step;
  const { key, componentKey, ...rest } = action;
  return {
    ...others,
    name,
    description: description ?? '',
    action: component(key, componentKey, rest),
    inputs: inputs ?? {},
  };
}

function component(
  key: string,
  componentKey: string,
  others: Readonly<Record<string, unknown>>,
): ComponentMember {
  return {
    ...others,
    key,
    component: { key: componentKey, version: 'LATEST', isPublic: BUILT_IN.has(componentKey) },
  };
}
