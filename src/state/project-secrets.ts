import type { ConfigVarId } from '@/lib/ids';
import type { ConfigVar, Project } from '@/model/project';
import { connectionsOf, type StoredProject } from '@/storage/projects';
import { copySecrets, deleteSecrets, useSecrets } from './secrets';
import { useSession, type Notice } from './session';

/** Connections whose secrets are to be forgotten, should the page go before it can. */
const KEY = 'code-connector:secrets-to-forget';

/** Gives a copy of a project the secrets of the original; null where it has none, else what to tell a person. */
export function copyProjectSecrets(from: Project, to: Project): string | null {
  const { keptIds, vault } = useSecrets.getState();
  const pairs = from.configVars.flatMap((configVar, at): [ConfigVar, ConfigVar][] => {
    const copy = to.configVars[at];
    return configVar.connection === null || copy === undefined ? [] : [[configVar, copy]];
  });
  const isLocked = vault.status === 'locked' && pairs.some(([{ id }]) => keptIds.includes(id));
  const copied = pairs.filter(([original, copy]) => copySecrets(original.id, copy.id)).length;
  if (isLocked)
    return 'Its secrets are locked and were not copied: unlock them and copy it again, or enter them.';
  if (copied === 0) return null;
  const of = copied === 1 ? 'its connection' : `its ${copied} connections`;
  return `The secret values of ${of} were copied on this device, tokens were not: connect again.`;
}

/** Forgets the secrets of a deleted project when its notice has gone, which is the last chance to put it back. */
export function forgetSecretsAfter(notice: Notice, stored: StoredProject) {
  const ids = connectionsOf(stored).map(({ id }) => id);
  let isKept = false;
  write([...waiting(), ...ids]);
  const stop = useSession.subscribe((session) => {
    if (session.notice === notice) return;
    stop();
    // The notice goes first and its action is done then.
    queueMicrotask(() => {
      if (!isKept) for (const id of ids) deleteSecrets(id);
      write(waiting().filter((id) => !ids.includes(id)));
    });
  });
  return {
    keep: (): void => {
      isKept = true;
    },
  };
}

/** What the page before could not forget any more. Called at start, when the secrets are open or known to be locked. */
export function forgetDeleted(): void {
  const ids = waiting();
  for (const id of ids) deleteSecrets(id);
  if (ids.length > 0) write([]);
}

function waiting(): readonly ConfigVarId[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    // Written by `write` and nobody else.
    return Array.isArray(ids) ? (ids as ConfigVarId[]) : [];
  } catch {
    return [];
  }
}

function write(ids: readonly ConfigVarId[]): void {
  try {
    if (ids.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // Without storage the notice's end is all there is.
  }
}
