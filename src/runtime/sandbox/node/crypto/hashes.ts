import { Buffer } from 'buffer';
import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { hmac } from '@noble/hashes/hmac.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512, shake128, shake256 } from '@noble/hashes/sha3.js';
import { asked, bytesOf, coded, later, toBytes, type Data } from './bytes';
import { secretBytes } from './key-object';

/** The part of Node's crypto that needs no keys: hashes, HMACs, random values and the safe comparison. */

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
  blake2b512: blake2b,
  blake2s256: blake2s,
} as const;

interface Running {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
  clone(): Running;
}

/** Node's. Once digested it takes no more. */
export class Hash {
  readonly #running: Running;
  #isDone = false;

  constructor(running: Running) {
    this.#running = running;
  }

  update(data: Data, encoding?: string): this {
    if (this.#isDone) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.#running.update(toBytes(data, encoding));
    return this;
  }

  digest(encoding?: string): Buffer | string {
    if (this.#isDone) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.#isDone = true;
    return asked(this.#running.digest(), encoding);
  }

  write(data: Data, encoding?: string): boolean {
    this.update(data, encoding);
    return true;
  }

  end(data?: Data, encoding?: string): this {
    return data === undefined ? this : this.update(data, encoding);
  }

  /** What a stream would give: the digest. */
  read(): Buffer | string {
    return this.digest();
  }

  copy(): Hash {
    if (this.#isDone) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    return new Hash(this.#running.clone());
  }
}

/** Node's; throws for an algorithm that is not here. */
export function createHash(
  algorithm: string,
  options: { readonly outputLength?: number } = {},
): Hash {
  const name = hashName(algorithm);
  if (name === 'shake128' || name === 'shake256') {
    const dkLen = options.outputLength ?? (name === 'shake128' ? 16 : 32);
    return new Hash((name === 'shake128' ? shake128 : shake256).create({ dkLen }));
  }
  if (!Object.hasOwn(HASHES, name))
    throw new Error(`Digest method not supported. Here are: ${getHashes().join(', ')}.`);
  return new Hash(findHash(algorithm).create());
}

/** Node's. */
export class Hmac extends Hash {
  override copy(): Hash {
    throw new TypeError('hmac.copy is not a function');
  }
}

/** Node's; the key is text, bytes or a secret KeyObject. */
export function createHmac(algorithm: string, key: unknown): Hmac {
  return new Hmac(hmac.create(findHash(algorithm), secretBytes(key)));
}

/** Node's: all at once. */
export function hash(algorithm: string, data: Data, encoding = 'hex'): Buffer | string {
  return createHash(algorithm).update(data).digest(encoding);
}

/** `RSA-SHA256` and `sha-256` are names of sha256 too. */
export function hashName(algorithm: string): string {
  return algorithm
    .toLowerCase()
    .replace(/^rsa-/, '')
    .replace(/^sha-(?=\d)/, 'sha')
    .replace('sha512/', 'sha512-');
}

/** The algorithm of that name; throws Node's ERR_CRYPTO_INVALID_DIGEST where it is not here. */
export function findHash(algorithm: string) {
  const name = hashName(algorithm);
  if (!Object.hasOwn(HASHES, name)) {
    throw coded(
      Error,
      'ERR_CRYPTO_INVALID_DIGEST',
      `Invalid digest: ${algorithm}. Here are: ${getHashes().join(', ')}.`,
    );
  }
  // Checked to be an own key.
  return HASHES[name as keyof typeof HASHES];
}

/** The names that createHash takes. */
export function getHashes(): string[] {
  return [...Object.keys(HASHES), 'shake128', 'shake256'];
}

/** Node's; random as crypto.getRandomValues is. Calls back where it is given a callback. */
export function randomBytes(
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

/** Node's: evenly from the lower limit, 0 where one is given, to below the upper one. */
export function randomInt(
  ...given: [number, number?, ((error: null, value: number) => void)?]
): number | undefined {
  const done = given.find((value) => typeof value === 'function');
  const [first, second] = given.filter((value) => typeof value === 'number');
  const [low, high] = second === undefined ? [0, first ?? 0] : [first ?? 0, second];
  if (done === undefined) return between(low, high);
  later<number>(
    (_error, value) => {
      done(null, value ?? low);
    },
    () => between(low, high),
  );
  return undefined;
}

function between(low: number, high: number): number {
  const range = high - low;
  if (!Number.isSafeInteger(range) || range <= 0 || range >= 2 ** 48) {
    throw coded(
      RangeError,
      'ERR_OUT_OF_RANGE',
      `The value of "max" is out of range. It must be greater than the value of "min" (${low}). Received ${high}`,
    );
  }
  const limit = Math.floor(2 ** 48 / range) * range;
  for (;;) {
    const value = (randomBytes(6) ?? Buffer.alloc(6)).readUIntBE(0, 6);
    if (value < limit) return low + (value % range);
  }
}

/** Node's; `offset` and `size` are in elements of the target. */
export function randomFillSync<T extends ArrayBufferView | ArrayBuffer>(
  target: T,
  offset = 0,
  size?: number,
): T {
  const bytes = bytesOf(target);
  const unit = bytesAnElement(target);
  const end = size === undefined ? bytes.length : (offset + size) * unit;
  const part = bytes.subarray(offset * unit, end);
  for (let at = 0; at < part.length; at += 65_536)
    crypto.getRandomValues(part.subarray(at, at + 65_536));
  return target;
}

function bytesAnElement(target: object): number {
  return 'BYTES_PER_ELEMENT' in target ? Number(target.BYTES_PER_ELEMENT) : 1;
}

/** Node's; calls back. */
export function randomFill(...given: readonly unknown[]): void {
  const [target, offset, size] = given.filter((value) => typeof value !== 'function');
  const done = given.find((value) => typeof value === 'function');
  // The arguments of randomFillSync, and a callback.
  later(done as (error: Error | null) => void, () =>
    randomFillSync(target as Uint8Array, offset as number, size as number),
  );
}

/** Takes the same time wherever two equally long values differ. */
export function timingSafeEqual(
  one: ArrayBufferView | ArrayBuffer,
  other: ArrayBufferView | ArrayBuffer,
): boolean {
  const left = bytesOf(one);
  const right = bytesOf(other);
  if (left.length !== right.length) {
    throw coded(
      RangeError,
      'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH',
      'Input buffers must have the same byte length',
    );
  }
  let difference = 0;
  for (let index = 0; index < left.length; index += 1) {
    difference |= (left[index] ?? 0) ^ (right[index] ?? 0);
  }
  return difference === 0;
}
