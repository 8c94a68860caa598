import { parseInputsData, valueInput, type InputsData } from './inputs-data';
import type { StepKind } from './step-kind';

export const loopNTimes = {
  key: 'loopNTimes',
  label: 'Loop N Times',
  description: 'Runs its steps a number of times',
  role: 'action',
  glyph: 'loop',
  group: 'Logic',
  platform: { component: 'loop', action: 'loopNTimes' },
  holds: 'steps',
  fields: [
    {
      key: 'iterationCount',
      label: 'Iteration Count',
      comments: 'How often the steps run, unless a Break Loop ends it before',
      type: 'text',
    },
  ],
  create: () => ({ inputs: { iterationCount: valueInput('1000') } }),
  parse: parseInputsData,
  compile: ({ inputs }, { steps }) => ({ kind: 'loop', over: 'count', inputs, steps }),
} as const satisfies StepKind<'loopNTimes', InputsData>;
