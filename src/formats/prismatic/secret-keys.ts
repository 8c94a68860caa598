import { isPlaceholder } from '@/kinds/connections/secret-names';
import { listSecretKeys } from '@/model/secret-inputs';
import type { Json, JsonObject } from '@/model/kept';
import { isObject } from '@/model/kept';

type Path = readonly (string | number)[];

/** The key that a secret inside a part's inputs is kept under: the one a connection's form gives it, else its path. */
export function secretKey(inputs: JsonObject, path: Path): string {
  const [input, value, at, last] = path;
  if (typeof input !== 'string' || value !== 'value') return path.join('/');
  if (path.length === 2) return input;
  const found = Object.hasOwn(inputs, input) ? inputs[input] : undefined;
  const list = isObject(found) ? found['value'] : undefined;
  if (path.length !== 4 || last !== 'value' || typeof at !== 'number' || !Array.isArray(list)) {
    return path.join('/');
  }
  // A list inside JSON is one of JSON.
  const names = (list as readonly Json[]).map((row) => ({ key: rowName(row), value: '' }));
  return listSecretKeys(input, names)[at] ?? path.join('/');
}

/** The inputs with every empty text and placeholder filled that `read` knows a secret of. */
export function fillSecrets(inputs: JsonObject, read: (key: string) => string | null): JsonObject {
  const fill = (value: Json, path: Path): Json => {
    if (value === '' || (typeof value === 'string' && isPlaceholder(value))) {
      return read(secretKey(inputs, path)) ?? value;
    }
    if (Array.isArray(value)) return value.map((item: Json, at) => fill(item, [...path, at]));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, fill(member, [...path, key])]),
    );
  };
  return Object.fromEntries(
    Object.entries(inputs).map(([key, input]) => [key, fill(input, [key])]),
  );
}

/** Both spellings of a row's name. */
export function rowName(row: Json | undefined): string {
  const name = isObject(row) ? row['name'] : undefined;
  if (typeof name === 'string') return name;
  const value = isObject(name) ? name['value'] : undefined;
  return typeof value === 'string' ? value : '';
}
