import { parseInputsData, type InputsData } from './inputs-data';
import type { StepKind } from './step-kind';

export const breakLoop = {
  key: 'breakLoop',
  label: 'Break Loop',
  description: 'Leaves the loop around it',
  role: 'action',
  glyph: 'break',
  group: 'Logic',
  platform: { component: 'loop', action: 'breakLoop' },
  holds: 'nothing',
  fields: [],
  create: () => ({ inputs: {} }),
  parse: parseInputsData,
  compile: () => ({ kind: 'break' }),
} as const satisfies StepKind<'breakLoop', InputsData>;
