import { parseInputsData, type InputsData } from './inputs-data';
import { passThrough } from './pass-through';
import type { StepKind } from './step-kind';

export const scheduleTrigger = {
  key: 'scheduleTrigger',
  label: 'Schedule',
  description: 'Starts the flow at the times of its schedule',
  role: 'trigger',
  glyph: 'schedule',
  group: 'Triggers',
  platform: { component: 'schedule-triggers', action: 'schedule' },
  holds: 'nothing',
  fields: [],
  create: () => ({ inputs: {} }),
  parse: parseInputsData,
  compile: () => passThrough(null, null),
} as const satisfies StepKind<'scheduleTrigger', InputsData>;
