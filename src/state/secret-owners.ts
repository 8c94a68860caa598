import type { ConfigVarId } from '@/lib/ids';
import type { Project } from '@/model/project';
import type { Keep, SecretsState } from './secrets';

/** Something in a project that has secrets in memory, for people: never their values. */
export interface SecretOwner {
  readonly id: ConfigVarId;
  /** "Connection Shop", "Step Create Order of Intake". */
  readonly name: string;
  readonly what: string;
  readonly keep: Keep;
}

/** All in a project that has secrets, in its order. What is locked away is not among them. */
export function secretOwnersOf(
  { configVars, flows }: Project,
  { entries }: SecretsState,
): readonly SecretOwner[] {
  const found: SecretOwner[] = [];
  const add = (id: string, name: string): void => {
    // Secrets of steps lie beside those of connections: ids are unlike each other.
    const owner = id as ConfigVarId;
    const entry = entries[owner];
    if (entry === undefined) return;
    const values = [...Object.keys(entry.fields), ...(entry.token === null ? [] : ['token'])];
    if (values.length > 0)
      found.push({ id: owner, name, what: values.join(', '), keep: entry.keep });
  };
  for (const { id, name, connection } of configVars) {
    add(id, `${connection === null ? 'Config variable' : 'Connection'} ${name}`);
  }
  for (const flow of flows) {
    for (const { id, name } of flow.steps) {
      add(id, `Step ${name}${flows.length === 1 ? '' : ` of ${flow.name}`}`);
    }
  }
  return found;
}
