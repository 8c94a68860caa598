import type { ConfigVarId, StepId } from '@/lib/ids';
import { branchesOf } from '@/kinds';
import { err, ok, type Result } from '@/lib/result';
import { stepsInside } from '@/model/graph';
import { isObject, restore, type Json, type JsonObject } from '@/model/kept';
import type { ConfigVar, Flow, Project, Step } from '@/model/project';
import { treeOrder } from '@/model/tree-order';
import type { Problem } from '@/plan/problem';
import {
  configVarJson,
  elementJson,
  flowJson,
  pageJson,
  projectJson,
  stepJson,
} from './canonical-json';
import type { Definition } from './definition';
import { fillSecrets } from './secret-keys';

/** A project as the platform's definition. */
export interface ExportedDefinition {
  readonly definition: Definition;
  /** What is otherwise there than here: branches that run one after the other, steps that are left out. */
  readonly notes: readonly Problem[];
}

/** A secret by its owner and key; null where none is known, or none is to be written. */
export type ReadSecret = (id: ConfigVarId | StepId, key: string) => string | null;

const NO_SECRETS: ReadSecret = () => null;

/** The project as the platform's definition: what its file said, with what was edited since. Secrets are `''` unless read. */
export function exportDefinition(
  project: Project,
  readSecret: ReadSecret = NO_SECRETS,
): Result<ExportedDefinition, readonly Problem[]> {
  const problems: Problem[] = [];
  const notes: Problem[] = [];
  const flows = project.flows.map((flow) => {
    const order = treeOrder(flow);
    if (!order.ok) {
      problems.push(order.error);
      return {};
    }
    notes.push(...order.value.notes);
    return exportFlow(flow, order.value.steps, readSecret);
  });
  if (problems.length > 0) return err(problems);
  const { configVars, configPages } = project;
  const restored = restore(
    isBlankProject(project) ? { ...projectJson(project), flows } : projectJson(project),
    project.kept,
  );
  const definition = {
    ...restored,
    ...(configVars.length === 0
      ? {}
      : { requiredConfigVars: configVars.map((one) => exportConfigVar(one, readSecret)) }),
    ...(configPages.length === 0
      ? {}
      : {
          configPages: configPages.map(({ kept, ...page }) => ({
            ...restore(pageJson(page), kept),
            ...(page.elements.length === 0
              ? {}
              : {
                  elements: page.elements.map((element) =>
                    restore(elementJson(element, project), element.kept),
                  ),
                }),
          })),
        }),
    ...(isBlankProject(project) ? {} : { flows }),
  };
  // Made of parts that each have the shape of the file's.
  return ok({ definition: definition as unknown as Definition, notes });
}

/** As imports of a file without flows, and new projects, are: a file may have said that there is none. */
export function isBlankProject({ flows }: Project): boolean {
  return flows.length === 1 && flows.every(isBlankFlow);
}

/** A trigger and nothing else: the file may have had no steps at all. */
export function isBlankFlow({ steps }: Flow): boolean {
  return steps.length === 1;
}

/**
 * A flow, its top level in the order of `top`; what a file brought and this application has no place for goes back
 * where it stood.
 */
export function exportFlow(
  flow: Flow,
  top: readonly Step[],
  readSecret: ReadSecret = NO_SECRETS,
): JsonObject {
  const steps = top.map((step) => exportStep(flow, step, readSecret));
  if (isBlankFlow(flow)) return restore({ ...flowJson(flow), steps }, flow.kept);
  return { ...restore(flowJson(flow), flow.kept), steps };
}

function exportStep(flow: Flow, step: Step, readSecret: ReadSecret): JsonObject {
  const restored = restore(stepJson(flow, step), step.kept);
  const { inputs, branches } = restored;
  const body = stepsInside(flow, { stepId: step.id, branch: null });
  return {
    ...restored,
    ...(isObject(inputs) ? { inputs: fillSecrets(inputs, (key) => readSecret(step.id, key)) } : {}),
    ...(isObject(branches) ? { branches: exportBranches(flow, step, branches, readSecret) } : {}),
    ...(body.length === 0 ? {} : { steps: body.map((one) => exportStep(flow, one, readSecret)) }),
  };
}

function exportBranches(
  flow: Flow,
  step: Step,
  byId: JsonObject,
  readSecret: ReadSecret,
): readonly Json[] {
  return branchesOf(step).map(({ id }) => {
    const inner = stepsInside(flow, { stepId: step.id, branch: id });
    const own = byId[id];
    return {
      ...(isObject(own) ? own : {}),
      ...(inner.length === 0
        ? {}
        : { steps: inner.map((one) => exportStep(flow, one, readSecret)) }),
    };
  });
}

function exportConfigVar(configVar: ConfigVar, readSecret: ReadSecret): JsonObject {
  const restored = restore(configVarJson(configVar), configVar.kept);
  const { inputs } = restored;
  return isObject(inputs)
    ? { ...restored, inputs: fillSecrets(inputs, (key) => readSecret(configVar.id, key)) }
    : restored;
}
