import type { ProjectId } from '@/lib/ids';
import { reasonOf } from '@/lib/reason-of';
import { writeProject } from '@/formats/project/project-file';
import { withNewProjectIds } from '@/model/edit-project';
import type { Project } from '@/model/project';
import { loadProject, saveProject } from '@/storage/projects';
import { dropUnsaved, readUnsaved } from '@/storage/unsaved';
import { DELETED, markStored, saveNow } from './autosave';
import { database } from './database';
import { loadDocument, setSaved, useDocument, type SaveStatus } from './document';
import { editProject } from './edit-document';
import { notify } from './notices';
import { showRun } from './presenting';
import { lockProject } from './project-lock';
import { refreshProjects } from './project-list';
import { forgetLeftBehind } from './project-secrets';
import { useProjects } from './projects';
import { restoreSession } from './session-store';
import { readStored, readStoredOrTell, type ReadProject } from './stored-project';
import { takeSecrets } from './taken-secrets';

const ELSEWHERE =
  'This project is open in another tab. Take over to edit it here; the other tab becomes read-only.';

/** Opens a stored project in place of the one that is open. False, and a notice, where it is gone or cannot be read. */
export async function openStored(id: ProjectId): Promise<boolean> {
  await saveNow();
  // Read first: what cannot be opened must not cost the open project its lock.
  const first = await readStoredOrTell(id);
  if (first === null) return false;
  const isMine = await lockProject(id, lost);
  // The tab that had it may have saved until the lock was ours.
  const isLatest = (await loadProject(await database(), id))?.revision === first.revision;
  const read = isLatest ? first : ((await readStoredOrTell(id)) ?? first);
  const { revision, updatedAt } = read;
  markStored(read.project, updatedAt);
  // Earlier versions stored the values of headers with the project: that is to be the last of it.
  const project = takeSecrets(read.project, 'device');
  show(
    project,
    revision,
    isMine ? { status: 'saved', at: updatedAt } : { status: 'read-only', reason: ELSEWHERE },
  );
  if (isMine && project !== read.project) await saveNow();
  if (isMine) {
    await bringBackUnsaved(read);
    forgetLeftBehind(useDocument.getState().project ?? project);
  }
  return true;
}

/** Opens the project that was changed last, of those that can be read. */
export async function openFirstReadable(): Promise<boolean> {
  for (const { id, isReadable } of useProjects.getState().list) {
    // One after the other: the first that opens is the one.
    if (isReadable && (await openStored(id).catch(() => false))) return true;
  }
  return false;
}

/** What the page that was here before could not save any more: done again, as an edit that can be undone. */
async function bringBackUnsaved({ project, revision }: ReadProject): Promise<void> {
  const unsaved = readUnsaved(localStorage, project.id);
  if (unsaved === null) return;
  const { readProject } = await import('@/formats/project/read-project');
  const read = readProject(unsaved.file);
  dropUnsaved(localStorage, project.id);
  if (!read.ok || writeProject(read.value) === writeProject(project)) return;
  if (unsaved.basedOn === revision) {
    const changed = takeSecrets(read.value, 'device');
    editProject({ label: 'Changes from before the page was left' }, () => changed);
    return;
  }
  // Somebody has saved the project since: both versions stay.
  const copy = withNewProjectIds(read.value, `${read.value.name} (recovered)`);
  await saveProject(await database(), copy, 0, Date.now());
  await refreshProjects();
  notify({
    kind: 'info',
    text: `Unsaved changes of an earlier visit were kept as “${copy.name}”.`,
  });
}

/** Stores a project that is new to this device and opens it. Without storage it is open all the same, and says so. */
export async function openNew(project: Project): Promise<void> {
  await saveNow();
  const now = Date.now();
  try {
    const outcome = await saveProject(await database(), project, 0, now);
    if (outcome.status !== 'saved') throw new Error('there is another project with its id');
    markStored(project, now);
    await lockProject(project.id, lost);
    show(project, outcome.revision, { status: 'saved', at: now });
  } catch (error) {
    const reason = `This browser did not store the project: ${reasonOf(error)}. Export it to keep it.`;
    show(project, 0, { status: 'failed', reason, conflict: null });
  }
  await refreshProjects();
}

/** Takes the open project over from another tab, as it is stored now. */
export async function takeOver(): Promise<void> {
  const { project: shown } = useDocument.getState();
  if (shown === null) return;
  await lockProject(shown.id, lost, true);
  const read = await readStored(shown.id);
  if (read.status === 'missing') {
    setSaved({ status: 'failed', reason: DELETED, conflict: 'deleted' });
    return;
  }
  if (read.status === 'unreadable') {
    const reason = `The stored version cannot be read: ${read.reasons.join(' ')}`;
    setSaved({ status: 'read-only', reason });
    return;
  }
  markStored(read.project, read.updatedAt);
  const project = takeSecrets(read.project, 'device');
  loadDocument(project, read.revision, { status: 'saved', at: read.updatedAt });
}

/** Another tab took over: what is not saved is saved first, then nothing can be changed here. */
function lost(): void {
  void saveNow().then(() => {
    setSaved({ status: 'read-only', reason: ELSEWHERE });
    notify({ kind: 'info', text: 'Another tab took this project over. It is read-only here now.' });
  });
}

function show(project: Project, revision: number, saved: SaveStatus): void {
  loadDocument(project, revision, saved);
  showRun(null, null);
  restoreSession(project);
}
