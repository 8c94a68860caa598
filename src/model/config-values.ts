import { member } from '@/lib/member';
import type { ConfigVarId } from '@/lib/ids';
import { connectionFields } from './connection-fields';
import type { ConfigDataType, ConfigVar, Connection, KeyValue } from './project';
import { filledInput } from './secret-inputs';

/** Where the values are that the document has no place for. */
export interface SecretSource {
  readonly read: (id: ConfigVarId, fieldKey: string) => string | null;
  readonly token: (id: ConfigVarId) => Readonly<Record<string, unknown>> | null;
}

/** What code gets as `configVars` (platform.md 2.4 and 2.5), by name. */
export function configValues(
  configVars: readonly ConfigVar[],
  secrets: SecretSource,
): Record<string, unknown> {
  return Object.fromEntries(
    configVars.map((configVar) => [configVar.name, valueOf(configVar, secrets)]),
  );
}

function valueOf(configVar: ConfigVar, secrets: SecretSource): unknown {
  if (configVar.connection !== null) {
    return connectionValue(configVar, configVar.connection, secrets);
  }
  const text = configVar.testValue === '' ? configVar.defaultValue : configVar.testValue;
  if (configVar.collectionType === 'valuelist') return readValueList(text);
  if (configVar.collectionType === 'keyvaluelist') return readKeyValues(text);
  if (configVar.dataType === 'schedule') {
    return { value: text, schedule_type: configVar.scheduleType, time_zone: configVar.timeZone };
  }
  // What cannot be read is given as it was typed; a problem says so.
  return isJsonType(configVar.dataType) ? (readJson(text) ?? text) : text;
}

/** Types whose values are JSON text here and data in code. */
export function isJsonType(dataType: ConfigDataType): boolean {
  return ['jsonForm', 'objectSelection', 'objectFieldMap'].includes(dataType);
}

function connectionValue(
  { id, name }: ConfigVar,
  connection: Connection,
  secrets: SecretSource,
): unknown {
  const fields = Object.fromEntries(
    connectionFields(connection).map((field) => [
      field.key,
      filledInput(field, connection, (key) => secrets.read(id, key)),
    ]),
  );
  const token = secrets.token(id);
  return {
    key: connection.key,
    configVarKey: name,
    fields,
    ...(token === null ? {} : { token, context: {} }),
  };
}

/** A list's text as its items; what is no list of texts has none. */
export function readValueList(text: string): readonly string[] {
  const value = readJson(text);
  return Array.isArray(value)
    ? value.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))
    : [];
}

/** The pairs of a key value list; none for text that is no such list, and without the items that are no pair. */
export function readKeyValues(text: string): readonly KeyValue[] {
  const value = readJson(text);
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    const [key, own] = [member(item, 'key'), member(item, 'value')];
    return typeof key === 'string' && typeof own === 'string' ? [{ key, value: own }] : [];
  });
}

/** The value that JSON text stands for; undefined where it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
/** Types that may be lists. */
const LISTED: readonly ConfigDataType[] = [
  'string',
  'date',
  'timestamp',
  'picklist',
  'code',
  'boolean',
];

/** Whether a variable of the type may hold a list of values instead of one. */
export function canBeList(dataType: ConfigDataType): boolean {
  return LISTED.includes(dataType);
}
