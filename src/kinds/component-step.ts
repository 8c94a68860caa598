import { parseComponentData, type ComponentData } from './inputs-data';
import type { StepKind } from './step-kind';

/** Any other component's step: its inputs are shown, and a run takes its result from the payload's mock. */
export const componentStep = {
  key: 'componentStep',
  label: 'Component Step',
  description: 'A step of another component; its result here is a mock',
  role: 'action',
  glyph: 'component',
  group: 'Components',
  platform: null,
  holds: 'by data',
  isImportOnly: true,
  fields: [],
  create: () => ({
    component: { key: 'component', version: 'LATEST', isPublic: true },
    action: 'action',
    inputs: {},
    branches: [],
    holdsSteps: false,
  }),
  parse: parseComponentData,
  compile: ({ component, action }, { name, mock }) => {
    if (mock === null) {
      return {
        kind: 'missing',
        message: `${name} is a step of ${component.key} (${action}), which does not run here. Give it a mocked result for this payload.`,
      };
    }
    return mock.kind === 'result'
      ? { kind: 'given', results: mock.results }
      : { kind: 'failing', message: mock.message };
  },
} as const satisfies StepKind<'componentStep', ComponentData>;
