import { codeOf } from '@/kinds';
import { findConnectionKind } from '@/kinds/connections';
import { isNodeModule } from '@/lib/node-modules';
import { PLATFORM_LIMITS, RULE_SOURCES } from '@/plan/limits';
import type { Problem } from '@/plan/problem';
import { codeFacts } from './code-problems';
import { orderSteps } from './graph';
import { problems } from './problems';
import type { Flow, Project } from './project';
import { payloadToRequest } from './request';
import { hasParallelSteps, treeOrder } from './tree-order';

/** The formats that are taken to the platform. */
export type PlatformFormat = 'prismatic-yaml' | 'code-native';

/**
 * What would differ or fail on the platform: the project's problems, which are problems there too, the platform's
 * limits, and what the format cannot carry. Errors first.
 */
export function conformance(project: Project, format: PlatformFormat): readonly Problem[] {
  const found = [
    ...problems(project).filter(({ code }) => !OWN_CONCERNS.has(code) && !code.startsWith('mock-')),
    ...limitProblems(project),
    ...project.flows.flatMap((flow) => flowProblems(flow)),
    ...(format === 'code-native'
      ? codeNativeProblems(project)
      : project.flows.flatMap(treeProblems)),
  ];
  const rank = { error: 0, warning: 1, info: 2 } as const;
  return found.toSorted((one, other) => rank[one.severity] - rank[other.severity]);
}

/** Of runs here only, as mocks are. */
const OWN_CONCERNS = new Set([
  'config-var-unread',
  'config-var-missing',
  'connection-field',
  'payload-get-body',
  'payload-not-json',
  'trigger-branch-unchosen',
]);

function limitProblems({ configVars }: Project): Problem[] {
  const { configVars: most, pickListOption } = PLATFORM_LIMITS;
  const found: Problem[] = [];
  if (configVars.length > most.value) {
    found.push({
      severity: 'error',
      code: 'platform-config-vars',
      message: `There are ${configVars.length} config variables; the platform takes ${most.words}. Delete some, or put several values into one of the type code.`,
      source: RULE_SOURCES.limits,
    });
  }
  for (const { id, name, pickList } of configVars) {
    const long = pickList.find((option) => option.length > pickListOption.value);
    if (long === undefined) continue;
    found.push({
      severity: 'error',
      code: 'platform-pick-list',
      message: `${name} offers “${long.slice(0, 40)}…”; the platform takes ${pickListOption.words}. Shorten it.`,
      field: `configVars.${id}`,
      source: RULE_SOURCES.limits,
    });
  }
  return found;
}

function flowProblems(flow: Flow): Problem[] {
  const found: Problem[] = [];
  const steps = orderSteps(flow);
  for (const step of steps) {
    const at = { flowId: flow.id, stepId: step.id } as const;
    if (step.timeoutMs !== null) {
      found.push({
        severity: 'info',
        code: 'platform-step-timeout',
        message: `${step.name} has a time-out of its own here. The platform has none for a step: it ends a run after 15 minutes.`,
        ...at,
        source: RULE_SOURCES.limits,
      });
    }
    const modules = codeFacts(codeOf(step) ?? '').requires.filter((name) => !isNodeModule(name));
    for (const name of modules) {
      found.push({
        severity: 'info',
        code: 'platform-module',
        message: `${step.name} requires ${name}, which the platform fetches from a CDN as one file when the step runs. A package of several files fails there${/@\d/.test(name) ? '' : ', and without a version it is the newest one'}.`,
        ...at,
        source: RULE_SOURCES.code,
      });
    }
  }
  const large = flow.payloads.find(
    (payload) =>
      (payloadToRequest(payload).request.body?.length ?? 0) > PLATFORM_LIMITS.requestBody.value,
  );
  if (large !== undefined) {
    found.push({
      severity: 'warning',
      code: 'platform-request-size',
      message: `${large.name} has a body of more than 6 MB, which the platform refuses. Its sender has to send a link in place of the data.`,
      flowId: flow.id,
      field: `payloads.${large.id}`,
      source: RULE_SOURCES.limits,
    });
  }
  return found;
}

/** What the one sequence of the platform's file has no place for. */
function treeProblems(flow: Flow): readonly Problem[] {
  const order = treeOrder(flow);
  return order.ok ? order.value.notes : [order.error];
}

function codeNativeProblems(project: Project): Problem[] {
  const source = RULE_SOURCES.codeNative;
  const found: Problem[] = [];
  for (const { id, name, connection, dataType } of project.configVars) {
    const field = `configVars.${id}`;
    if (connection !== null && findConnectionKind(connection.component, connection.key) === null) {
      const message = `${name} is a connection of the component ${connection.component}. It is written with its inputs; a code-native integration would take it from that component’s package.`;
      found.push({ severity: 'warning', code: 'native-connection', message, field, source });
    }
    if (connection !== null) {
      const message = `configVars[${JSON.stringify(name)}].key is a name made from the variable’s own in a code-native integration, and not ${connection.key}.`;
      found.push({ severity: 'info', code: 'native-connection-key', message, field, source });
    }
    if (
      dataType === 'jsonForm' ||
      dataType === 'objectSelection' ||
      dataType === 'objectFieldMap'
    ) {
      const message = `The default of ${name} is not written: its type takes one with a schema or a data source. Write it in src/configPages.ts.`;
      found.push({ severity: 'warning', code: 'native-default', message, field, source });
    }
  }
  for (const flow of project.flows) {
    for (const step of orderSteps(flow)) {
      const at = { flowId: flow.id, stepId: step.id, source } as const;
      if (step.kind === 'componentStep') {
        const message = `${step.name} is a step of the component ${step.data.component.key}: src/components.ts has a function for it that you write.`;
        found.push({ severity: 'warning', code: 'native-component', message, ...at });
      }
      if (step.kind === 'componentTrigger') {
        const message = `${step.name} is a trigger of the component ${step.data.component.key}: the export takes any webhook in its place, without the checks of that trigger.`;
        found.push({ severity: 'warning', code: 'native-trigger', message, ...at });
      }
    }
    if (hasParallelSteps(flow)) {
      const message = `${flow.name} has steps that run at the same time here; they are written one after the other.`;
      found.push({ severity: 'info', code: 'native-parallel', message, flowId: flow.id, source });
    }
  }
  return found;
}
