import { Buffer } from 'buffer';
import { hmac } from '@noble/hashes/hmac.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import { NotAvailableError } from '@/runtime/sandbox/not-available';

/** The part of Node's crypto that needs no keys: hashes, HMACs, random values and the safe comparison. */
type Encoding = Parameters<typeof Buffer.from>[1];
type Data = string | ArrayBufferView | ArrayBuffer;

const HASHES = {
  md5,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  'sha512-224': sha512_224,
  'sha512-256': sha512_256,
  'sha3-224': sha3_224,
  'sha3-256': sha3_256,
  'sha3-384': sha3_384,
  'sha3-512': sha3_512,
  ripemd160,
} as const;

interface Running {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
  clone(): Running;
}

class Hash {
  readonly #running: Running;
  #isDone = false;

  constructor(running: Running) {
    this.#running = running;
  }

  update(data: Data, encoding?: Encoding): this {
    if (this.#isDone) throw new Error('Digest already called');
    this.#running.update(toBytes(data, encoding));
    return this;
  }

  digest(encoding: string = 'buffer'): Buffer | string {
    if (this.#isDone) throw new Error('Digest already called');
    this.#isDone = true;
    const bytes = Buffer.from(this.#running.digest());
    if (encoding === 'buffer') return bytes;
    return bytes.toString(encoding);
  }

  copy(): Hash {
    if (this.#isDone) throw new Error('Digest already called');
    return new Hash(this.#running.clone());
  }
}

function createHash(algorithm: string): Hash {
  return new Hash(find(algorithm).create());
}

function createHmac(algorithm: string, key: Data): Hash {
  return new Hash(hmac.create(find(algorithm), toBytes(key)));
}

function hash(algorithm: string, data: Data, encoding = 'hex'): Buffer | string {
  return createHash(algorithm).update(data).digest(encoding);
}

function find(algorithm: string) {
  const name = algorithm
    .toLowerCase()
    .replace(/^rsa-/, '')
    .replace(/^sha-(?=\d)/, 'sha');
  if (!Object.hasOwn(HASHES, name)) {
    throw new Error(`Invalid digest: ${algorithm}. Here are: ${getHashes().join(', ')}.`);
  }
  // Checked to be an own key.
  return HASHES[name as keyof typeof HASHES];
}

function getHashes(): string[] {
  return Object.keys(HASHES);
}

function randomBytes(
  size: number,
  done?: (error: null, bytes: Buffer) => void,
): Buffer | undefined {
  const bytes = Buffer.alloc(size);
  // One call gives at most 65,536 bytes.
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  if (done === undefined) return bytes;
  queueMicrotask(() => {
    done(null, bytes);
  });
  return undefined;
}

function randomInt(first: number, second?: number): number {
  const [low, high] = second === undefined ? [0, first] : [first, second];
  const range = high - low;
  if (!Number.isSafeInteger(range) || range <= 0)
    throw new RangeError('The range of randomInt is empty.');
  const limit = Math.floor(2 ** 48 / range) * range;
  for (;;) {
    const value = (randomBytes(6) ?? Buffer.alloc(6)).readUIntBE(0, 6);
    if (value < limit) return low + (value % range);
  }
}

/** Takes the same time wherever two equally long values differ. */
function timingSafeEqual(
  one: ArrayBufferView | ArrayBuffer,
  other: ArrayBufferView | ArrayBuffer,
): boolean {
  const left = bytesOf(one);
  const right = bytesOf(other);
  if (left.length !== right.length) {
    throw new RangeError('Input buffers must have the same byte length');
  }
  let difference = 0;
  for (let index = 0; index < left.length; index += 1) {
    difference |= (left[index] ?? 0) ^ (right[index] ?? 0);
  }
  return difference === 0;
}

function bytesOf(value: unknown): Uint8Array {
  if (ArrayBuffer.isView(value))
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw new TypeError('The argument must be a Buffer, a typed array or an ArrayBuffer.');
}

function toBytes(data: Data, encoding?: Encoding): Uint8Array {
  return typeof data === 'string' ? Buffer.from(data, encoding ?? 'utf8') : bytesOf(data);
}

/** Node has these, this does not: each is a function that says so when it is called. */
const NOT_HERE = [
  'createCipheriv',
  'createDecipheriv',
  'createSign',
  'createVerify',
  'sign',
  'verify',
  'createPrivateKey',
  'createPublicKey',
  'createSecretKey',
  'createDiffieHellman',
  'createECDH',
  'diffieHellman',
  'generateKey',
  'generateKeySync',
  'generateKeyPair',
  'generateKeyPairSync',
  'hkdf',
  'hkdfSync',
  'pbkdf2',
  'pbkdf2Sync',
  'privateDecrypt',
  'privateEncrypt',
  'publicDecrypt',
  'publicEncrypt',
  'scrypt',
  'scryptSync',
] as const;

function notHere(name: string): [string, () => never] {
  return [
    name,
    () => {
      throw new NotAvailableError(
        `crypto.${name}`,
        'Hashes, HMACs, random values and timingSafeEqual are here; keys and ciphers come with a later version.',
      );
    },
  ];
}

const nodeCrypto = {
  ...Object.fromEntries(NOT_HERE.map(notHere)),
  createHash,
  createHmac,
  hash,
  getHashes,
  randomBytes,
  randomInt,
  randomUUID: (): string => crypto.randomUUID(),
  getRandomValues: <T extends ArrayBufferView<ArrayBuffer>>(array: T): T =>
    crypto.getRandomValues(array),
  timingSafeEqual,
  webcrypto: crypto,
};

export default nodeCrypto;
