import { parseInputsData, type InputsData } from './inputs-data';
import { passThrough } from './pass-through';
import type { StepKind } from './step-kind';

export const instanceRemoveTrigger = {
  key: 'instanceRemoveTrigger',
  label: 'Instance Remove',
  description: 'Starts the flow when an instance is removed',
  role: 'trigger',
  glyph: 'remove',
  group: 'Triggers',
  platform: { component: 'management-triggers', action: 'instanceRemove' },
  holds: 'nothing',
  fields: [],
  create: () => ({ inputs: {} }),
  parse: parseInputsData,
  compile: () => passThrough(null, null),
} as const satisfies StepKind<'instanceRemoveTrigger', InputsData>;
