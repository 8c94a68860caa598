import type { ConfigVarId, ProjectId } from '@/lib/ids';
import type { Flow, Project } from '@/model/project';
import type { StoredProject } from '@/storage/projects';
import { copySecrets, deleteSecrets, useSecrets } from './secrets';
import { useSession, type Notice } from './session';

/** Connections whose secrets are to be forgotten, should the page go before it can. */
const KEY = 'code-connector:secrets-to-forget';

/** Gives a copy of a project the secrets of the original; null where it has none, else what to tell a person. */
export function copyProjectSecrets(from: Project, to: Project): string | null {
  const { keptIds, vault } = useSecrets.getState();
  const pairs = idPairs(from, to);
  const isLocked = vault.status === 'locked' && pairs.some(([id]) => keptIds.includes(id));
  const copied = pairs.filter(([original, copy]) => copySecrets(original, copy, to.id)).length;
  if (isLocked)
    return 'Its secrets are locked and were not copied: unlock them and copy it again, or enter them.';
  if (copied === 0) return null;
  return 'Its secret values were copied on this device. Tokens were not: connect again.';
}

/** Gives the steps of a flow's copy, in the same project, the secrets of the original's. */
export function copyFlowSecrets(from: Flow, to: Flow, project: ProjectId): void {
  for (const [original, copy] of idPairs(from, to)) copySecrets(original, copy, project);
}

/** What has an id in a project, and the same thing in its copy: connections have secrets, and so have imported steps. */
function idPairs(from: unknown, to: unknown): readonly (readonly [ConfigVarId, ConfigVarId])[] {
  if (typeof from !== 'object' || typeof to !== 'object' || from === null || to === null) return [];
  const [id, copy]: unknown[] = [Reflect.get(from, 'id'), Reflect.get(to, 'id')];
  const own =
    typeof id === 'string' && typeof copy === 'string' && id !== copy
      ? // Secrets are kept under the ids of whatever has them.
        [[id as ConfigVarId, copy as ConfigVarId] as const]
      : [];
  return [
    ...own,
    ...Object.entries(from).flatMap(([key, value]) => idPairs(value, Reflect.get(to, key))),
  ];
}

/** Forgets the secrets of a deleted project when its notice has gone, which is the last chance to put it back. */
export function forgetSecretsAfter(notice: Notice, stored: StoredProject) {
  const ids = secretOwners(stored);
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

/** All in a stored project that has secrets here or on this device, also what has been deleted from it. */
export function secretOwners({ id: projectId, project }: StoredProject): readonly ConfigVarId[] {
  const { entries, keptIds } = useSecrets.getState();
  const text = JSON.stringify(project);
  // Keys of such a record are ids, and no id is a part of another.
  const ids = new Set([...(Object.keys(entries) as ConfigVarId[]), ...keptIds]);
  return [...ids].filter(
    (id) => entries[id]?.project === projectId || text.includes(JSON.stringify(id)),
  );
}

/** Forgets the secrets of steps that are not in the project any more. Called where it begins without a history. */
export function forgetLeftBehind(project: Project): void {
  const { entries } = useSecrets.getState();
  const text = JSON.stringify(project);
  // Keys of such a record are ids.
  for (const id of Object.keys(entries) as ConfigVarId[]) {
    if (entries[id]?.project === project.id && !text.includes(JSON.stringify(id)))
      deleteSecrets(id);
  }
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
