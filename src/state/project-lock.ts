import type { ProjectId } from '@/lib/ids';

/** What became of a lock after it was held: another tab took it over. */
type OnLost = () => void;

let release: (() => void) | null = null;

/**
 * One tab edits a project at a time. Resolves with whether this tab may; `steal` takes the right from another tab,
 * whose `onLost` is called. Where the browser has no locks (a page that is not secure), the revision check of each
 * save still keeps one tab from overwriting another.
 */
export async function lockProject(id: ProjectId, onLost: OnLost, steal = false): Promise<boolean> {
  unlockProject();
  // Absent where the page is served without https from another machine.
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) return true;
  return new Promise((resolve) => {
    let isMine = false;
    const held = new Promise<void>((letGo) => {
      release = letGo;
    });
    const mine = release;
    const options = steal ? { steal } : { ifAvailable: true };
    locks
      .request(`code-connector:project:${id}`, options, (lock) => {
        isMine = lock !== null;
        resolve(isMine);
        return isMine ? held : undefined;
      })
      .catch(() => {
        // A stolen lock rejects its request.
        resolve(false);
        if (isMine && release === mine) onLost();
      });
  });
}

/** Lets other tabs edit the project that this one had. */
export function unlockProject(): void {
  release?.();
  release = null;
}
