import { Buffer } from 'buffer';
import { hkdf as nobleHkdf } from '@noble/hashes/hkdf.js';
import { pbkdf2 as noblePbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt as nobleScrypt } from '@noble/hashes/scrypt.js';
import { coded, later, toBytes, type Data } from './bytes';
import { findHash } from './hashes';
import { secretBytes } from './key-object';

/** Keys from passwords and from other keys. */
type Done<T> = (error: Error | null, value?: T) => void;

/** Node's; `length` is in bytes. */
export function pbkdf2Sync(
  password: Data,
  salt: Data,
  iterations: number,
  length: number,
  digest: string,
): Buffer {
  const hash = findHash(digest);
  return Buffer.from(
    noblePbkdf2(hash, toBytes(password), toBytes(salt), { c: iterations, dkLen: length }),
  );
}

/** Node's; calls back, since nothing here can run beside the code. */
export function pbkdf2(
  ...[password, salt, iterations, length, digest, done]: [
    ...Parameters<typeof pbkdf2Sync>,
    Done<Buffer>,
  ]
): void {
  later(done, () => pbkdf2Sync(password, salt, iterations, length, digest));
}

interface ScryptOptions {
  readonly N?: number;
  readonly cost?: number;
  readonly r?: number;
  readonly blockSize?: number;
  readonly p?: number;
  readonly parallelization?: number;
  readonly maxmem?: number;
}

/** Node's, with its names for cost, block size and parallelization; throws above `maxmem`. */
export function scryptSync(
  password: Data,
  salt: Data,
  length: number,
  options: ScryptOptions = {},
): Buffer {
  const N = options.N ?? options.cost ?? 16_384;
  const r = options.r ?? options.blockSize ?? 8;
  const p = options.p ?? options.parallelization ?? 1;
  if (
    N < 2 ||
    !Number.isInteger(Math.log2(N)) ||
    128 * N * r > (options.maxmem ?? 32 * 1024 ** 2)
  ) {
    throw coded(RangeError, 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS', 'Invalid scrypt params');
  }
  const maxmem = 2 * 128 * r * (N + p) + 4_096;
  return Buffer.from(
    nobleScrypt(toBytes(password), toBytes(salt), { N, r, p, dkLen: length, maxmem }),
  );
}

/** Node's; calls back. */
export function scrypt(
  ...[password, salt, length, ...rest]: [
    Data,
    Data,
    number,
    ...([ScryptOptions, Done<Buffer>] | [Done<Buffer>]),
  ]
): void {
  const [first, second] = rest;
  const done = typeof first === 'function' ? first : second;
  const options = typeof first === 'function' ? {} : first;
  if (done !== undefined) later(done, () => scryptSync(password, salt, length, options));
}

/** Node's; `length` is in bytes. */
export function hkdfSync(
  digest: string,
  key: unknown,
  salt: Data,
  info: Data,
  length: number,
): ArrayBuffer {
  const made = nobleHkdf(findHash(digest), secretBytes(key), toBytes(salt), toBytes(info), length);
  return Uint8Array.from(made).buffer;
}

/** Node's; calls back. */
export function hkdf(
  ...[digest, key, salt, info, length, done]: [...Parameters<typeof hkdfSync>, Done<ArrayBuffer>]
): void {
  later(done, () => hkdfSync(digest, key, salt, info, length));
}
