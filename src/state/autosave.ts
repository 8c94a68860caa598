import type { ProjectId } from '@/lib/ids';
import { reasonOf } from '@/lib/reason-of';
import type { Project } from '@/model/project';
import { writeProject } from '@/formats/project/project-file';
import { saveProject } from '@/storage/projects';
import { dropUnsaved, keepUnsaved } from '@/storage/unsaved';
import { database } from './database';
import { setSaved, useDocument } from './document';
import { noteSaved } from './project-list';

const SAVE_AFTER_MS = 400;
/** Typing without a pause is saved all the same. */
const SAVE_AT_LATEST_MS = 2_000;

let timer: ReturnType<typeof setTimeout> | null = null;
let waitingSince = 0;
let saving: Promise<void> = Promise.resolve();
/** What the database holds of the open project, by reference, and since when. */
let stored: { readonly project: Project; readonly at: number } | null = null;

const CHANGED =
  'Another tab has saved this project since. Nothing was overwritten; your version is here, but not stored.';

/** What a person is told whose open project another tab has deleted. */
export const DELETED =
  'Another tab has deleted this project. Your version is here, but not stored.';

/** The open project is in the database as it is: nothing to save until it changes. */
export function markStored(project: Project, at: number): void {
  stored = { project, at };
}

/** What was kept of a project when its page went is of no more use. */
export function forgetUnsaved(id: ProjectId): void {
  dropUnsaved(localStorage, id);
}

/** Saves a moment after each change, and at once when the page may be about to go. */
export function watchDocument(): () => void {
  const unsubscribe = useDocument.subscribe(({ project, saved }, before) => {
    if (project === before.project || project === null) return;
    if (saved.status === 'read-only' || project.id !== before.project?.id) return;
    // Just loaded as it is stored. An undo back to what is stored is no such case: the status has to follow it.
    if (project === stored?.project && saved.status === 'saved') return;
    if (saved.status !== 'failed') setSaved({ status: 'unsaved' });
    if (timer === null) waitingSince = performance.now();
    else clearTimeout(timer);
    const atLatest = waitingSince + SAVE_AT_LATEST_MS - performance.now();
    timer = setTimeout(() => void saveNow(), Math.max(0, Math.min(SAVE_AFTER_MS, atLatest)));
  });
  const go = (): void => {
    const { project, revision, saved } = useDocument.getState();
    if (project === null || project === stored?.project || saved.status === 'read-only') return;
    // The database may not answer before the page is gone.
    keepUnsaved(localStorage, project.id, { basedOn: revision, file: writeProject(project) });
    void saveNow();
  };
  const goForGood = (): void => {
    // Fields keep what was typed when they are left, and nobody leaves them any more.
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
    go();
  };
  const leave = (): void => {
    if (document.visibilityState === 'hidden') go();
  };
  const warn = (event: BeforeUnloadEvent): void => {
    if (useDocument.getState().saved.status === 'failed') event.preventDefault();
  };
  document.addEventListener('visibilitychange', leave);
  addEventListener('pagehide', goForGood);
  addEventListener('beforeunload', warn);
  return () => {
    unsubscribe();
    document.removeEventListener('visibilitychange', leave);
    removeEventListener('pagehide', goForGood);
    removeEventListener('beforeunload', warn);
  };
}

/** Saves what is not saved yet. Never rejects: a failure is the document's state, shown until a save works. */
export async function saveNow(): Promise<void> {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  saving = saving.then(saveOnce);
  return saving;
}

async function saveOnce(): Promise<void> {
  const { project, revision, saved } = useDocument.getState();
  if (project === null || saved.status === 'read-only') return;
  if (project === stored?.project) {
    const isConflict = saved.status === 'failed' && saved.conflict !== null;
    if (saved.status !== 'saved' && !isConflict) setSaved({ status: 'saved', at: stored.at });
    return;
  }
  if (saved.status !== 'failed') setSaved({ status: 'saving' });
  const now = Date.now();
  try {
    const outcome = await saveProject(await database(), project, revision, now);
    // Another project may have been opened meanwhile: its state is not ours to set.
    if (useDocument.getState().project?.id !== project.id) return;
    if (outcome.status !== 'saved') {
      failed(outcome.status === 'changed' ? CHANGED : DELETED, outcome.status);
      return;
    }
    stored = { project, at: now };
    dropUnsaved(localStorage, project.id);
    const isCurrent = useDocument.getState().project === project;
    setSaved(isCurrent ? { status: 'saved', at: now } : { status: 'unsaved' }, outcome.revision);
    noteSaved(project, now);
  } catch (error) {
    failed(
      `This browser did not store the project: ${reasonOf(error)}. Export it to keep it.`,
      null,
    );
  }
}

function failed(reason: string, conflict: 'changed' | 'deleted' | null): void {
  setSaved({ status: 'failed', reason, conflict });
}
