import { fromBase64 } from '@/lib/base64';
import { encodeText, TAG } from './encoding';

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
  return revivers.bytes(tag, fromBase64(value) ?? new Uint8Array());
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
