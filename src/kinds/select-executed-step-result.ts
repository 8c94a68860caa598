import { parseInputsData, type InputsData } from './inputs-data';
import type { StepKind } from './step-kind';

export const selectExecutedStepResult = {
  key: 'selectExecutedStepResult',
  label: 'Select Executed Step Result',
  description: 'Gives the result of the first of its steps that ran',
  role: 'action',
  glyph: 'select',
  group: 'Tools',
  platform: { component: 'branch', action: 'selectExecutedStepResult' },
  holds: 'nothing',
  fields: [
    {
      key: 'stepResults',
      label: 'Step Results',
      comments: 'References, in order; the first whose step ran is taken',
      type: 'references',
    },
  ],
  create: () => ({ inputs: { stepResults: { type: 'complex', value: [] } } }),
  parse: parseInputsData,
  compile: ({ inputs }) => ({ kind: 'select', inputs }),
} as const satisfies StepKind<'selectExecutedStepResult', InputsData>;
