import { newId } from '@/lib/ids';
import { ELSE, parseBranchesData, valueInput, type BranchesData } from './inputs-data';
import type { StepKind } from './step-kind';

export const branchOnValue = {
  key: 'branchOnValue',
  label: 'Branch on Value',
  description: 'Takes the branch whose value the input has',
  role: 'action',
  glyph: 'branch',
  group: 'Logic',
  platform: { component: 'branch', action: 'branchOnValue' },
  holds: 'branches',
  fields: [
    {
      key: 'inputValue',
      label: 'Input Value',
      comments: 'Compared with the value of each branch',
      type: 'text',
      isRequired: true,
    },
    {
      key: 'branchValueMappings',
      label: 'Branches',
      comments: 'A branch for each value; else the last',
      type: 'branchValueMappings',
    },
  ],
  create: () => ({
    inputs: {
      inputValue: valueInput(''),
      branchValueMappings: {
        type: 'complex',
        value: [{ name: 'Branch 1', type: 'value', value: '' }],
      },
    },
    branches: [
      { id: newId(), name: 'Branch 1' },
      { id: newId(), name: ELSE },
    ],
  }),
  parse: parseBranchesData,
  compile: ({ inputs }, { branches }) => ({ kind: 'branch', by: 'value', inputs, branches }),
} as const satisfies StepKind<'branchOnValue', BranchesData>;
