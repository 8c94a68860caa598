import type { ConfigVarId } from '@/lib/ids';
import {
  connectionsOf,
  listStored,
  nameOfStored,
  type StoredConnection,
  type StoredProject,
} from '@/storage/projects';
import { database } from './database';
import { setKeep, setSecret, useSecrets } from './secrets';

/** A connection of any project on this device that has values to give. */
export interface SecretSource extends StoredConnection {
  readonly projectName: string;
}

/** Connections whose values can stand in for missing ones. */
export async function secretSources(): Promise<readonly SecretSource[]> {
  const stored = await database()
    .then(listStored)
    // Without storage there is no other project.
    .catch((): readonly StoredProject[] => []);
  const { entries } = useSecrets.getState();
  return stored.flatMap((project) =>
    connectionsOf(project)
      .filter(({ id }) => Object.keys(entries[id]?.fields ?? {}).length > 0)
      .map((connection) => ({ ...connection, projectName: nameOfStored(project) })),
  );
}

/** Gives a connection values of another one, kept as long as there. */
export function takeSecretsFrom(
  source: StoredConnection,
  id: ConfigVarId,
  keys: readonly string[],
): void {
  const entry = useSecrets.getState().entries[source.id];
  if (entry === undefined) return;
  for (const key of keys) setSecret(id, key, entry.fields[key] ?? '');
  setKeep(id, entry.keep);
}
