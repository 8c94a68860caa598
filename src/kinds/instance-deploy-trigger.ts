import { parseInputsData, type InputsData } from './inputs-data';
import { passThrough } from './pass-through';
import type { StepKind } from './step-kind';

export const instanceDeployTrigger = {
  key: 'instanceDeployTrigger',
  label: 'Instance Deploy',
  description: 'Starts the flow when an instance is deployed',
  role: 'trigger',
  glyph: 'deploy',
  group: 'Triggers',
  platform: { component: 'management-triggers', action: 'instanceDeploy' },
  holds: 'nothing',
  fields: [],
  create: () => ({ inputs: {} }),
  parse: parseInputsData,
  compile: () => passThrough(null, null),
} as const satisfies StepKind<'instanceDeployTrigger', InputsData>;
