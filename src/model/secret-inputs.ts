import type { ConnectionField } from '@/kinds/connections/connection-kind';
import type { ConfigVarId } from '@/lib/ids';
import { isPlaceholder } from '@/kinds/connections/secret-names';
import { connectionFields } from './connection-fields';
import type { Connection, KeyValue, Project } from './project';

/** A value that has no place in the document, and the key it is kept under beside it. */
export interface SecretInput {
  readonly id: ConfigVarId;
  readonly key: string;
  readonly value: string;
}

/** The keys of a list's values: by their names, so that another order or an undo loses none. */
export function listSecretKeys(field: string, list: readonly KeyValue[]): readonly string[] {
  const counts = new Map<string, number>();
  return list.map(({ key }) => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return count === 0 ? `${field}/${key}` : `${field}/${key}/${count + 1}`;
  });
}

/** An input as code gets it; of a list that is secret the values, its names are in the document. */
export function filledInput(
  { key, type, isSecret }: ConnectionField,
  connection: Connection,
  read: (key: string) => string | null,
): string | readonly KeyValue[] {
  const input = connection.inputs[key] ?? '';
  // Of a component that is not known here, a value may lie apart though its name tells nothing.
  if (!isSecret) return input === '' ? (read(key) ?? '') : input;
  if (type !== 'keyvaluelist') return read(key) ?? '';
  if (typeof input === 'string') return input;
  const keys = listSecretKeys(key, input);
  return input.map((row, at) => ({ key: row.key, value: read(keys[at] ?? '') ?? '' }));
}

/** The names of a list, which are all of it that the document holds. */
export function withoutValues(list: readonly KeyValue[]): readonly KeyValue[] {
  return list.map(({ key }) => ({ key, value: '' }));
}

/** A secret field of a connection: each value it has is entered and kept by itself. */
export interface SecretSlot {
  readonly key: string;
  readonly label: string;
  readonly field: ConnectionField;
}

/**
 * The secret values that a connection has room for: one a field, and one each row of a list whose values are secret.
 */
export function secretSlots(connection: Connection): readonly SecretSlot[] {
  return connectionFields(connection)
    .filter(({ isSecret }) => isSecret)
    .flatMap((field) => {
      if (field.type !== 'keyvaluelist') return [{ key: field.key, label: field.label, field }];
      const list = listOf(connection, field.key);
      return listSecretKeys(field.key, list).flatMap((key, at) => {
        const name = list[at]?.key ?? '';
        return name === '' ? [] : [{ key, label: `${field.label}, ${name}`, field }];
      });
    });
}

function listOf({ inputs }: Connection, key: string): readonly KeyValue[] {
  const value = inputs[key] ?? [];
  return typeof value === 'string' ? [] : value;
}

/** Takes values out of a project that others have written into it: they belong beside the document. */
export function takeSecretInputs(project: Project): {
  readonly project: Project;
  readonly taken: readonly SecretInput[];
} {
  const taken: SecretInput[] = [];
  const configVars = project.configVars.map((configVar) => {
    if (configVar.connection === null) return configVar;
    const inputs = { ...configVar.connection.inputs };
    const before = taken.length;
    const take = (key: string, value: string): void => {
      if (value !== '') taken.push({ id: configVar.id, key, value });
    };
    for (const { key, isSecret } of connectionFields(configVar.connection)) {
      const value = inputs[key];
      if (!isSecret || value === undefined) continue;
      if (typeof value === 'string') {
        if (isPlaceholder(value)) continue;
        take(key, value);
        inputs[key] = '';
      } else {
        const keys = listSecretKeys(key, value);
        value.forEach((row, at) => take(keys[at] ?? '', row.value));
        inputs[key] = withoutValues(value);
      }
    }
    return taken.length === before
      ? configVar
      : { ...configVar, connection: { ...configVar.connection, inputs } };
  });
  return { project: taken.length === 0 ? project : { ...project, configVars }, taken };
}
