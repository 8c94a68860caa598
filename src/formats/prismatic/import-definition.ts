import { branchesOf } from '@/kinds';
import { newId, type ConfigVarId, type StepId } from '@/lib/ids';
import { err, ok, type Result } from '@/lib/result';
import { stepsInside } from '@/model/graph';
import { inOneLine } from '@/model/in-one-line';
import { keep, type JsonObject, type Kept } from '@/model/kept';
import { newFlow, newPayload, newProject } from '@/model/new-project';
import type {
  ConfigPage,
  ConfigPageElement,
  ConfigVar,
  Edge,
  Flow,
  Project,
  Step,
  StepParent,
} from '@/model/project';
import type { Problem } from '@/plan/problem';
import { problem } from '@/formats/json-text';
import {
  configVarJson,
  elementJson,
  flowJson,
  pageJson,
  projectJson,
  stepJson,
} from './canonical-json';
import type {
  Definition,
  DefinitionConfigVar,
  DefinitionFlow,
  DefinitionPage,
  DefinitionStep,
} from './definition';
import { exportFlow, isBlankFlow, isBlankProject } from './export-definition';
import { branchesFrom, configVarOf, errorHandlingOf, kindOf } from './import-parts';
import { secretKey } from './secret-keys';
import { takeSecrets, type FoundSecret } from './secrets';

/** A secret of a file, where this application keeps it: with a connection, or with the step it stood in. */
export interface ImportedSecret {
  readonly id: ConfigVarId | StepId;
  readonly key: string;
  readonly value: string;
  readonly words: string;
}

/** A definition as a project, and the secrets that stood in it, which no project may hold. */
export interface ImportedDefinition {
  readonly project: Project;
  readonly secrets: readonly ImportedSecret[];
}

/** Steps inside steps; drawing and running go down by one call a level. */
const MOST_LEVELS = 60;

/**
 * The definition as a project: flows as drawings, connections as forms, secrets apart. What the project has no place
 * for is kept with its part, so that `exportDefinition` gives the same data again.
 */
export function importDefinition(
  whole: Definition,
): Result<ImportedDefinition, readonly Problem[]> {
  const { definition, secrets } = takeSecrets(whole);
  const tooDeep = definition.flows.find(({ steps }) => levelsOf(steps) > MOST_LEVELS);
  if (tooDeep !== undefined) {
    return err([
      problem(
        'file-too-deep',
        `The flow “${tooDeep.name}” has steps more than ${MOST_LEVELS} levels deep inside each other. Nothing was opened.`,
      ),
    ]);
  }
  const configVars = (definition.requiredConfigVars ?? []).map(importConfigVar);
  const flows = definition.flows.map(importFlow);
  const project: Project = {
    ...newProject(definition.name),
    description: definition.description ?? '',
    configVars,
    configPages: (definition.configPages ?? []).map((page) => importPage(page, configVars)),
    flows: flows.length === 0 ? [newFlow('Flow 1')] : flows,
  };
  const { requiredConfigVars, configPages, flows: fromFlows, ...others } = definition;
  const isBlank = isBlankProject(project);
  const imported = withKept(
    project,
    {
      ...others,
      ...emptyOr('requiredConfigVars', requiredConfigVars),
      ...emptyOr('configPages', configPages),
      ...(isBlank ? { flows: fromFlows } : {}),
    },
    isBlank
      ? {
          ...projectJson(project),
          flows: project.flows.map((flow) => exportFlow(flow, flow.steps)),
        }
      : projectJson(project),
  );
  return ok({
    project: imported,
    secrets: secrets.map((secret) => placeSecret(secret, definition, imported)),
  });
}

/** A part with what its file said beyond what we would write for it. */
function withKept<T extends object>(part: T, original: object, canonical: JsonObject): T {
  // What was read from a file is JSON.
  const kept: Kept | undefined = keep(original as JsonObject, canonical);
  return kept === undefined ? part : { ...part, kept };
}

/** A list that is not there, or holds nothing, is told of; of any other each part tells. */
function emptyOr(key: string, list: readonly unknown[] | null | undefined): object {
  if (list === undefined || (list !== null && list.length > 0)) return {};
  return { [key]: list };
}

function importConfigVar(from: DefinitionConfigVar): ConfigVar {
  const configVar = configVarOf(from);
  return withKept(configVar, from, configVarJson(configVar));
}

function importPage(from: DefinitionPage, configVars: readonly ConfigVar[]): ConfigPage {
  const { elements, ...others } = from;
  const page: ConfigPage = {
    id: newId(),
    name: from.name,
    tagline: from.tagline ?? '',
    elements: (elements ?? []).map((element): ConfigPageElement => {
      const named = configVars.find(({ name }) => name === element.value);
      const isHtml = element.type === 'htmlElement' || named === undefined;
      const made: ConfigPageElement = isHtml
        ? { kind: 'html', html: element.value }
        : { kind: 'configVar', id: named.id };
      return withKept(made, element, elementJson(made, { configVars }));
    }),
  };
  return withKept(page, { ...others, ...emptyOr('elements', elements) }, pageJson(page));
}

function importFlow(from: DefinitionFlow): Flow {
  const { steps: fromSteps, ...others } = from;
  const steps: Step[] = [];
  const edges: Edge[] = [];
  /** A step of the file and where it came to stand: its own JSON is compared once all steps are there. */
  const origins = new Map<StepId, DefinitionStep>();
  const add = (step: DefinitionStep, parent: StepParent | null, isFirst: boolean): StepId => {
    const branches = branchesFrom(step);
    const id = newId<StepId>();
    steps.push({
      id,
      name: step.name,
      description: step.description ?? '',
      timeoutMs: null,
      // Steps of the top level get theirs once all of them are there.
      position: { x: 0, y: 0 },
      parent,
      errorHandling: errorHandlingOf(step.errorConfig),
      ...kindOf(step, isFirst ? 'trigger' : 'action', branches),
    });
    origins.set(id, step);
    step.branches?.forEach((branch, at) => {
      const place = { stepId: id, branch: branches[at]?.id ?? null };
      for (const inner of branch.steps ?? []) add(inner, place, false);
    });
    for (const inner of step.steps ?? []) add(inner, { stepId: id, branch: null }, false);
    return id;
  };
  let last: StepId | null = null;
  for (const [at, step] of fromSteps.entries()) {
    const id = add(step, null, at === 0);
    if (last !== null) edges.push({ id: newId(), from: last, to: id });
    last = id;
  }
  const drawn: Flow = {
    ...newFlow(from.name),
    name: from.name,
    description: from.description ?? '',
    isSynchronous: from.isSynchronous ?? false,
    edges,
    payloads: [newPayload('Payload 1', steps[0]?.kind)],
    ...(steps.length === 0 ? {} : { steps }),
  };
  const flow = {
    ...drawn,
    steps: inOneLine(drawn).map((step) => {
      const origin = origins.get(step.id);
      return origin === undefined
        ? step
        : withKept(step, stepSkeleton(origin, step), stepJson(drawn, step));
    }),
  };
  return isBlankFlow(flow)
    ? withKept(flow, from, { ...flowJson(flow), ...stepsOf(exportFlow(flow, flow.steps)) })
    : withKept(flow, others, flowJson(flow));
}

function stepsOf({ steps }: JsonObject): JsonObject {
  return steps === undefined ? {} : { steps };
}

/** The file's step as `stepJson` writes ours: its branches by id, and of steps inside only that there are none. */
function stepSkeleton(from: DefinitionStep, step: Step): object {
  const { steps, branches, ...others } = from;
  const ids = branchesOf(step).map(({ id }) => id);
  return {
    ...others,
    ...emptyOr('steps', steps),
    ...(branches == null
      ? emptyOr('branches', branches)
      : {
          branches: Object.fromEntries(
            branches.map(({ steps: inner, ...branch }, at) => [
              ids[at],
              { ...branch, ...emptyOr('steps', inner) },
            ]),
          ),
        }),
  };
}

function levelsOf(steps: readonly DefinitionStep[]): number {
  let most = 0;
  for (const { steps: body, branches } of steps) {
    for (const inner of [body, ...(branches ?? []).map((branch) => branch.steps)]) {
      if (inner != null && inner.length > 0) most = Math.max(most, 1 + levelsOf(inner));
    }
  }
  return most;
}

/** Where this application keeps a secret that stood at a path of the file. */
function placeSecret(
  { path, value, words }: FoundSecret,
  definition: Definition,
  project: Project,
): ImportedSecret {
  const at = path.indexOf('inputs');
  const owner = path.slice(0, at);
  const [list, index, ...inner] = owner;
  const part = list === 'flows' ? stepAt(project.flows[Number(index)], inner) : undefined;
  const id = part?.id ?? project.configVars[Number(index)]?.id;
  // Paths are of this definition, and each of its parts has become one of the project's.
  if (id === undefined) throw new Error(`There is no ${words} in the project.`);
  return { id, key: secretKey(inputsAt(definition, owner), path.slice(at + 1)), value, words };
}

/** `steps, 2, branches, 0, steps, 1`: down from the flow to a step. */
function stepAt(flow: Flow | undefined, path: readonly (string | number)[]): Step | undefined {
  if (flow === undefined) return undefined;
  let found: Step | undefined;
  for (let at = 0; at < path.length; at += 2) {
    let branch: StepParent['branch'] = null;
    if (path[at] === 'branches' && found !== undefined) {
      branch = branchesOf(found)[Number(path[at + 1])]?.id ?? null;
      at += 2;
    }
    const steps: readonly Step[] =
      found === undefined
        ? flow.steps.filter(({ parent }) => parent === null)
        : stepsInside(flow, { stepId: found.id, branch });
    found = steps[Number(path[at + 1])];
  }
  return found;
}

function inputsAt(definition: Definition, path: readonly (string | number)[]): JsonObject {
  let found: unknown = definition;
  for (const key of path) found = Reflect.get(Object(found), key);
  // The path leads to a part with inputs.
  return Reflect.get(Object(found), 'inputs') as JsonObject;
}
