import type { HostServices } from '@/runtime/protocol/messages';
import type { Remote } from '@/runtime/protocol/rpc';
import type {
  SubtleOperation,
  SubtleReply,
  SubtleRequest,
  WireAlgorithm,
  WireKey,
} from '@/runtime/protocol/subtle';
import type { Reporter } from './reporter';

/** The host takes no more at once; what is over waits here. */
const MOST_AT_ONCE = 32;
/** Calls in each 100 ms: below the rate at which the relay cuts off. */
const CALLS_PER_WINDOW = 80;
const WINDOW_MS = 100;

const now = performance.now.bind(performance);
const later = setTimeout;

/** The number the host knows a key by. */
const numbers = new WeakMap<object, number>();

/** A key that the host holds. */
class HostKey {
  readonly type: string;
  readonly extractable: boolean;
  readonly algorithm: Readonly<Record<string, unknown>>;
  readonly usages: readonly string[];

  constructor({ id, type, extractable, algorithm, usages }: WireKey) {
    this.type = type;
    this.extractable = extractable;
    this.algorithm = algorithm;
    this.usages = usages;
    numbers.set(this, id);
  }

  get [Symbol.toStringTag](): string {
    return 'CryptoKey';
  }
}
Reflect.defineProperty(HostKey, 'name', { value: 'CryptoKey' });

type Given = string | Readonly<Record<string, unknown>>;

/**
 * `crypto.subtle` by way of the host: the worker is no secure context, so its engine has none. The arguments are read
 * here, sent as names, numbers and bytes, and answered by the page's engine.
 */
export function installSubtle(host: Remote<HostServices>, reporter: Reporter): void {
  let going = 0;
  let windowStart = 0;
  let inWindow = 0;
  const waiting: (() => void)[] = [];

  async function send(part: Partial<SubtleRequest> & { operation: SubtleOperation }) {
    if (going >= MOST_AT_ONCE) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    }
    going += 1;
    try {
      await pace();
      // The host must know of the step before it is asked in its name.
      reporter.flush();
      return accepted(await host.subtle({ ...NOTHING, ...part }));
    } finally {
      going -= 1;
      waiting.shift()?.();
    }
  }

  async function pace(): Promise<void> {
    for (;;) {
      const at = now();
      if (at - windowStart >= WINDOW_MS) {
        windowStart = at;
        inWindow = 0;
      }
      inWindow += 1;
      if (inWindow <= CALLS_PER_WINDOW) return;
      // Until there is room.
      await new Promise<void>((resolve) => {
        later(resolve, WINDOW_MS);
      });
    }
  }

  async function bytesBy(part: Parameters<typeof send>[0]): Promise<ArrayBuffer> {
    const reply = await send(part);
    return reply.kind === 'bytes' ? Uint8Array.from(reply.bytes).buffer : new ArrayBuffer(0);
  }

  async function keysBy(part: Parameters<typeof send>[0]): Promise<HostKey[]> {
    const reply = await send(part);
    return reply.kind === 'keys' ? reply.keys.map((key) => new HostKey(key)) : [];
  }

  async function oneKeyBy(part: Parameters<typeof send>[0]): Promise<HostKey> {
    const [key] = await keysBy(part);
    if (key === undefined) throw new DOMException('No key was made.', 'OperationError');
    return key;
  }

  const subtle = {
    digest: async (algorithm: Given, data: unknown) =>
      bytesBy({ operation: 'digest', algorithm: toWire(algorithm), data: toBytes(data) }),

    sign: async (algorithm: Given, key: unknown, data: unknown) =>
      bytesBy({
        operation: 'sign',
        algorithm: toWire(algorithm),
        key: numberOf(key),
        data: toBytes(data),
      }),

    verify: async (algorithm: Given, key: unknown, signature: unknown, data: unknown) => {
      const reply = await send({
        operation: 'verify',
        algorithm: toWire(algorithm),
        key: numberOf(key),
        signature: toBytes(signature),
        data: toBytes(data),
      });
      return reply.kind === 'verdict' && reply.isRight;
    },

    encrypt: async (algorithm: Given, key: unknown, data: unknown) =>
      bytesBy({
        operation: 'encrypt',
        algorithm: toWire(algorithm),
        key: numberOf(key),
        data: toBytes(data),
      }),

    decrypt: async (algorithm: Given, key: unknown, data: unknown) =>
      bytesBy({
        operation: 'decrypt',
        algorithm: toWire(algorithm),
        key: numberOf(key),
        data: toBytes(data),
      }),

    importKey: async (
      format: unknown,
      data: unknown,
      algorithm: Given,
      extractable: unknown,
      usages: unknown,
    ) =>
      oneKeyBy({
        operation: 'importKey',
        format: String(format),
        data: format === 'jwk' ? new TextEncoder().encode(JSON.stringify(data)) : toBytes(data),
        algorithm: toWire(algorithm),
        extractable: Boolean(extractable),
        usages: texts(usages),
      }),

    exportKey: async (format: unknown, key: unknown): Promise<unknown> => {
      const bytes = await bytesBy({
        operation: 'exportKey',
        format: String(format),
        key: numberOf(key),
      });
      return format === 'jwk' ? JSON.parse(new TextDecoder().decode(bytes)) : bytes;
    },

    generateKey: async (algorithm: Given, extractable: unknown, usages: unknown) => {
      const keys = await keysBy({
        operation: 'generateKey',
        algorithm: toWire(algorithm),
        extractable: Boolean(extractable),
        usages: texts(usages),
      });
      const [first, privateKey] = keys;
      return privateKey === undefined ? first : { publicKey: first, privateKey };
    },

    deriveBits: async (algorithm: Given, key: unknown, length: unknown = null) =>
      bytesBy({
        operation: 'deriveBits',
        algorithm: toWire(algorithm),
        key: numberOf(key),
        length: length === null ? null : Number(length),
      }),

    deriveKey: async (
      algorithm: Given,
      key: unknown,
      derived: Given,
      extractable: unknown,
      usages: unknown,
    ) => {
      const bits = await subtle.deriveBits(algorithm, key, lengthOf(derived));
      return subtle.importKey('raw', bits, derived, extractable, usages);
    },

    wrapKey: async (format: unknown, key: unknown, wrapping: unknown, algorithm: Given) =>
      bytesBy({
        operation: 'wrapKey',
        format: String(format),
        key: numberOf(wrapping),
        wrapped: numberOf(key),
        algorithm: toWire(algorithm),
      }),

    unwrapKey: async (
      ...[format, data, unwrapping, algorithm, keyAlgorithm, extractable, usages]: [
        unknown,
        unknown,
        unknown,
        Given,
        Given,
        unknown,
        unknown,
      ]
    ) =>
      oneKeyBy({
        operation: 'unwrapKey',
        format: String(format),
        data: toBytes(data),
        key: numberOf(unwrapping),
        algorithm: toWire(algorithm),
        keyAlgorithm: toWire(keyAlgorithm),
        extractable: Boolean(extractable),
        usages: texts(usages),
      }),
  };

  Reflect.defineProperty(crypto, 'subtle', { value: subtle, configurable: true });
  Reflect.defineProperty(globalThis, 'CryptoKey', {
    value: HostKey,
    configurable: true,
    writable: true,
  });
}

const NOTHING: Omit<SubtleRequest, 'operation'> = {
  algorithm: [],
  keyAlgorithm: [],
  format: '',
  key: null,
  wrapped: null,
  data: null,
  signature: null,
  extractable: false,
  usages: [],
  length: null,
};

function accepted(reply: SubtleReply): Extract<SubtleReply, { ok: true }> {
  if (reply.ok) return reply;
  const Native = { TypeError, SyntaxError, RangeError }[reply.name];
  throw Native === undefined
    ? new DOMException(reply.message, reply.name)
    : new Native(reply.message);
}

/** An algorithm's own members, hashes by their names and keys by their numbers. */
function toWire(given: Given): WireAlgorithm {
  if (typeof given === 'string') return [['name', given]];
  const members: (readonly [string, string | number | Uint8Array])[] = [];
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null) continue;
    if (name === 'public') members.push([name, numberOf(value)]);
    else if (name === 'hash' && typeof value === 'object')
      members.push([name, String(Reflect.get(value, 'name'))]);
    else if (typeof value === 'string') members.push([name, value]);
    else if (typeof value === 'number') members.push([name, value]);
    else members.push([name, toBytes(value)]);
  }
  return members;
}

/** How many bits a derived key takes (WebCrypto, "get key length"). */
function lengthOf(given: Given): number | null {
  const algorithm = new Map(toWire(given));
  const length = algorithm.get('length');
  if (typeof length === 'number') return length;
  if (algorithm.get('name') !== 'HMAC') return null;
  return /^sha-(384|512)$/i.test(String(algorithm.get('hash'))) ? 1_024 : 512;
}

function numberOf(key: unknown): number {
  const number = typeof key === 'object' && key !== null ? numbers.get(key) : undefined;
  if (number === undefined) throw new TypeError('The key is not a CryptoKey of this run.');
  return number;
}

/** A copy: what code holds may be a small part of a large buffer, and may change while it waits. */
function toBytes(value: unknown): Uint8Array<ArrayBuffer> {
  if (ArrayBuffer.isView(value))
    return Uint8Array.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  if (value instanceof ArrayBuffer) return Uint8Array.from(new Uint8Array(value));
  throw new TypeError('The data is no ArrayBuffer, Buffer or typed array.');
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
