import type { ProjectId } from '@/lib/ids';
import type { Project } from '@/model/project';
import { loadProject, saveProject } from '@/storage/projects';
import { markStored, saveNow } from './autosave';
import { database } from './database';
import { loadDocument, setSaved, useDocument, type SaveStatus } from './document';
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
  return true;
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
