/**
 * How results cross the sandbox's boundary: JSON text as UTF-8. Binary values and dates are tagged objects,
 * `{"$cc": "<tag>", "value": …}`; a user's own object with that key is wrapped, so nothing can be mistaken for a tag.
 * Follows the platform's MessagePack rules (platform.md 2.8).
 */
const TAG = '$cc';

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

/** How tagged values come back. */
export interface Revivers {
  readonly bytes: (tag: string, bytes: Uint8Array<ArrayBuffer>) => unknown;
  readonly date: (iso: string) => unknown;
  readonly bigint: (digits: string) => unknown;
}

/**
 * The value of an encoded text. Own `__proto__` members are dropped: they are only ever made to do harm,
 * and copying one by assignment would change a prototype. Throws a SyntaxError for text that is no JSON.
 */
export function decodeText(text: string, revivers: Revivers): unknown {
  const value: unknown = JSON.parse(text);
  // An escaped key could spell either word, so escapes take the long way too.
  const isPlain =
    !text.includes(`"${TAG}"`) && !text.includes('__proto__') && !text.includes('\\u00');
  return isPlain ? value : revive(value, revivers);
}

function revive(value: unknown, revivers: Revivers): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1)
      value[index] = revive(value[index], revivers);
    return value;
  }
  // JSON.parse gives plain objects.
  const members = value as Record<string, unknown>;
  if (Object.hasOwn(members, '__proto__')) Reflect.deleteProperty(members, '__proto__');
  const tag = Object.hasOwn(members, TAG) ? members[TAG] : undefined;
  if (typeof tag === 'string') return untag(tag, members['value'], revivers);
  for (const key of Object.keys(members)) members[key] = revive(members[key], revivers);
  return members;
}

function untag(tag: string, value: unknown, revivers: Revivers): unknown {
  if (tag === 'object') {
    if (typeof value !== 'object' || value === null) return null;
    // Wrapped because it has the tag's key itself: its members are revived, it is not.
    const members = value as Record<string, unknown>;
    if (Object.hasOwn(members, '__proto__')) Reflect.deleteProperty(members, '__proto__');
    for (const key of Object.keys(members)) members[key] = revive(members[key], revivers);
    return members;
  }
  if (typeof value !== 'string') return null;
  if (tag === 'Date') return revivers.date(value);
  if (tag === 'BigInt') return revivers.bigint(value);
  return revivers.bytes(tag, fromBase64(value));
}

/** Live values, for code: views by their tag, dates, big integers. `makeBuffer` makes the Buffers. */
export function liveRevivers(makeBuffer: (bytes: Uint8Array<ArrayBuffer>) => unknown): Revivers {
  return {
    date: (iso) => new Date(iso),
    bigint: (digits) => BigInt(digits),
    bytes: (tag, bytes) => {
      if (tag === 'Buffer') return makeBuffer(bytes);
      if (tag === 'ArrayBuffer') return bytes.buffer;
      if (tag === 'DataView') return new DataView(bytes.buffer);
      const make = Object.hasOwn(VIEWS, tag) ? VIEWS[tag] : undefined;
      return make === undefined ? bytes : make(bytes.buffer);
    },
  };
}

const VIEWS: Readonly<Record<string, (buffer: ArrayBuffer) => ArrayBufferView>> = {
  Uint8ClampedArray: (buffer) => new Uint8ClampedArray(buffer),
  Int8Array: (buffer) => new Int8Array(buffer),
  Uint16Array: (buffer) => new Uint16Array(buffer),
  Int16Array: (buffer) => new Int16Array(buffer),
  Uint32Array: (buffer) => new Uint32Array(buffer),
  Int32Array: (buffer) => new Int32Array(buffer),
  Float32Array: (buffer) => new Float32Array(buffer),
  Float64Array: (buffer) => new Float64Array(buffer),
  BigUint64Array: (buffer) => new BigUint64Array(buffer),
  BigInt64Array: (buffer) => new BigInt64Array(buffer),
};

const PLAIN: Revivers = {
  date: (iso) => iso,
  bigint: (digits) => digits,
  bytes: (_tag, bytes) => ({ type: 'Buffer', data: Array.from(bytes) }),
};

/** What stands for bytes that are no result: code can change how its own are written. */
const UNREADABLE =
  'This result cannot be read: the code of its step changed how results are written.';

/**
 * A result for people and records: JSON, Buffer as `{type: 'Buffer', data: […]}`, Date as ISO text; its text changed
 * by `edit` first. Never throws.
 */
export function toPlainJson(bytes: Uint8Array, edit?: (text: string) => string): unknown {
  try {
    const text = new TextDecoder().decode(bytes);
    return decodeText(edit === undefined ? text : edit(text), PLAIN);
  } catch {
    return UNREADABLE;
  }
}

/** The same for a value that lies at hand, as text; undefined is null. Throws as `encodeText` does. */
export function toPlainText(value: unknown): string {
  const text = encodeText(value);
  return text === null ? 'null' : JSON.stringify(decodeText(text, PLAIN));
}

/** Bytes as base64, however many: pieces are put together, where one call could overflow. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}

/** Empty for text that is not base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    if (nativeFromBase64 !== null) return nativeFromBase64(text);
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
    return bytes;
  } catch {
    return new Uint8Array();
  }
}

// Ten times as quick where the engine has it; looked up here, before any code of a user runs.
const ofArray: unknown = Reflect.get(Uint8Array, 'fromBase64');
const nativeFromBase64 =
  typeof ofArray === 'function'
    ? // The standard's own function.
      (ofArray.bind(Uint8Array) as (text: string) => Uint8Array<ArrayBuffer>)
    : null;
