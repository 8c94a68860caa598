import { stepKinds, type StepKindKey } from '@/kinds';
import { newId, type ProjectId } from '@/lib/ids';
import { NO_NETWORK } from '@/plan/network';
import type { ConfigVar, Flow, NameValue, Payload, Project } from './project';

/** Headers of a run started from the platform's designer (platform.md 3.2). */
export const DEFAULT_HEADERS: readonly NameValue[] = [
  { name: 'Content-Type', value: 'application/json' },
  { name: 'prismatic-invoke-type', value: 'Integration Flow Test' },
  { name: 'Prismatic-Synchronous', value: 'false' },
];

/** A project with one flow of a trigger. */
export function newProject(name: string, id: ProjectId = newId()): Project {
  return {
    id,
    name,
    description: '',
    flows: [newFlow('Flow 1')],
    configVars: [],
    configPages: [],
    network: NO_NETWORK,
    failsAtPlatformLimits: false,
  };
}

/** A flow of a trigger, named as the platform names it, and one payload. */
export function newFlow(name: string): Flow {
  return {
    id: newId(),
    name,
    description: '',
    isSynchronous: false,
    steps: [
      {
        id: newId(),
        kind: 'codeBlockTrigger',
        name: `${name} Trigger`,
        description: '',
        timeoutMs: null,
        position: { x: 320, y: 80 },
        parent: null,
        errorHandling: null,
        data: stepKinds.codeBlockTrigger.create(),
      },
    ],
    edges: [],
    payloads: [newPayload('Payload 1')],
  };
}

/** What a test run of the designer sends to a flow with this kind of trigger, to begin with. */
export function newPayload(name: string, trigger: StepKindKey = 'codeBlockTrigger'): Payload {
  return { id: newId(), name, ...defaultRequest(trigger) };
}

/** A POST of JSON with the headers of a designer's test run; without a body where nobody sends one. */
export function defaultRequest(trigger: StepKindKey): Omit<Payload, 'id' | 'name'> {
  return {
    method: 'POST',
    contentType: 'application/json',
    headers: DEFAULT_HEADERS,
    queryParameters: [],
    pathFragment: '',
    body: { kind: 'text', text: DEFAULT_BODIES[trigger] ?? '{\n  "hello": "world"\n}\n' },
  };
}

const DEFAULT_BODIES: Partial<Readonly<Record<StepKindKey, string>>> = {
  // The platform starts these by itself: `body.data` is nothing.
  scheduleTrigger: '',
  instanceDeployTrigger: '',
  instanceRemoveTrigger: '',
  // Another flow, or the flow itself, says what it sends.
  crossFlowTrigger: '{}\n',
  recursiveTrigger: '{}\n',
};

/** What every config variable has besides its name. */
export const BLANK_CONFIG_VAR: Omit<ConfigVar, 'id' | 'name'> = {
  dataType: 'string',
  collectionType: null,
  description: '',
  isRequired: false,
  defaultValue: '',
  testValue: '',
  pickList: [],
  scheduleType: 'custom',
  timeZone: 'UTC',
  codeLanguage: 'json',
  connection: null,
};
