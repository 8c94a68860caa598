import { parseInputsData, type InputsData } from './inputs-data';
import type { StepKind } from './step-kind';

export const loopOverItems = {
  key: 'loopOverItems',
  label: 'Loop Over Items',
  description: 'Runs its steps for each item of a list',
  role: 'action',
  glyph: 'loop',
  group: 'Logic',
  platform: { component: 'loop', action: 'loopOverItems' },
  holds: 'steps',
  fields: [
    {
      key: 'items',
      label: 'Items',
      comments: 'A list, or an object, by reference',
      type: 'text',
      isRequired: true,
    },
  ],
  create: () => ({ inputs: { items: { type: 'reference', value: '' } } }),
  parse: parseInputsData,
  compile: ({ inputs }, { steps }) => ({ kind: 'loop', over: 'items', inputs, steps }),
} as const satisfies StepKind<'loopOverItems', InputsData>;
