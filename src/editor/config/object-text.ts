import { member } from '@/lib/member';
import { readJson } from '@/model/config-values';
import type { NameValue } from '@/ui/pair-table';

interface Element {
  readonly key: string;
  readonly label: string;
}

/** An object selection's text as rows of key and label. */
export function readSelection(text: string): readonly NameValue[] {
  return listIn(readJson(text)).flatMap((item) => {
    const object = elementOf(member(item, 'object'));
    return object === null ? [] : [{ name: object.key, value: object.label }];
  });
}

/** Rows as the text of an object selection; what else stood with an object stays. */
export function writeSelection(before: string, rows: readonly NameValue[]): string {
  if (rows.length === 0) return '';
  const known = new Map(
    listIn(readJson(before)).map((item) => [elementOf(member(item, 'object'))?.key, item]),
  );
  return JSON.stringify(
    rows.map(({ name, value }) => ({ ...known.get(name), object: { key: name, label: value } })),
  );
}

/** A field map's text as rows of field and "Object.Field". */
export function readMapping(text: string): readonly NameValue[] {
  return listIn(member(readJson(text), 'fields')).flatMap((item) => {
    const field = elementOf(member(item, 'field'));
    if (field === null) return [];
    const keys = ['mappedObject', 'mappedField'].flatMap(
      (name) => elementOf(member(item, name))?.key ?? [],
    );
    return [{ name: field.key, value: keys.join('.') }];
  });
}

/** Rows as the text of a field map; what else stood in it stays. */
export function writeMapping(before: string, rows: readonly NameValue[]): string {
  const whole = readJson(before);
  if (rows.length === 0) return '';
  const known = new Map(
    listIn(member(whole, 'fields')).map((item) => [elementOf(member(item, 'field'))?.key, item]),
  );
  const fields = rows.map(({ name, value }) => {
    const old = known.get(name) ?? {};
    const dot = value.indexOf('.');
    const object = dot === -1 ? '' : value.slice(0, dot);
    return {
      field: elementOf(member(old, 'field')) ?? element(name),
      ...(object === '' ? {} : { mappedObject: element(object) }),
      ...(value === '' ? {} : { mappedField: element(value.slice(dot + 1)) }),
    };
  });
  const rest = typeof whole === 'object' && whole !== null && !Array.isArray(whole) ? whole : {};
  return JSON.stringify({ ...rest, fields });
}

function element(key: string): Element {
  return { key, label: key };
}

function elementOf(value: unknown): Element | null {
  const key = member(value, 'key');
  const label = member(value, 'label');
  if (typeof key !== 'string') return null;
  return { key, label: typeof label === 'string' ? label : key };
}

function listIn(value: unknown): readonly object[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is object => typeof item === 'object' && item !== null);
}
