import type { ConfigVarId } from '@/lib/ids';
import {
  connectionsOf,
  nameOfStored,
  readEach,
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
  const ofEach = (project: StoredProject): SecretSource[] =>
    connectionsOf(project).map((connection) => ({
      ...connection,
      projectName: nameOfStored(project),
    }));
  const all = await database()
    .then(async (from) => readEach(from, ofEach))
    // Without storage there is no other project.
    .catch(() => []);
  const { entries } = useSecrets.getState();
  return all.flat().filter(({ id }) => Object.keys(entries[id]?.fields ?? {}).length > 0);
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
