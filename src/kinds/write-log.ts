import { parseInputsData, valueInput, type InputsData } from './inputs-data';
import type { StepKind } from './step-kind';

export const writeLog = {
  key: 'writeLog',
  label: 'Write Log Message',
  description: 'Writes a line into the log',
  role: 'action',
  glyph: 'log',
  group: 'Tools',
  platform: { component: 'log', action: 'writeLog' },
  holds: 'nothing',
  fields: [
    {
      key: 'level',
      label: 'Level',
      comments: 'Level of the line',
      type: 'picklist',
      options: ['debug', 'info', 'warn', 'error'],
    },
    { key: 'message', label: 'Message', comments: 'What the line says', type: 'longText' },
  ],
  create: () => ({
    inputs: { level: valueInput('info'), message: { type: 'template', value: '' } },
  }),
  parse: parseInputsData,
  compile: ({ inputs }) => ({ kind: 'log', inputs }),
} as const satisfies StepKind<'writeLog', InputsData>;
