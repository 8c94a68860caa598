import { writeProject } from '@/formats/project/project-file';
import type { Flow, Payload } from '@/model/project';
import { payloadToRequest } from '@/model/request';
import { stepKey } from '@/model/step-key';
import { orderSteps, unreachedSteps } from '@/model/graph';
import { stepKinds } from '@/kinds';
import type { Problem } from '@/plan/problem';
import { toRunRecord, type RunRecord } from '@/plan/run-record';
import { importText } from '@/state/commands/imports';
import { chosenPayload } from '@/state/commands/payloads';
import { startRun } from '@/state/commands/runs';
import { useDocument } from '@/state/document';
import { currentFlow } from '@/state/edit-document';
import { checkProblems } from '@/state/problem-check';
import { recordedValues } from '@/state/recorded-values';
import { readRunRequest, type RunRequest } from './run-request';
import { version } from '../../package.json';

/** A problem as it leaves the page: the flow by name, the step by its key (its name where it has none). */
export interface PublicProblem {
  readonly severity: Problem['severity'];
  readonly code: string;
  readonly message: string;
  readonly flow?: string;
  readonly step?: string;
  readonly field?: string;
  readonly line?: number;
  readonly column?: number;
}

/** What was opened, as far as a program needs it to run it. */
export interface OpenResult {
  readonly project: string;
  readonly flows: readonly {
    readonly name: string;
    readonly steps: readonly {
      readonly key: string;
      readonly name: string;
      readonly kind: string;
    }[];
  }[];
  readonly problems: readonly PublicProblem[];
}

type Format = 'project' | 'prismatic-yaml' | 'code-native';

/** The automation interface: what the buttons do, through the same commands. */
export interface CodeConnector {
  readonly version: string;
  open(
    text: string,
    options?: { format?: 'project' | 'prismatic-yaml'; name?: string },
  ): Promise<OpenResult>;
  export(format: Format): Promise<{
    files: { path: string; text: string }[];
    problems: readonly PublicProblem[];
  }>;
  run(request?: RunRequest): Promise<RunRecord>;
}

/** Rejections carry the problems that caused them. */
class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly problems: readonly PublicProblem[];
  constructor(problems: readonly PublicProblem[]) {
    super(problems.map(({ message }) => message).join(' '));
    this.problems = problems;
  }
}

declare global {
  interface Window {
    codeConnector: CodeConnector;
  }
}

/** Puts the interface on the window. Calls wait until a project is open. */
export function installAutomation(started: Promise<unknown>): void {
  window.codeConnector = {
    version,
    open: async (text, options = {}) => {
      await started;
      return openProject(text, options);
    },
    export: async (format) => {
      await started;
      return exportOpen(format);
    },
    run: async (request = {}) => {
      await started;
      return runFlow(request);
    },
  };
}

async function openProject(
  text: unknown,
  options: { format?: string; name?: string },
): Promise<OpenResult> {
  if (typeof text !== 'string')
    refuse('request-wrong-type', 'open takes the text of a project file or of a definition.');
  const { format } = options;
  if (format !== undefined && format !== 'project' && format !== 'prismatic-yaml') {
    refuse(
      'format-unknown',
      `The format ${format} cannot be opened; this version reads 'project' and 'prismatic-yaml'.`,
    );
  }
  const read = await importText(text, options.name, format);
  if (!read.ok) throw new RequestError(read.error.map((problem) => toPublic(problem)));
  const { id, flows } = read.value;
  return {
    project: id,
    flows: flows.map((flow) => ({
      name: flow.name,
      steps: [...orderSteps(flow), ...unreachedSteps(flow)].map(({ name, kind }) => ({
        key: stepKey(name),
        name,
        kind: stepKinds[kind].label,
      })),
    })),
    problems: (await checkProblems(read.value)).map((problem) => toPublic(problem)),
  };
}

async function exportOpen(format: Format) {
  const { project } = useDocument.getState();
  if (project === null) refuse('no-project', 'No project is open.');
  if (format === 'code-native') {
    const { codeNativeFiles } = await import('@/state/commands/exports');
    const { files, problems } = await codeNativeFiles(project);
    return { files: [...files], problems: problems.map((problem) => toPublic(problem)) };
  }
  if (format === 'prismatic-yaml') {
    const { definitionFiles } = await import('@/state/commands/exports');
    // Without secret values: who calls this has no person to ask.
    const { files, problems } = await definitionFiles(project);
    if (files.length === 0) throw new RequestError(problems.map((problem) => toPublic(problem)));
    return { files: [...files], problems: problems.map((problem) => toPublic(problem)) };
  }
  if (format !== 'project') {
    refuse(
      'format-unknown',
      `The format ${String(format)} cannot be written; this version writes 'project', 'prismatic-yaml' and 'code-native'.`,
    );
  }
  const problems = await checkProblems(project);
  return {
    files: [{ path: 'project.code-connector.json', text: writeProject(project) }],
    problems: problems.map((problem) => toPublic(problem)),
  };
}

async function runFlow(value: unknown): Promise<RunRecord> {
  const request = readRunRequest(value);
  if (!request.ok) throw new RequestError(request.error.map((problem) => toPublic(problem)));
  const flow = findFlow(request.value.flow);
  const base = chosenPayload(flow);
  const payload = request.value.payload;
  const built = payload === undefined || base === null ? {} : requestFor(base, payload);
  const run = await startRun({
    flowId: flow.id,
    ...built,
    ...(request.value.configVars === undefined
      ? {}
      : { configVars: scalarsAsText(request.value.configVars) }),
    isUnattended: true,
    ...(request.value.network === undefined ? {} : { network: request.value.network }),
    ...(request.value.allowedOrigins === undefined
      ? {}
      : { allowedOrigins: request.value.allowedOrigins }),
    ...(request.value.results === undefined ? {} : { given: request.value.results }),
    ...(request.value.stepTimeoutMs === undefined
      ? {}
      : { stepTimeoutMs: request.value.stepTimeoutMs }),
  });
  if (run === null) refuse('no-project', 'No project is open.');
  return toRunRecord(run, await recordedValues(run), (id) => stepName(flow, id));
}

/** As code gets them on the platform: numbers and booleans are text (platform.md 2.4). */
function scalarsAsText(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isScalar = (value: unknown) => typeof value === 'number' || typeof value === 'boolean';
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isScalar(value) ? String(value) : value]),
  );
}

/** The given parts in place of the chosen payload's own. */
function requestFor(base: Payload, given: NonNullable<RunRequest['payload']>) {
  const contentType =
    given.contentType ?? headerOf(given.headers, 'content-type') ?? 'application/json';
  const rows = (record: Readonly<Record<string, string>> = {}) =>
    Object.entries(record).map(([name, value]) => ({ name, value }));
  const { request } = payloadToRequest({
    ...base,
    method: given.method ?? 'POST',
    contentType,
    headers: given.headers === undefined ? withType(base, contentType) : rows(given.headers),
    queryParameters: rows(given.queryParameters),
    pathFragment: given.pathFragment ?? '',
    body: { kind: 'text', text: typeof given.body === 'string' ? given.body : '' },
  });
  const isBytes = given.body instanceof Uint8Array && request.method !== 'GET';
  const body = isBytes ? new Uint8Array(given.body) : request.body;
  return { request: { ...request, body }, payloadName: 'From the request' };
}

function withType({ headers }: Payload, contentType: string) {
  return headers.map((header) =>
    header.name.toLowerCase() === 'content-type' ? { ...header, value: contentType } : header,
  );
}

function headerOf(headers: Readonly<Record<string, string>> | undefined, name: string) {
  return Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}

function findFlow(name: string | undefined): Flow {
  const { project } = useDocument.getState();
  if (project === null) refuse('no-project', 'No project is open.');
  if (name === undefined)
    return currentFlow() ?? project.flows[0] ?? refuse('no-flow', 'The project has no flow.');
  const names = project.flows.map((flow) => flow.name).join(', ');
  return (
    project.flows.find((flow) => flow.name === name) ??
    refuse('flow-unknown', `There is no flow named ${name}. The project has: ${names}.`)
  );
}

function refuse(code: string, message: string): never {
  throw new RequestError([{ severity: 'error', code, message }]);
}

function toPublic({
  flowId,
  stepId,
  fix: _fix,
  source: _source,
  ...problem
}: Problem): PublicProblem {
  const { project } = useDocument.getState();
  const flow = project?.flows.find(({ id }) => id === flowId);
  const step = flow?.steps.find(({ id }) => id === stepId);
  return {
    ...problem,
    ...(flow === undefined ? {} : { flow: flow.name }),
    ...(step === undefined ? {} : { step: stepKey(step.name) || step.name }),
  };
}

function stepName(flow: Flow, id: string): string {
  const step = flow.steps.find((candidate) => candidate.id === id);
  return step === undefined ? id : stepKey(step.name) || step.name;
}
