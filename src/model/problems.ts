import { codeOf, stepKinds } from '@/kinds';
import { nearest } from '@/lib/nearest';
import type { Problem } from '@/plan/problem';
import { codeFacts, type CodeFacts, type ResultRead } from './code-problems';
import { configProblems, unknownConfigReads } from './config-problems';
import { ancestors, comesBefore, orderSteps, unreachedSteps } from './graph';
import { inputProblems, unknownInputVars } from './input-problems';
import type { Flow, Payload, Project, Step } from './project';
import { stepKey } from './step-key';

/**
 * All that is wrong with a project. Memoised by flow and by code text, so that an edit costs what it touches.
 * Loaded lazily: the JavaScript parser behind it is large.
 */
export function problems(project: Project): readonly Problem[] {
  return [
    ...projectProblems(project),
    ...project.flows.flatMap((flow) => [
      ...flowProblemsOf(flow),
      ...unknownConfigReads(project, flow),
      ...unknownInputVars(project.configVars, flow),
    ]),
  ];
}

/** Reads the code of all steps, one at each turn: `problems` has little left to do then. */
export function* readCodes(project: Project): Generator<void> {
  for (const { steps } of project.flows) {
    for (const step of steps) {
      codeFacts(codeOf(step) ?? '');
      yield;
    }
  }
}

/** The problems that stand in the way of a run of this flow: its own and the project's. */
export function flowProblems(project: Project, flow: Flow): readonly Problem[] {
  return [...projectProblems(project), ...flowProblemsOf(flow)];
}

/** Modules that a flow's code requires by literal names. */
export function requiredModules(flow: Flow): readonly string[] {
  return [...new Set(orderSteps(flow).flatMap((step) => codeFacts(codeOf(step) ?? '').requires))];
}

const byFlow = new WeakMap<Flow, readonly Problem[]>();

function flowProblemsOf(flow: Flow): readonly Problem[] {
  const found = byFlow.get(flow);
  if (found !== undefined) return found;
  const all = [
    ...flowNameProblems(flow),
    ...nameProblems(flow),
    ...unconnectedProblems(flow),
    ...flow.steps.flatMap((step) => codeProblemsOf(flow, step)),
    ...inputProblems(flow),
    ...flow.payloads.flatMap((payload) => payloadProblems(flow, payload)),
  ];
  byFlow.set(flow, all);
  return all;
}

function projectProblems(project: Project): Problem[] {
  const found: Problem[] = [];
  const flowNames = new Set<string>();
  for (const flow of project.flows) {
    if (flow.name.trim() !== '' && flowNames.has(flow.name)) {
      found.push({
        severity: 'warning',
        code: 'flow-name-repeated',
        message: `Two flows are named ${flow.name}. Code finds a flow's URL by its name: rename one.`,
        flowId: flow.id,
        field: 'name',
      });
    }
    flowNames.add(flow.name);
  }
  return [...found, ...configProblems(project)];
}

function flowNameProblems(flow: Flow): Problem[] {
  if (flow.name.trim() !== '') return [];
  return [
    {
      severity: 'error',
      code: 'flow-name-empty',
      message: 'The flow has no name. Name it in its settings.',
      flowId: flow.id,
      field: 'name',
    },
  ];
}

function nameProblems(flow: Flow): Problem[] {
  const holders = stepsByKey(flow.steps);
  return flow.steps.flatMap((step) => {
    const at = { severity: 'error', flowId: flow.id, stepId: step.id, field: 'name' } as const;
    const key = stepKey(step.name);
    if (key === '') {
      const shown =
        step.name.trim() === ''
          ? 'A step has no name'
          : `The name “${step.name}” has no letter A to Z and no digit`;
      return [
        {
          ...at,
          code: 'step-name-no-key',
          message: `${shown}, so code could not name its results. Rename it.`,
        },
      ];
    }
    const others = (holders.get(key) ?? []).filter((other) => other !== step);
    if (others.length === 0) return [];
    const names = others.map(({ name }) => `“${name}”`).join(', ');
    return [
      {
        ...at,
        code: 'step-key-collides',
        message: `“${step.name}” and ${names} both become stepResults.${key}. Rename one.`,
      },
    ];
  });
}

function unconnectedProblems(flow: Flow): Problem[] {
  return unreachedSteps(flow).map((step) => ({
    severity: 'warning',
    code: 'step-not-connected',
    message: `${step.name} is not connected: the trigger does not reach it, so it never runs. Connect it to a step before it, or delete it.`,
    flowId: flow.id,
    stepId: step.id,
  }));
}

function codeProblemsOf(flow: Flow, step: Step): Problem[] {
  const code = codeOf(step);
  if (code === null) return [];
  const facts = codeFacts(code);
  const at = { flowId: flow.id, stepId: step.id, field: 'code' };
  const own = facts.problems.map((problem): Problem => ({ ...problem, ...at }));
  if (stepKinds[step.kind].role === 'trigger') return own;
  return [...own, ...readProblems(flow, step, facts).map((problem) => ({ ...problem, ...at }))];
}

function readProblems(flow: Flow, step: Step, { reads }: CodeFacts): Omit<Problem, 'stepId'>[] {
  return reads
    .filter(({ key }) => !isBefore(flow, step, key))
    .map((read) => ({
      severity: 'warning',
      code: 'step-result-unknown',
      message: unknownResult(flow, step, read),
      line: read.line,
      column: read.column,
    }));
}

/** Whether a step with that key runs before this one. */
function isBefore(flow: Flow, step: Step, key: string): boolean {
  const holders = stepsByKey(orderSteps(flow)).get(key) ?? [];
  return holders.some((other) => comesBefore(flow, other, step));
}

const keysOf = new WeakMap<readonly Step[], ReadonlyMap<string, readonly Step[]>>();

function stepsByKey(steps: readonly Step[]): ReadonlyMap<string, readonly Step[]> {
  const known = keysOf.get(steps);
  if (known !== undefined) return known;
  const found = new Map<string, Step[]>();
  for (const step of steps) {
    const key = stepKey(step.name);
    const others = found.get(key);
    if (others === undefined) found.set(key, [step]);
    else others.push(step);
  }
  keysOf.set(steps, found);
  return found;
}

function unknownResult(flow: Flow, step: Step, { key }: ResultRead): string {
  const [other] = stepsByKey(flow.steps).get(key) ?? [];
  if (other === step) return `stepResults.${key} is this step itself, which has no result yet.`;
  if (other !== undefined) {
    return `stepResults.${key} is empty here: ${other.name} does not run before ${step.name}. Connect it ahead of this step.`;
  }
  const before = [...new Set(ancestors(flow, step.id).map(({ name }) => stepKey(name)))];
  const near = nearest(key, before);
  const hint =
    near === null
      ? before.length === 0
        ? 'No step runs before this one.'
        : `Before it run: ${before.slice(0, 8).join(', ')}.`
      : `Did you mean ${near}?`;
  return `No step has the key ${key}, so stepResults.${key} is undefined. ${hint}`;
}

const MOST_CHECKED = 2_000_000;

function payloadProblems(flow: Flow, payload: Payload): Problem[] {
  const at = { severity: 'warning', flowId: flow.id, field: `payloads.${payload.id}` } as const;
  const found: Problem[] = [];
  const hasBody = payload.body.kind !== 'text' || payload.body.text !== '';
  if (payload.method.toUpperCase() === 'GET' && hasBody) {
    found.push({
      ...at,
      code: 'payload-get-body',
      message: `${payload.name}: a GET request carries no body, so it is not sent. Choose POST to send it.`,
    });
  } else if (isMalformedJson(payload)) {
    found.push({
      ...at,
      code: 'payload-not-json',
      message: `${payload.name}: the body is not valid JSON, so the platform answers 400 and the flow does not run.`,
    });
  }
  return found;
}

function isMalformedJson({ body, contentType }: Payload): boolean {
  const type = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (body.kind !== 'text' || body.text === '' || body.text.length > MOST_CHECKED) return false;
  if (type !== 'application/json' && !type.endsWith('+json')) return false;
  try {
    JSON.parse(body.text);
    return false;
  } catch {
    return true;
  }
}
