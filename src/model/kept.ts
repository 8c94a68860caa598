/** JSON as the platform's file holds it. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** An object of JSON. */
export type JsonObject = Readonly<Record<string, Json>>;

/**
 * What the platform's JSON of an entity says beyond or unlike what this application would write for it. By key: what it
 * was (`is`; nothing for a key that was not there), where what we would have written then was `was` (nothing for a key
 * we know nothing of); or the same for the objects inside.
 */
export interface Kept {
  readonly [key: string]: { readonly was?: Json; readonly is?: Json } | { readonly inside: Kept };
}

/** What has to be kept so that `restore` gives `original` again; undefined where nothing has to. */
export function keep(original: JsonObject, canonical: JsonObject): Kept | undefined {
  const kept: [string, Kept[string]][] = [];
  for (const key of new Set([...Object.keys(original), ...Object.keys(canonical)])) {
    const is = own(original, key);
    const was = own(canonical, key);
    if (isSameJson(is, was)) continue;
    if (isObject(is) && isObject(was)) {
      const inside = keep(is, was);
      if (inside !== undefined) kept.push([key, { inside }]);
    } else {
      kept.push([
        key,
        { ...(was === undefined ? {} : { was }), ...(is === undefined ? {} : { is }) },
      ]);
    }
  }
  return kept.length === 0 ? undefined : fromEntries(kept);
}

/**
 * The platform's JSON again: what we write now, with what was kept wherever we write the same as then. So an edit
 * changes what was edited, and nothing beside it.
 */
export function restore(canonical: JsonObject, kept: Kept | undefined): JsonObject {
  if (kept === undefined) return canonical;
  const whole = new Map<string, Json>(Object.entries(canonical));
  for (const [key, part] of Object.entries(kept)) {
    const now = whole.get(key);
    if ('inside' in part) {
      if (isObject(now)) whole.set(key, restore(now, part.inside));
    } else if (isSameJson(now, part.was)) {
      if (part.is === undefined) whole.delete(key);
      else whole.set(key, part.is);
    }
  }
  return fromEntries([...whole]);
}

/** A key that came with the platform's file and that this application only carries. */
export function keptValue(kept: Kept | undefined, key: string): Json | undefined {
  const part = kept !== undefined && Object.hasOwn(kept, key) ? kept[key] : undefined;
  return part !== undefined && 'is' in part ? part.is : undefined;
}

/** Whether both are the same JSON; the order of members does not count. */
export function isSameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return (
      one.length === other.length &&
      one.every((item: Json, index) => isSameJson(item, other[index]))
    );
  }
  if (!isObject(one) || !isObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSameJson(one[key], other[key]))
  );
}

/** Whether a value of a file has the shape of what `keep` gives. */
export function isKept(value: unknown): value is Kept {
  if (!isObject(value)) return false;
  const open: JsonObject[] = [value];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const part of Object.values(at)) {
      if (!isObject(part)) return false;
      const keys = Object.keys(part);
      const inside = own(part, 'inside');
      if (inside === undefined) {
        if (keys.length === 0 || !keys.every((key) => key === 'was' || key === 'is')) return false;
      } else if (isObject(inside) && keys.length === 1) open.push(inside);
      else return false;
    }
  }
  return true;
}

/** Whether a value of parsed JSON is an object, and neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(value: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** By definition and not by assignment: a key may be `__proto__`. */
function fromEntries<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries(entries);
}
