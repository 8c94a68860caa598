import { member } from '@/lib/member';
import {
  SUBTLE_OPERATIONS,
  type SubtleOperation,
  type SubtleReply,
  type SubtleRequest,
  type WireAlgorithm,
  type WireKey,
} from '@/runtime/protocol/subtle';

/** Of one worker; the sandbox waits before it asks for more. */
const MOST_CALLS_AT_ONCE = 32;
const MOST_KEYS = 10_000;
const MOST_BYTES = 16 * 1024 * 1024;
/** What is begun cannot be ended before its time. */
const MOST_ITERATIONS = 10_000_000;
const MOST_MODULUS_BITS = 8_192;

/** Where the work is done, and when it may be asked for. */
export interface SubtleServiceOptions {
  /** Undefined where the page is no secure context. */
  readonly subtle: SubtleCrypto | undefined;
  /** Whether a step runs by the host's own account. */
  readonly isStepRunning: () => boolean;
}

/** The cryptography of one chain, done by the page's engine: the keys stay here, the sandbox has their numbers. */
export interface SubtleService {
  readonly call: (request: SubtleRequest) => Promise<SubtleReply>;
  /** Forgets the keys; nothing more is answered. */
  readonly close: () => void;
}

/** crypto.subtle for one worker. Keys stay here; the worker gets their numbers. */
export function createSubtleService({
  subtle,
  isStepRunning,
}: SubtleServiceOptions): SubtleService {
  const keys = new Map<number, CryptoKey>();
  let lastKey = 0;
  let going = 0;
  let isClosed = false;

  async function call(request: SubtleRequest): Promise<SubtleReply> {
    if (isClosed || !isStepRunning()) return refused('OperationError', 'No step is running.');
    if (subtle === undefined) {
      return refused(
        'NotSupportedError',
        'The browser gives cryptography to pages of https and of localhost only. Open the editor by such an address, or use require("crypto").',
      );
    }
    if (going >= MOST_CALLS_AT_ONCE) {
      return refused(
        'OperationError',
        `At most ${MOST_CALLS_AT_ONCE} calls of crypto.subtle may wait at the same time.`,
      );
    }
    going += 1;
    try {
      return await perform(subtle, request);
    } catch (error) {
      return error instanceof Error || error instanceof DOMException
        ? refused(error.name, error.message)
        : refused('OperationError', 'The operation failed.');
    } finally {
      going -= 1;
    }
  }

  async function perform(subtle: SubtleCrypto, request: SubtleRequest): Promise<SubtleReply> {
    const algorithm = toAlgorithm(request.algorithm);
    const { format, extractable } = request;
    const data = bytesOf(request.data);
    // Names the engine refuses where it does not know them.
    const usages = [...request.usages] as KeyUsage[];
    switch (request.operation) {
      case 'digest':
        return bytes(await subtle.digest(algorithm, data));
      case 'sign':
        return bytes(await subtle.sign(algorithm, find(request.key), data));
      case 'verify': {
        const signature = bytesOf(request.signature);
        const isRight = await subtle.verify(algorithm, find(request.key), signature, data);
        return { ok: true, kind: 'verdict', isRight };
      }
      case 'encrypt':
        return bytes(await subtle.encrypt(algorithm, find(request.key), data));
      case 'decrypt':
        return bytes(await subtle.decrypt(algorithm, find(request.key), data));
      case 'importKey': {
        if (format === 'jwk') {
          const jwk = readJwk(data);
          return kept([await subtle.importKey('jwk', jwk, algorithm, extractable, usages)]);
        }
        // The engine refuses what is no format.
        const raw = format as 'raw';
        return kept([await subtle.importKey(raw, data, algorithm, extractable, usages)]);
      }
      case 'exportKey': {
        // The engine refuses what is none.
        const exported = await subtle.exportKey(format as KeyFormat, find(request.key));
        return exported instanceof ArrayBuffer
          ? bytes(exported)
          : bytes(new TextEncoder().encode(JSON.stringify(exported)).buffer);
      }
      case 'generateKey': {
        const made = await subtle.generateKey(algorithm, extractable, usages);
        return kept('publicKey' in made ? [made.publicKey, made.privateKey] : [made]);
      }
      case 'deriveBits':
        return bytes(await subtle.deriveBits(algorithm, find(request.key), request.length));
      case 'wrapKey':
        return bytes(
          await subtle.wrapKey(
            format as KeyFormat,
            find(request.wrapped),
            find(request.key),
            algorithm,
          ),
        );
      case 'unwrapKey':
        return kept([
          await subtle.unwrapKey(
            format as KeyFormat,
            data,
            find(request.key),
            algorithm,
            toAlgorithm(request.keyAlgorithm),
            extractable,
            usages,
          ),
        ]);
    }
  }

  /** For the engine: an object without a prototype, keys in place of their numbers. */
  function toAlgorithm(members: WireAlgorithm): AlgorithmIdentifier & Record<string, never> {
    const algorithm: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const [name, value] of members) {
      if (name === 'public') algorithm[name] = find(typeof value === 'number' ? value : null);
      else algorithm[name] = value;
    }
    // The engine checks it against what each operation takes.
    return algorithm as unknown as AlgorithmIdentifier & Record<string, never>;
  }

  function find(id: number | null): CryptoKey {
    const key = id === null ? undefined : keys.get(id);
    if (key === undefined) throw new TypeError('The key is not a CryptoKey of this run.');
    return key;
  }

  function kept(made: readonly CryptoKey[]): SubtleReply {
    if (isClosed) return refused('OperationError', 'The run has ended.');
    if (keys.size + made.length > MOST_KEYS) {
      return refused('QuotaExceededError', `A run may have ${MOST_KEYS} keys at most.`);
    }
    const wire = made.map((key): WireKey => {
      lastKey += 1;
      keys.set(lastKey, key);
      const { type, extractable, algorithm, usages } = key;
      return { id: lastKey, type, extractable, algorithm: { ...algorithm }, usages: [...usages] };
    });
    return { ok: true, kind: 'keys', keys: wire };
  }

  return {
    call,
    close: () => {
      isClosed = true;
      keys.clear();
    },
  };
}

function bytes(buffer: ArrayBuffer): SubtleReply {
  return { ok: true, kind: 'bytes', bytes: new Uint8Array(buffer) };
}

function refused(name: string, message: string): SubtleReply {
  return { ok: false, name, message };
}

function bytesOf(given: Uint8Array | null): Uint8Array<ArrayBuffer> {
  // Checked to be there and to be plain.
  return (given ?? new Uint8Array(0)) as Uint8Array<ArrayBuffer>;
}

const JWK_TEXTS = [
  'kty',
  'use',
  'alg',
  'crv',
  'x',
  'y',
  'd',
  'n',
  'e',
  'p',
  'q',
  'dp',
  'dq',
  'qi',
  'k',
] as const;

/** The members that a key has; others are of no use to the engine. */
function readJwk(bytes: Uint8Array): JsonWebKey {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new TypeError('The JWK is no JSON.');
  }
  const jwk: JsonWebKey = {};
  for (const name of JWK_TEXTS) {
    const value = member(parsed, name);
    if (typeof value === 'string') jwk[name] = value;
  }
  const operations = member(parsed, 'key_ops');
  if (Array.isArray(operations))
    jwk.key_ops = operations.filter((name) => typeof name === 'string');
  const isExtractable = member(parsed, 'ext');
  if (typeof isExtractable === 'boolean') jwk.ext = isExtractable;
  return jwk;
}

const ALGORITHM_NUMBERS = [
  'length',
  'modulusLength',
  'iterations',
  'saltLength',
  'tagLength',
  'public',
];
const ALGORITHM_BYTES = [
  'publicExponent',
  'iv',
  'counter',
  'additionalData',
  'label',
  'salt',
  'info',
  'context',
];
const ALGORITHM_TEXTS = ['name', 'hash', 'namedCurve'];

/** Whether arguments from the sandbox are one request; nothing in it is believed before. */
export function isSubtleCall(args: readonly unknown[]): boolean {
  const [request] = args;
  const usages = member(request, 'usages');
  const signature = member(request, 'signature');
  const data = member(request, 'data');
  return (
    args.length === 1 &&
    isOperation(member(request, 'operation')) &&
    isAlgorithm(member(request, 'algorithm')) &&
    isAlgorithm(member(request, 'keyAlgorithm')) &&
    isShortText(member(request, 'format')) &&
    isNumberOrNull(member(request, 'key')) &&
    isNumberOrNull(member(request, 'wrapped')) &&
    isNumberOrNull(member(request, 'length')) &&
    (data === null || isBytes(data)) &&
    (signature === null || isBytes(signature)) &&
    typeof member(request, 'extractable') === 'boolean' &&
    Array.isArray(usages) &&
    usages.length <= 8 &&
    usages.every(isShortText)
  );
}

function isOperation(value: unknown): value is SubtleOperation {
  return SUBTLE_OPERATIONS.some((name) => name === value);
}

function isAlgorithm(value: unknown): boolean {
  if (!Array.isArray(value) || value.length > 12) return false;
  return value.every((entry: unknown) => {
    if (!Array.isArray(entry) || entry.length !== 2) return false;
    const pair: readonly unknown[] = entry;
    const [name, member] = pair;
    if (typeof name !== 'string') return false;
    if (ALGORITHM_TEXTS.includes(name)) return isShortText(member);
    if (ALGORITHM_BYTES.includes(name)) return isBytes(member);
    return ALGORITHM_NUMBERS.includes(name) && isCount(member) && member <= mostOf(name);
  });
}

function mostOf(name: string): number {
  if (name === 'iterations') return MOST_ITERATIONS;
  return name === 'modulusLength' ? MOST_MODULUS_BITS : Number.MAX_SAFE_INTEGER;
}

function isShortText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 40;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isNumberOrNull(value: unknown): boolean {
  return value === null || isCount(value);
}

function isBytes(value: unknown): boolean {
  // The whole buffer is held, however little of it is meant; a shared one could change under the engine.
  return (
    value instanceof Uint8Array &&
    value.buffer instanceof ArrayBuffer &&
    value.buffer.byteLength <= MOST_BYTES
  );
}
