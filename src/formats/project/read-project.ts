import type * as z from 'zod/mini';
import { stepKinds } from '@/kinds';
import { member } from '@/lib/member';
import { err, ok, type Result } from '@/lib/result';
import { areEdgesSound, canConnect } from '@/model/edge-rules';
import { containersOf, placesInside } from '@/model/graph';
import { BLANK_CONFIG_VAR, newPayload } from '@/model/new-project';
import type { Flow, Project, Step } from '@/model/project';
import { PROJECT_VERSION } from '@/model/project-version';
import { NO_NETWORK } from '@/plan/network';
import type { Problem } from '@/plan/problem';
import { parseJsonText, problem } from '@/formats/json-text';
import { PROJECT_FORMAT } from './project-file';
import { projectVersion2 } from './version-2';

/** The largest project file that is read, in characters. */
export const MOST_CHARACTERS = 40_000_000;
const MOST_PROBLEMS = 20;

/** Reads a project file's text. A file that cannot be read gives problems that name the place; nothing throws. */
export function readProject(text: string): Result<Project, readonly Problem[]> {
  if (text.length > MOST_CHARACTERS) {
    const size = Math.round(text.length / 1_000_000);
    return refuse(
      'file-too-large',
      `The file has ${size} MB; projects of up to ${MOST_CHARACTERS / 1_000_000} MB are read. It was not opened.`,
    );
  }
  if (text.trim() === '') return refuse('file-empty', 'The file is empty.');
  const parsed = parseJsonText(text);
  return parsed.ok ? readProjectValue(parsed.value) : err([parsed.error]);
}

/** Reads a parsed project file. */
export function readProjectValue(value: unknown): Result<Project, readonly Problem[]> {
  const format = member(value, 'format');
  if (format !== PROJECT_FORMAT) {
    return refuse(
      'file-foreign',
      `This is JSON, but no Code Connector project: its "format" is not "${PROJECT_FORMAT}". Choose a file that Export made.`,
    );
  }
  const version = member(value, 'version');
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return refuse('file-version', 'version must be a whole number from 1 up. The file is damaged.');
  }
  if (version > PROJECT_VERSION) {
    return refuse(
      'file-newer',
      `The file has version ${version}; this application reads up to version ${PROJECT_VERSION}. Reload the page to get a newer one.`,
    );
  }
  const checked = projectVersion2.safeParse(member(value, 'project'));
  return checked.success ? whole(checked.data) : refuseIssues(checked.error.issues);
}

/**
 * Reads a project of the current version that this application has stored itself. Limits that a file has to keep do
 * not count: a person may have typed past them, and must get the work back.
 */
export function readStoredProject(project: unknown): Result<Project, readonly Problem[]> {
  const checked = projectVersion2.safeParse(project);
  if (checked.success) return whole(checked.data);
  if (!checked.error.issues.every(isLimit)) return refuseIssues(checked.error.issues);
  // All of its parts have the right types; what the schema would add for older records is added here.
  const typed = project as Omit<Project, Newer> & Partial<Pick<Project, Newer>>;
  return whole({
    ...typed,
    network: typed.network ?? NO_NETWORK,
    configPages: typed.configPages ?? [],
    failsAtPlatformLimits: typed.failsAtPlatformLimits ?? false,
    configVars: typed.configVars.map((configVar) => ({ ...BLANK_CONFIG_VAR, ...configVar })),
    flows: typed.flows.map((flow) => ({
      ...flow,
      steps: flow.steps.map((step) => ({ ...NEWER_OF_STEP, ...step })),
    })),
  });
}

/** Steps inside steps; reading, drawing and running go down by one call a level. */
const MOST_LEVELS = 60;

const NEWER_OF_STEP = { parent: null, errorHandling: null };

type Newer = 'network' | 'configPages' | 'failsAtPlatformLimits';

function isLimit(issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'too_small') return issue.origin !== 'array';
  return issue.code === 'too_big' || issue.code === 'invalid_format';
}

function whole(project: Project): Result<Project, readonly Problem[]> {
  const problems = checkGraphs(project);
  if (problems.length > 0) return err(problems.slice(0, MOST_PROBLEMS));
  return ok(withPayloads(project));
}

function refuseIssues(issues: readonly z.core.$ZodIssue[]): Result<never, readonly Problem[]> {
  return err(issues.slice(0, MOST_PROBLEMS).map(toProblem));
}

function toProblem(issue: z.core.$ZodIssue): Problem {
  const place = placeText(issue.path);
  const { message } = issue;
  const what = issue.code === 'invalid_type' ? `must be ${article(issue.expected)}` : message;
  return { ...problem('file-wrong-type', `project${place} ${what}.`), field: `project${place}` };
}

function article(expected: string): string {
  const names: Readonly<Record<string, string>> = {
    string: 'text',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
  };
  return Object.hasOwn(names, expected) ? (names[expected] ?? expected) : expected;
}

function placeText(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
}

/** What types cannot say: ids once, the trigger first and alone, edges between steps that are there, no circle. */
function checkGraphs(project: Project): Problem[] {
  const problems: Problem[] = [];
  const say = (field: string, message: string): void => {
    problems.push({ ...problem('file-damaged', `${field} ${message}`), field });
  };
  const flowIds = new Set<string>();
  project.flows.forEach((flow, index) => {
    const place = `project.flows[${index}]`;
    if (flowIds.has(flow.id)) say(`${place}.id`, 'is the id of another flow too.');
    flowIds.add(flow.id);
    const ids = new Set<string>();
    flow.steps.forEach((step, at) => {
      if (ids.has(step.id)) say(`${place}.steps[${at}].id`, 'is the id of another step too.');
      ids.add(step.id);
      const isTrigger = stepKinds[step.kind].role === 'trigger';
      if (isTrigger && at > 0) say(`${place}.steps[${at}]`, 'is a second trigger; a flow has one.');
      if (!isTrigger && at === 0) say(`${place}.steps[0]`, 'must be the trigger.');
    });
    checkParents(flow, place, say);
    checkEdges(flow, place, say);
  });
  return problems;
}

/** A step inside another must find its way up to the top level. */
function checkParents(
  flow: Flow,
  place: string,
  say: (field: string, message: string) => void,
): void {
  const byId = new Map(flow.steps.map((step) => [step.id, step]));
  const places = new Map(
    flow.steps.map((step) => [step.id, new Set(placesInside(step).map(({ branch }) => branch))]),
  );
  const isWhole = new Set<string>();
  flow.steps.forEach((step, at) => {
    const path = new Set<string>();
    let next: Step | undefined = step;
    while (next?.parent != null && !isWhole.has(next.id)) {
      const { stepId, branch }: NonNullable<Step['parent']> = next.parent;
      if (path.has(next.id)) {
        say(`${place}.steps[${at}].parent`, 'leads in a circle.');
        return;
      }
      path.add(next.id);
      if (places.get(stepId)?.has(branch) !== true) {
        if (next === step) {
          say(`${place}.steps[${at}].parent`, 'is no place that a step of this flow holds.');
        }
        return;
      }
      next = byId.get(stepId);
    }
    for (const id of path) isWhole.add(id);
    if (containersOf(flow, step).length > MOST_LEVELS) {
      say(`${place}.steps[${at}].parent`, `is more than ${MOST_LEVELS} levels deep.`);
    }
  });
  const [trigger] = flow.steps;
  if (trigger?.parent != null) say(`${place}.steps[0].parent`, 'must be null: it is the trigger.');
}

function checkEdges(
  flow: Flow,
  place: string,
  say: (field: string, message: string) => void,
): void {
  if (areEdgesSound(flow)) return;
  let drawn: Flow = { ...flow, edges: [] };
  flow.edges.forEach((edge, at) => {
    const allowed = canConnect(drawn, edge.from, edge.to);
    if (allowed.ok) drawn = { ...drawn, edges: [...drawn.edges, edge] };
    else say(`${place}.edges[${at}]`, `cannot stand: ${allowed.error.message}`);
  });
}

/** A flow always has a payload to run with. */
function withPayloads(project: Project): Project {
  return {
    ...project,
    flows: project.flows.map((flow) =>
      flow.payloads.length > 0
        ? flow
        : { ...flow, payloads: [newPayload('Payload 1', flow.steps[0]?.kind)] },
    ),
  };
}

function refuse(code: string, message: string) {
  return err([problem(code, message)]);
}
