import { parseInputsData, type InputsData } from './inputs-data';
import { passThrough } from './pass-through';
import type { StepKind } from './step-kind';

export const crossFlowTrigger = {
  key: 'crossFlowTrigger',
  label: 'Cross-Flow',
  description: 'Starts the flow when another flow calls it',
  role: 'trigger',
  glyph: 'flows',
  group: 'Triggers',
  platform: { component: 'cross-flow', action: 'crossFlow' },
  holds: 'nothing',
  fields: [],
  create: () => ({ inputs: {} }),
  parse: parseInputsData,
  compile: () => passThrough(null, null),
} as const satisfies StepKind<'crossFlowTrigger', InputsData>;
