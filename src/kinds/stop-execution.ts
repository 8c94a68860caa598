import { parseInputsData, valueInput, type InputsData } from './inputs-data';
import type { StepKind } from './step-kind';

export const stopExecution = {
  key: 'stopExecution',
  label: 'Stop Execution',
  description: 'Ends the run, with an answer to a waiting caller',
  role: 'action',
  glyph: 'stop',
  group: 'Logic',
  platform: { component: 'stop-execution', action: 'stopExecution' },
  holds: 'nothing',
  fields: [
    { key: 'statusCode', label: 'Status Code', comments: 'Status of the answer', type: 'text' },
    {
      key: 'contentType',
      label: 'Content Type',
      comments: 'Content type of the answer',
      type: 'text',
    },
    { key: 'headers', label: 'Headers', comments: 'Headers of the answer', type: 'keyvaluelist' },
    { key: 'jsonBody', label: 'Body', comments: 'Body of the answer', type: 'longText' },
  ],
  create: () => ({
    inputs: {
      statusCode: valueInput('200'),
      contentType: valueInput('application/json'),
      jsonBody: valueInput(''),
    },
  }),
  parse: parseInputsData,
  compile: ({ inputs }) => ({ kind: 'stop', inputs }),
} as const satisfies StepKind<'stopExecution', InputsData>;
