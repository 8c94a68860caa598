import { toBase64 } from '@/lib/base64';

/**
 * How results cross the sandbox's boundary: JSON text as UTF-8. Binary values and dates are tagged objects,
 * `{"$cc": "<tag>", "value": …}`; a user's own object with that key is wrapped, so nothing can be mistaken for a tag.
 * Follows the platform's MessagePack rules (platform.md 2.8).
 */
export const TAG = '$cc';

/** The deepest nesting of a result; deeper ones cannot be shown or kept safely. */
export const MOST_LEVELS = 200;
/** Our own limit for one result, in UTF-8 bytes. */
export const MOST_RESULT_BYTES = 64 * 1024 * 1024;

/** The platform's own limit for one Buffer in a result. */
const MOST_BUFFER_BYTES = 128_000_000;

/** Why a value cannot be a result; `path` leads to the culprit inside it. */
export class EncodingError extends Error {
  override readonly name = 'ResultError';
  readonly code: string;
  readonly path: string;
  constructor(code: string, path: string, message: string) {
    super(message);
    this.code = code;
    this.path = path;
  }
}

/**
 * The JSON text of a value; null for undefined. Throws an EncodingError that names the culprit's path, which begins
 * with `root`.
 */
export function encodeText(value: unknown, root = 'data'): string | null {
  if (isPlain(value)) return value === undefined ? null : JSON.stringify(value);
  const plain = toPlain(value, { root, path: [], above: new Set() });
  return plain === undefined ? null : JSON.stringify(plain);
}

/** Whether JSON.stringify writes a value as it should be, found at half the price: most results are plain. */
function isPlain(value: unknown): boolean {
  try {
    return isPlainAt(value, 0);
  } catch {
    // A getter that throws: what names places will name it.
    return false;
  }
}

function isPlainAt(value: unknown, level: number): boolean {
  if (typeof value !== 'object') {
    return typeof value !== 'bigint' && typeof value !== 'function' && typeof value !== 'symbol';
  }
  if (value === null) return true;
  if (level >= MOST_LEVELS || ArrayBuffer.isView(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (Array.isArray(value)) {
    if (prototype !== Array.prototype) return false;
    for (let index = 0; index < value.length; index += 1) {
      if (!isPlainAt(value[index], level + 1)) return false;
    }
    return true;
  }
  if (prototype !== Object.prototype) return false;
  for (const key of Object.keys(value)) {
    // Keys come from the object itself.
    if (key === TAG || !isPlainAt((value as Record<string, unknown>)[key], level + 1)) return false;
  }
  return true;
}

interface Place {
  readonly root: string;
  readonly path: (string | number)[];
  /** The objects this value lies in: meeting one again is a cycle. */
  readonly above: Set<object>;
}

/** A value that JSON.stringify writes as it should be: the very same one where it is plain already, else a copy. */
function toPlain(value: unknown, place: Place): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    // JSON has no NaN; MessagePack has, and the platform shows it as null, as stringify writes it.
    case 'number':
    case 'undefined':
      return value;
    case 'bigint':
      return plainBigInt(value, place);
    case 'function':
      throw fault('P10002', place, 'is a function. Results hold data only: return what it gives.');
    case 'symbol':
      throw fault('P10003', place, 'is a symbol, which cannot be serialized. Use text.');
    case 'object':
      return value === null ? null : plainObject(value, place);
  }
}

function plainBigInt(value: bigint, place: Place): unknown {
  if (value < -(2n ** 63n) || value >= 2n ** 64n) {
    throw fault('P10003', place, 'is a BigInt beyond 64 bits. Return it as text.');
  }
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : { [TAG]: 'BigInt', value: String(value) };
}

function plainObject(value: object, place: Place): unknown {
  if (place.above.has(value)) {
    throw fault('P10003', place, 'refers back to an object it lies in. Return a copy without it.');
  }
  if (place.path.length >= MOST_LEVELS) {
    throw fault('P10003', place, `lies more than ${MOST_LEVELS} levels deep.`);
  }
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    if (value.byteLength > MOST_BUFFER_BYTES)
      throw fault(
        'P10001',
        place,
        'has more than 128 MB. Store it elsewhere and return its address.',
      );
  }
  if (ArrayBuffer.isView(value)) return plainBytes(value);
  if (value instanceof ArrayBuffer) {
    return { [TAG]: 'ArrayBuffer', value: toBase64(new Uint8Array(value)) };
  }
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? null : { [TAG]: 'Date', value: value.toISOString() };
  }
  place.above.add(value);
  const plain = plainContainer(value, place);
  place.above.delete(value);
  return plain;
}

function plainContainer(value: object, place: Place): unknown {
  if (Array.isArray(value)) return plainArray(value, place);
  if (value instanceof Map) {
    return plainMembers(Object.fromEntries(Array.from(value, textEntry)), place);
  }
  if (value instanceof Set) return plainArray([...value], place);
  if (value instanceof Error) return plainMembers(errorMembers(value, place), place);
  // Any object can be read by its keys.
  return plainMembers(value as Record<string, unknown>, place);
}

function textEntry([key, item]: [unknown, unknown]): [string, unknown] {
  return [String(key), item];
}

/** Errors have no enumerable members; what a person needs of one is kept. */
function errorMembers(error: Error, place: Place): Record<string, unknown> {
  const read = (key: string): [string, unknown] => [key, readMember(error, key, place)];
  return Object.fromEntries(['name', 'message', ...Object.keys(error)].map(read));
}

function plainArray(items: readonly unknown[], place: Place): unknown {
  // A subclass may carry a toJSON of its own, so only real arrays are written as they are.
  let copy = Object.getPrototypeOf(items) === Array.prototype ? null : [...items];
  for (let index = 0; index < items.length; index += 1) {
    const item = readMember(items, index, place);
    place.path.push(index);
    const plain = toPlain(item, place);
    place.path.pop();
    if (plain === item && copy === null) continue;
    copy ??= [...items];
    copy[index] = plain;
  }
  return copy ?? items;
}

function plainMembers(source: Readonly<Record<string, unknown>>, place: Place): unknown {
  const prototype: unknown = Object.getPrototypeOf(source);
  const isPlain = prototype === Object.prototype || prototype === null;
  const keys = Object.keys(source);
  let copy: Record<string, unknown> | null = isPlain ? null : {};
  for (const [at, key] of keys.entries()) {
    const item = readMember(source, key, place);
    place.path.push(key);
    const plain = toPlain(item, place);
    place.path.pop();
    if (plain === item && copy === null) continue;
    copy ??= firstMembers(source, keys.slice(0, at));
    setMember(copy, key, plain);
  }
  const members = copy ?? source;
  return keys.includes(TAG) ? { [TAG]: 'object', value: members } : members;
}

function firstMembers(
  source: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key of keys) setMember(copy, key, source[key]);
  return copy;
}

/** An assignment to `__proto__` would not make a member. */
function setMember(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true });
  } else target[key] = value;
}

/** Read one by one, so that a getter that throws is named. */
function readMember(source: object, key: string | number, place: Place): unknown {
  try {
    // Keys come from the object itself.
    return (source as Readonly<Record<string | number, unknown>>)[key];
  } catch (error) {
    const why = error instanceof Error ? error.message : 'its getter threw';
    throw fault('P10003', { ...place, path: [...place.path, key] }, `cannot be read: ${why}.`);
  }
}

function fault(code: string, { root, path }: Place, why: string): EncodingError {
  const where = pathText(path, root);
  const head = HEADS[code] ?? '';
  return new EncodingError(code, where, `${head}: ${where} ${why}`);
}

/** The platform's words. */
const HEADS: Readonly<Record<string, string>> = {
  P10001: 'Result too large to serialize',
  P10002: 'Result contains non-serializable functions',
  P10003: 'Error serializing step results',
};

/** `data.items[3].name`, cut in the middle where it is long. */
function pathText(path: readonly (string | number)[], root: string): string {
  const parts = path.map((part) => {
    if (typeof part === 'number') return `[${part}]`;
    return /^[A-Za-z_$][\w$]*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`;
  });
  const text = `${root}${parts.join('')}`;
  return text.length > 200 ? `${text.slice(0, 120)} … ${text.slice(-60)}` : text;
}

function plainBytes(view: ArrayBufferView): unknown {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const isBuffer = '_isBuffer' in view && view._isBuffer === true;
  const tag: unknown = isBuffer ? 'Buffer' : Reflect.get(view, Symbol.toStringTag);
  return { [TAG]: typeof tag === 'string' ? tag : 'Uint8Array', value: toBase64(bytes) };
}
