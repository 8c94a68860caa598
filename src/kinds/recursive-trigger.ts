import { parseInputsData, type InputsData } from './inputs-data';
import { passThrough } from './pass-through';
import type { StepKind } from './step-kind';

export const recursiveTrigger = {
  key: 'recursiveTrigger',
  label: 'Recursive Flow',
  description: 'Starts the flow when it calls itself',
  role: 'trigger',
  glyph: 'recursive',
  group: 'Triggers',
  platform: { component: 'recursive-flow', action: 'recursiveTrigger' },
  holds: 'nothing',
  fields: [],
  create: () => ({ inputs: {} }),
  parse: parseInputsData,
  compile: () => passThrough(null, null),
} as const satisfies StepKind<'recursiveTrigger', InputsData>;
