import type { ProjectId } from '@/lib/ids';
import { openExample } from './commands/projects';
import { watchDocument } from './autosave';
import { watchPresenting } from './presenting';
import { useDocument } from './document';
import { forgetDeleted, forgetLeftBehind } from './project-secrets';
import { openFirstReadable, openStored } from './open-project';
import { watchProblems } from './problem-check';
import { refreshProjects } from './project-list';
import { useProjects } from './projects';
import { runs } from './runs';
import { lastProjectId, watchSession } from './session-store';
import { openVault } from './vault';
import { watchIdle } from './watch-idle';

let started: Promise<void> | null = null;

/** Brings the application up, once: the last project, or on a first visit the first example, ready to run. */
export async function startApp(): Promise<void> {
  started ??= start();
  return started;
}

async function start(): Promise<void> {
  watchSession();
  watchDocument();
  watchPresenting();
  void openVault().then(forgetWhatIsGone);
  watchIdle();
  await refreshProjects();
  const last = knownProject(lastProjectId());
  const isOpen = last !== null && (await openStored(last).catch(() => false));
  if (!isOpen && !(await openFirstReadable())) await openExample('github-push');
  // After the first paint and ahead of the code editor's large files: Run must not wait for these.
  setTimeout(() => {
    runs.warmUp();
    void import('@/runtime/run-plan');
    void import('@/net/host-fetch');
  }, 0);
}

function forgetWhatIsGone(): void {
  forgetDeleted();
  const { project, saved } = useDocument.getState();
  // Another tab may be ahead of what is stored.
  if (project !== null && saved.status !== 'read-only') forgetLeftBehind(project);
}

let checking: (() => void) | null = null;

/** Keeps the problems true to the document from now on; once. */
export function startChecking(): void {
  checking ??= watchProblems();
}

/** The project that was open last may have been deleted in another tab. */
function knownProject(id: ProjectId | null): ProjectId | null {
  return useProjects.getState().list.some((project) => project.id === id) ? id : null;
}
