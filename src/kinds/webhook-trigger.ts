import { parseInputsData, valueInput, type InputsData } from './inputs-data';
import { passThrough } from './pass-through';
import type { StepKind } from './step-kind';

export const webhookTrigger = {
  key: 'webhookTrigger',
  label: 'Webhook',
  description: 'Starts the flow when its URL is called',
  role: 'trigger',
  glyph: 'webhook',
  group: 'Triggers',
  platform: { component: 'webhook-triggers', action: 'webhook' },
  holds: 'nothing',
  fields: [
    {
      key: 'statusCode',
      label: 'Response Status Code',
      comments: 'Status of the answer',
      type: 'text',
    },
    {
      key: 'contentType',
      label: 'Response Content Type',
      comments: 'Content type of the answer',
      type: 'text',
    },
    {
      key: 'headers',
      label: 'Response Headers',
      comments: 'Headers of the answer',
      type: 'keyvaluelist',
    },
    {
      key: 'body',
      label: 'Response Body',
      comments: 'Body of the answer; empty for the execution id',
      type: 'longText',
    },
  ],
  create: () => ({
    inputs: {
      statusCode: valueInput('200'),
      contentType: valueInput('application/json'),
      headers: { type: 'complex', value: [] },
      body: valueInput(''),
    },
  }),
  parse: parseInputsData,
  compile: (data) => passThrough(data.inputs, null),
} as const satisfies StepKind<'webhookTrigger', InputsData>;
