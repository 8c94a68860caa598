import type { ProjectId } from '@/lib/ids';
import { writeProject } from '@/formats/project/project-file';
import { withNewProjectIds } from '@/model/edit-project';
import type { Project } from '@/model/project';
import { loadProject, saveProject, type StoredProject } from '@/storage/projects';
import { dropUnsaved, readUnsaved } from '@/storage/unsaved';
import { markStored, saveNow } from './autosave';
import { database } from './database';
import { loadDocument, setSaved, useDocument, type SaveStatus } from './document';
import { editProject } from './edit-document';
import { notify } from './notices';
import { lockProject } from './project-lock';
import { refreshProjects } from './project-list';
import { useRun } from './run';
import { restoreSession } from './session-store';

const ELSEWHERE =
  'This project is open in another tab. Take over to edit it here; the other tab becomes read-only.';

/** Opens a stored project in place of the one that is open. False where it is not there. */
export async function openStored(id: ProjectId): Promise<boolean> {
  await saveNow();
  const isMine = await lockProject(id, lost);
  const stored = await loadProject(await database(), id);
  if (stored === undefined) return false;
  markStored(stored.project);
  const saved: SaveStatus = isMine
    ? { status: 'saved', at: stored.updatedAt }
    : { status: 'read-only', reason: ELSEWHERE };
  show(stored.project, stored.revision, saved);
  if (isMine) await bringBackUnsaved(stored);
  return true;
}

/** What the page that was here before could not save any more: done again, as an edit that can be undone. */
async function bringBackUnsaved({ project, revision }: StoredProject): Promise<void> {
  const unsaved = readUnsaved(localStorage, project.id);
  if (unsaved === null) return;
  const { readProject } = await import('@/formats/project/read-project');
  const read = readProject(unsaved.file);
  dropUnsaved(localStorage, project.id);
  if (!read.ok || writeProject(read.value) === writeProject(project)) return;
  if (unsaved.basedOn === revision) {
    editProject({ label: 'Changes from before the page was left' }, () => read.value);
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
    markStored(project);
    await lockProject(project.id, lost);
    show(project, outcome.revision, { status: 'saved', at: now });
  } catch (error) {
    const why = error instanceof Error ? error.message : 'the browser gave no reason';
    const reason = `This browser did not store the project: ${why}. Export it to keep it.`;
    show(project, 0, { status: 'failed', reason, isConflict: false });
  }
  await refreshProjects();
}

/** Takes the open project over from another tab, as it is stored now. */
export async function takeOver(): Promise<void> {
  const { project } = useDocument.getState();
  if (project === null) return;
  await lockProject(project.id, lost, true);
  const stored = await loadProject(await database(), project.id);
  if (stored === undefined) {
    setSaved({ status: 'unsaved' }, 0);
    return;
  }
  markStored(stored.project);
  loadDocument(stored.project, stored.revision, { status: 'saved', at: stored.updatedAt });
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
  useRun.setState({ current: null, ranWith: null });
  restoreSession(project);
}
