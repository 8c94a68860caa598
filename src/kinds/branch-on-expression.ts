import { newId } from '@/lib/ids';
import { ELSE, parseBranchesData, type BranchesData } from './inputs-data';
import type { StepKind } from './step-kind';

export const branchOnExpression = {
  key: 'branchOnExpression',
  label: 'Branch on Expression',
  description: 'Takes the first branch whose condition holds',
  role: 'action',
  glyph: 'branch',
  group: 'Logic',
  platform: { component: 'branch', action: 'branchOnExpression' },
  holds: 'branches',
  fields: [
    {
      key: 'conditions',
      label: 'Conditions',
      comments: 'A branch for each, in order; else the last',
      type: 'conditions',
    },
  ],
  create: () => ({
    inputs: {
      conditions: {
        type: 'complex',
        value: [{ name: 'Branch 1', type: 'complex', value: ['and'] }],
      },
    },
    branches: [
      { id: newId(), name: 'Branch 1' },
      { id: newId(), name: ELSE },
    ],
  }),
  parse: parseBranchesData,
  compile: ({ inputs }, { branches }) => ({ kind: 'branch', by: 'expression', inputs, branches }),
} as const satisfies StepKind<'branchOnExpression', BranchesData>;
