import { parseComponentData, type ComponentData } from './inputs-data';
import type { StepKind } from './step-kind';

/** An app's trigger, from the platform's file. What the app's own trigger checks (signatures, handshakes) does not happen. */
export const componentTrigger = {
  key: 'componentTrigger',
  label: 'App Trigger',
  description: 'Starts the flow when an app calls; its own checks do not run here',
  role: 'trigger',
  glyph: 'component',
  group: 'Triggers',
  platform: null,
  holds: 'by data',
  isImportOnly: true,
  fields: [],
  create: () => ({
    component: { key: 'app', version: 'LATEST', isPublic: true },
    action: 'trigger',
    inputs: {},
    branches: [],
    holdsSteps: false,
  }),
  parse: parseComponentData,
  compile: ({ component, action }, { branches, takes }) => ({
    kind: 'pass',
    response: null,
    note: `The payload was given through: the checks of ${component.key}’s own trigger (${action}) do not run here.`,
    branches,
    takes,
  }),
} as const satisfies StepKind<'componentTrigger', ComponentData>;
