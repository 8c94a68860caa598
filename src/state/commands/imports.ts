import type { OpenedDefinition } from '@/formats/prismatic/open-definition';
import { isDefinitionText } from '@/formats/prismatic/is-definition';
import type { ConfigVarId } from '@/lib/ids';
import type { Result } from '@/lib/result';
import { reasonOf } from '@/lib/reason-of';
import { updateNetwork } from '@/model/edit-network';
import * as edit from '@/model/edit-project';
import type { Project } from '@/model/project';
import { isVersionOf, updateProject } from '@/model/update-project';
import { NO_NETWORK, type NetworkSettings } from '@/plan/network';
import type { Problem } from '@/plan/problem';
import { useDocument } from '@/state/document';
import { editProject } from '@/state/edit-document';
import { readDefinitionFile, readProjectFile, takesTime } from '@/state/file-work';
import { missingSecrets } from '@/state/missing-secrets';
import { dismissNotice, notify } from '@/state/notices';
import { openNew } from '@/state/open-project';
import { readSecret, setFormlessSecret, setSecret, useSecrets } from '@/state/secrets';
import { useSession, type Notice } from '@/state/session';
import { takeSecrets } from '@/state/taken-secrets';
import { freeName } from './projects';
import { openDialog } from './selection';

/** The formats that a file is opened from. */
export type OpenFormat = 'project' | 'prismatic-yaml';

/**
 * Reads the text of a project file or of the platform's definition, and opens it beside the others. Problems, and
 * nothing changed, where it cannot be read.
 */
export async function importText(
  text: string,
  name?: string,
  format: OpenFormat = isDefinitionText(text) ? 'prismatic-yaml' : 'project',
): Promise<Result<Project, readonly Problem[]>> {
  if (format === 'prismatic-yaml') return openDefinition(text, name);
  const read = await readProjectFile(text);
  return read.ok ? { ok: true, value: await openCopy(read.value, {}, name) } : read;
}

/** Code from elsewhere calls nobody before a person has chosen to let it. */
async function openCopy(
  copy: Project,
  network: Partial<NetworkSettings>,
  name = copy.name,
): Promise<Project> {
  const named = edit.renameProject(copy, freeName(name));
  const project = takeSecrets(updateNetwork(named, { mode: 'blocked', ...network }), 'visit');
  await openNew(project);
  return project;
}

async function openDefinition(
  source: string,
  name?: string,
): Promise<Result<Project, readonly Problem[]>> {
  const read = await readDefinitionFile(source);
  return read.ok ? { ok: true, value: await openRead(read.value, name) } : read;
}

/** Its name stays as it is, be there another of it: an export is to say what the file said. */
async function openRead({ project, secrets }: OpenedDefinition, name?: string): Promise<Project> {
  for (const { id, key, value } of secrets) takeSecret(project, id, key, value);
  const named = name === undefined ? project : edit.renameProject(project, name);
  await openNew(named);
  return named;
}

function takeSecret(
  { id: projectId, configVars }: Project,
  id: string,
  key: string,
  value: string,
) {
  // Secrets of steps lie beside those of connections, under the step's id: ids are unlike each other.
  const owner = id as ConfigVarId;
  const hasForm = configVars.some((one) => one.id === owner && one.connection !== null);
  if (hasForm) setSecret(owner, key, value);
  else setFormlessSecret(owner, projectId, key, value);
}

/** Opens a definition that was pasted; true where the text is one. */
export function importPasted(text: string): boolean {
  if (!/definitionVersion/.test(text) || !isDefinitionText(text)) return false;
  void openAndTell('The pasted text', text);
  return true;
}

/** A definition that was read, and waits for a person to say where it goes. */
let waiting: OpenedDefinition | null = null;

async function openAndTell(title: string, source: string | Uint8Array): Promise<void> {
  const read = await whileToldOf(title, source, async (signal) =>
    readDefinitionFile(source, { signal }),
  );
  if (read === null) return;
  if (!read.ok) {
    refused(
      title,
      read.error.map(({ message }) => message),
    );
    return;
  }
  const { project: open } = useDocument.getState();
  if (open !== null && isVersionOf(open, read.value.project)) {
    waiting = read.value;
    const { changes } = updateProject(open, read.value.project);
    openDialog({ kind: 'import-choice', title, name: open.name, ...changes });
  } else await show(title, read.value);
}

/** Opens the definition that waits as a project of its own. */
export async function openWaiting(title: string): Promise<void> {
  const opened = waiting;
  waiting = null;
  if (opened !== null) await show(title, opened);
}

/** Takes the definition that waits into the open project, as one edit. */
export function updateFromWaiting(title: string): void {
  const opened = waiting;
  waiting = null;
  const { project: open } = useDocument.getState();
  if (opened === null || open === null) return;
  const { project, ids } = updateProject(open, opened.project);
  const isDone = editProject({ label: 'Update from the platform' }, () => project);
  if (!isDone) return;
  showWhatIsLeft(project);
  for (const { id, key, value } of opened.secrets) {
    const owner = ids.get(id) ?? id;
    // What a person has entered stays.
    if (readSecret(owner as ConfigVarId, key) === null) takeSecret(project, owner, key, value);
  }
  openDialog({ kind: 'import-report', title, report: opened.report });
}

/** What is in view may be gone. */
function showWhatIsLeft({ flows }: Project): void {
  const { flowId, openStepId } = useSession.getState();
  const flow = flows.find(({ id }) => id === flowId) ?? flows[0];
  const isOpen = flow?.steps.some(({ id }) => id === openStepId) === true;
  useSession.setState({
    flowId: flow?.id ?? null,
    selection: [],
    selectedEdges: [],
    openStepId: isOpen ? openStepId : null,
  });
}

/** Nobody wants it: its secrets go as well. */
export function forgetWaiting(): void {
  waiting = null;
}

async function show(title: string, opened: OpenedDefinition): Promise<void> {
  await openRead(opened);
  openDialog({ kind: 'import-report', title, report: opened.report });
}

/** Reads a file, a large one with a notice that offers to give it up; null where somebody did. */
async function whileToldOf<T>(
  title: string,
  source: string | Uint8Array,
  read: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const giveUp = new AbortController();
  if (!takesTime(source)) return read(giveUp.signal);
  const notice: Notice = {
    kind: 'info',
    text: `Reading ${title}…`,
    action: {
      label: 'Cancel',
      do: () => {
        giveUp.abort();
        notify({ kind: 'info', text: `${title} was not opened. Nothing was changed.` });
      },
    },
  };
  notify(notice);
  const outcome = await read(giveUp.signal);
  if (useSession.getState().notice === notice) dismissNotice();
  return giveUp.signal.aborted ? null : outcome;
}

/** Imports a chosen or dropped file; a refused one is explained in a notice. */
export async function importFile(file: File): Promise<void> {
  const { MOST_CHARACTERS } = await import('@/formats/project/read-project');
  if (file.size > MOST_CHARACTERS) {
    const size = Math.round(file.size / 1_000_000);
    refused(file.name, [
      `The file has ${size} MB; up to ${MOST_CHARACTERS / 1_000_000} MB are read. It was not opened.`,
    ]);
    return;
  }
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    refused(file.name, [`The browser could not read it: ${reasonOf(error)}.`]);
    return;
  }
  const text = new TextDecoder().decode(bytes);
  // Text in UTF-16 looks like nothing at all until it is decoded.
  if (isDefinitionText(text, file.name) || isUtf16(bytes)) await openAndTell(file.name, bytes);
  else await importProjectFile(file.name, text);
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

async function importProjectFile(fileName: string, text: string): Promise<void> {
  // What a stranger has allowed, nobody here has: each origin is asked for, the switches are off.
  const { allowedOrigins, followRedirects, allowLocalNetwork } = NO_NETWORK;
  const switches = { allowedOrigins, followRedirects, allowLocalNetwork };
  const read = await whileToldOf(fileName, text, async (signal) =>
    readProjectFile(text, { signal }),
  );
  if (read === null) return;
  if (!read.ok)
    refused(
      fileName,
      read.error.map(({ message }) => message),
    );
  else {
    const project = await openCopy(read.value, switches);
    offerMissingSecrets(project);
    notify({
      kind: 'info',
      text: `${project.name} was opened from ${fileName}. Nothing runs until you press Run.`,
    });
  }
}

/** A file carries no secrets: what its connections need is asked for in one dialog. */
function offerMissingSecrets({ configVars }: Project): void {
  const missing = missingSecrets(configVars, useSecrets.getState());
  if (missing.length > 0) useSession.setState({ dialog: { kind: 'missing-secrets' } });
}

function refused(fileName: string, details: readonly string[]): void {
  notify({ kind: 'error', text: `${fileName} was not opened. Nothing was changed.`, details });
}
