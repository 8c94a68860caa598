import { openExample } from './commands/projects';
import { watchDocument } from './autosave';
import { openStored } from './open-project';
import { watchProblems, whenChecked, whenIdle } from './problem-check';
import { refreshProjects } from './project-list';
import { useProjects } from './projects';
import { runs } from './runs';
import { lastProjectId, watchSession } from './session-store';

let started: Promise<void> | null = null;

/** Brings the application up, once: the last project, or on a first visit the first example, ready to run. */
export async function startApp(): Promise<void> {
  started ??= start();
  return started;
}

async function start(): Promise<void> {
  watchSession();
  watchDocument();
  await refreshProjects();
  const last = lastProjectId() ?? useProjects.getState().list[0]?.id ?? null;
  const isOpen = last !== null && (await openStored(last).catch(() => false));
  if (!isOpen) {
    const [newest] = useProjects.getState().list;
    const isNext = newest !== undefined && (await openStored(newest.id).catch(() => false));
    if (!isNext) await openExample('github-push');
  }
  // After the first paint and ahead of the code editor's large files: Run must never wait for any of these.
  setTimeout(() => {
    runs.warmUp();
    void whenChecked();
    void import('@/runtime/run-plan');
    void import('@/net/host-fetch');
  }, 0);
  whenIdle(watchProblems);
}
