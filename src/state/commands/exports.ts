import type { ConfigVarId, RunId } from '@/lib/ids';
import { reasonOf } from '@/lib/reason-of';
import { stepKey } from '@/model/step-key';
import { staleSteps } from '@/model/stale';
import { payloadToRequest } from '@/model/request';
import type { Flow, Payload, Project } from '@/model/project';
import { toPlainJson } from '@/plan/decoding';
import type { Problem } from '@/plan/problem';
import type { ExportedOutcome, ExportedPayload, TextFile } from '@/formats/code-native/write-tests';
import { currentConfigValues } from '@/state/config-values';
import { writeDefinitionFile } from '@/state/file-work';
import { useDocument } from '@/state/document';
import { knownStateOfFlow } from '@/state/kept-state';
import { notify } from '@/state/notices';
import { checkConformance } from '@/state/problem-check';
import { receivedPayload } from '@/state/received-payload';
import { useRun } from '@/state/run';
import { fileNameOf, saveBlob } from '@/state/save-as-file';
import { useSecrets } from '@/state/secrets';

/** A project in a format of the platform, and what would be different there. */
export interface Exported {
  readonly files: readonly TextFile[];
  readonly problems: readonly Problem[];
}

/** A body above this is left out of the tests: the file would be one that nobody opens. */
const MOST_TESTED_BYTES = 1024 * 1024;

/** The open project as a code-native integration, with a test for each payload. */
export async function codeNativeFiles(project: Project): Promise<Exported> {
  const { writeCodeNative } = await import('@/formats/code-native/write-code-native');
  const payloads = new Map<string, readonly ExportedPayload[]>();
  for (const flow of project.flows) {
    const small = flow.payloads.filter((payload) => bodySize(payload) <= MOST_TESTED_BYTES);
    // One flow after the other: its payloads are built by one worker.
    payloads.set(flow.id, await Promise.all(small.map(async (payload) => tested(flow, payload))));
  }
  return {
    files: writeCodeNative(project, payloads),
    problems: await checkConformance(project, 'code-native'),
  };
}

/** Saves the open project as a zip of its code-native files. */
export async function saveCodeNative(): Promise<void> {
  const { project } = useDocument.getState();
  if (project === null) return;
  try {
    const [{ strToU8, zipSync }, { files }] = await Promise.all([
      import('fflate'),
      codeNativeFiles(project),
    ]);
    const folder = fileNameOf(project.name);
    const entries = files.map(({ path, text }) => [`${folder}/${path}`, strToU8(text)] as const);
    saveBlob(`${folder}.zip`, new Blob([new Uint8Array(zipSync(Object.fromEntries(entries)))]));
  } catch (error) {
    notify({ kind: 'error', text: `The code-native project was not written: ${reasonOf(error)}.` });
  }
}

/** The open project as the platform's YAML, with the secret values that are entered here where they are asked for. */
export async function definitionFiles(project: Project, withSecrets = false): Promise<Exported> {
  const [written, problems] = await Promise.all([
    writeDefinitionFile(project, withSecrets ? enteredSecrets(project) : []),
    checkConformance(project, 'prismatic-yaml'),
  ]);
  return {
    files: written.ok
      ? [{ path: `${fileNameOf(project.name)}.yml`, text: written.value.text }]
      : [],
    problems: written.ok ? problems : written.error,
  };
}

/** Saves the open project as the platform's YAML; a drawing that has no form there is explained. */
export async function saveDefinition(withSecrets: boolean): Promise<void> {
  const { project } = useDocument.getState();
  if (project === null) return;
  const { files, problems } = await definitionFiles(project, withSecrets);
  for (const { path, text } of files)
    saveBlob(path, new Blob([text], { type: 'application/yaml' }));
  if (files.length === 0) {
    const details = problems.map(({ message }) => message);
    notify({ kind: 'error', text: 'The YAML file was not written.', details });
  }
}

/** The secret values of a project's connections and steps, as far as they are entered and not locked away. */
export function enteredSecrets(project: Project) {
  const { entries } = useSecrets.getState();
  const owners = [
    ...project.configVars.map(({ id }) => id),
    // Secrets of steps lie beside those of connections.
    ...project.flows.flatMap(({ steps }) => steps.map(({ id }) => id as string as ConfigVarId)),
  ];
  return owners.flatMap((id) =>
    Object.entries(entries[id]?.fields ?? {}).map(([key, value]) => ({ id, key, value })),
  );
}

async function tested(flow: Flow, payload: Payload): Promise<ExportedPayload> {
  const { request } = payloadToRequest(payload);
  const run = { id: EXAMPLE_ID, flow, startedAt: EXAMPLE_TIME };
  const received = toPlainJson(await receivedPayload(run, request));
  return {
    name: payload.name,
    text: JSON.stringify(received, null, 2),
    mocks: (payload.mocks ?? []).flatMap(({ stepId, kind, text }) => {
      const step = flow.steps.find(({ id }) => id === stepId);
      return step === undefined ? [] : [{ step: stepKey(step.name), kind, text }];
    }),
    outcome: outcomeOf(flow, payload),
  };
}

/** What came of the payload in the run on show, where that is still of this work. */
function outcomeOf(flow: Flow, payload: Payload): ExportedOutcome | null {
  const { current, ranWith } = useRun.getState();
  const { project } = useDocument.getState();
  if (current === null || ranWith === null || project === null) return null;
  if (current.flow.id !== flow.id || current.payloadName !== payload.name) return null;
  const configVars = currentConfigValues(project.configVars);
  const state = knownStateOfFlow(project.id, flow.id);
  if (staleSteps(ranWith, { flow, payload, configVars, state }).size > 0) return null;
  if (current.status === 'failed' && current.error?.stepId !== undefined) {
    return { kind: 'error', message: current.error.message };
  }
  const last = ranWith.plan.steps.at(-1);
  const result = last === undefined ? undefined : current.steps[last.id]?.result;
  if (current.status !== 'succeeded' || ranWith.plan.steps.length < 2) return null;
  return { kind: 'result', data: result == null ? null : toPlainJson(result.bytes) };
}

function bodySize(payload: Payload): number {
  return payloadToRequest(payload).request.body?.length ?? 0;
}

/** The same in every export of the same work. */
// The brand exists only in the type system.
const EXAMPLE_ID = '0000000000000000' as RunId;
const EXAMPLE_TIME = '2026-01-01T00:00:00.000Z';
