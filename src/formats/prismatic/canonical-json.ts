import { branchesOf, hasBody, stepKinds } from '@/kinds';
import { findConnectionKind } from '@/kinds/connections';
import { stepsInside } from '@/model/graph';
import type { Json, JsonObject } from '@/model/kept';
import type {
  ConfigPage,
  ConfigPageElement,
  ConfigVar,
  Connection,
  Flow,
  Project,
  Step,
} from '@/model/project';
import { DEFINITION_VERSION } from './definition';

/**
 * What this application writes for each part of a project by itself, in the words of the platform's file. What the file
 * said beyond or unlike it is in the part's `kept`. Lists of parts are left out of it, for each part keeps its own; an
 * empty list stands there, because a file may leave it out instead.
 */
export function projectJson(project: Project): JsonObject {
  return {
    definitionVersion: DEFINITION_VERSION,
    name: project.name,
    description: project.description,
    documentation: '',
    category: '',
    labels: [],
    defaultInstanceProfile: 'Default Instance Profile',
    endpointType: 'flow_specific',
    ...(project.configVars.length === 0 ? { requiredConfigVars: [] } : {}),
    ...(project.configPages.length === 0 ? { configPages: [] } : {}),
  };
}

/** A flow's own members as the platform writes those of a new one; without its steps. */
export function flowJson(flow: Flow): JsonObject {
  return {
    name: flow.name,
    description: flow.description,
    isSynchronous: flow.isSynchronous,
    endpointSecurityType: 'customer_optional',
  };
}

/** `branches` by their ids here, so that each keeps its own through any change of their order. */
export function stepJson(flow: Flow, step: Step): JsonObject {
  const { errorHandling } = step;
  return {
    name: step.name,
    description: step.description,
    ...(stepKinds[step.kind].role === 'trigger' ? { isTrigger: true } : {}),
    action: actionJson(step),
    inputs: inputsJson(step),
    ...scheduleJson(step),
    ...(errorHandling === null
      ? {}
      : {
          errorConfig: {
            errorHandlerType: errorHandling.type,
            maxAttempts: errorHandling.maxAttempts,
            delaySeconds: errorHandling.delaySeconds,
            usesExponentialBackoff: errorHandling.usesExponentialBackoff,
            ignoreFinalError: errorHandling.ignoreFinalError,
          },
        }),
    ...bodyJson(flow, step),
    ...branchesJson(flow, step),
  };
}

function scheduleJson(step: Step): JsonObject {
  if (step.kind !== 'scheduleTrigger' || step.data.schedule === undefined) return {};
  // As it came from JSON, or as a form made it.
  return { schedule: step.data.schedule as unknown as JsonObject };
}

function actionJson(step: Step): JsonObject {
  const { platform } = stepKinds[step.kind];
  if (platform !== null) {
    return {
      key: platform.action,
      component: { key: platform.component, version: 'LATEST', isPublic: true },
    };
  }
  // Kinds without names of their own have them in their data.
  return 'component' in step.data
    ? { key: step.data.action, component: { ...step.data.component } }
    : {};
}

function inputsJson({ data }: Step): JsonObject {
  if ('code' in data) return { code: { type: 'value', value: data.code } };
  // As they came from a file, or as forms have written them: JSON either way.
  return data.inputs as unknown as JsonObject;
}

function bodyJson(flow: Flow, step: Step): JsonObject {
  const isEmpty = stepsInside(flow, { stepId: step.id, branch: null }).length === 0;
  return hasBody(step) && isEmpty ? { steps: [] } : {};
}

function branchesJson(flow: Flow, step: Step): JsonObject {
  const branches = branchesOf(step);
  if (branches.length === 0 && stepKinds[step.kind].holds !== 'branches') return {};
  const byId = branches.map(({ id, name }): [string, Json] => {
    const isEmpty = stepsInside(flow, { stepId: step.id, branch: id }).length === 0;
    return [id, isEmpty ? { name, steps: [] } : { name }];
  });
  return { branches: Object.fromEntries(byId) };
}

/** A config variable as the platform writes a new one. */
export function configVarJson(configVar: ConfigVar): JsonObject {
  const { connection, dataType, description } = configVar;
  const head: JsonObject = {
    key: configVar.name,
    dataType,
    ...(description === '' ? {} : { description }),
    orgOnly: false,
  };
  if (connection !== null) return { ...head, ...connectionJson(connection) };
  return {
    ...head,
    defaultValue: configVar.defaultValue,
    ...(configVar.collectionType === null ? {} : { collectionType: configVar.collectionType }),
    ...(dataType === 'picklist' ? { pickList: configVar.pickList } : {}),
    ...(dataType === 'schedule'
      ? { scheduleType: configVar.scheduleType, timeZone: configVar.timeZone }
      : {}),
    ...(dataType === 'code' ? { codeLanguage: configVar.codeLanguage } : {}),
  };
}

function connectionJson({ component, key, inputs }: Connection): JsonObject {
  return {
    connection: { key, component: { key: component, version: 'LATEST', isPublic: true } },
    inputs: Object.fromEntries(
      Object.entries({ ...blankInputs(component, key), ...inputs }).map(
        ([name, value]): [string, Json] => [
          name,
          typeof value === 'string'
            ? { type: 'value', value }
            : {
                type: 'complex',
                value: value.map((row) => ({ name: row.key, type: 'value', value: row.value })),
              },
        ],
      ),
    ),
  };
}

/** Of a kind that is known here the file has all inputs, also those that nobody has filled. */
function blankInputs(component: string, key: string): Connection['inputs'] {
  const fields = findConnectionKind(component, key)?.fields ?? [];
  return Object.fromEntries(
    fields.map((field) => [field.key, field.type === 'keyvaluelist' ? [] : '']),
  );
}

/** A config page's own members; its elements are written apart. */
export function pageJson({ name, tagline, elements }: ConfigPage): JsonObject {
  return { name, tagline, ...(elements.length === 0 ? { elements: [] } : {}) };
}

/** What stands on a config page. A variable is named by its key. */
export function elementJson(
  element: ConfigPageElement,
  project: Pick<Project, 'configVars'>,
): JsonObject {
  if (element.kind === 'html') return { type: 'htmlElement', value: element.html };
  const configVar = project.configVars.find(({ id }) => id === element.id);
  return { type: 'configVar', value: configVar?.name ?? '' };
}
