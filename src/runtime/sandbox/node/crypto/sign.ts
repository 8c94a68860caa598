import { Buffer } from 'buffer';
import {
  mgf1,
  OAEP,
  PKCS1_KEM,
  PKCS1_SHA1,
  PKCS1_SHA224,
  PKCS1_SHA256,
  PKCS1_SHA384,
  PKCS1_SHA512,
  PKCS1_SHA512_224,
  PKCS1_SHA512_256,
  PSS,
} from 'micro-rsa-dsa-dh/rsa.js';
import { joinBytes } from '@/lib/join-bytes';
import { asked, coded, later, toBytes, type Data } from './bytes';
import { findHash, hashName } from './hashes';
import {
  EC_CURVES,
  isEcName,
  OKP_CURVES,
  type AsymmetricKey,
  type CurveKey,
  type RsaKey,
} from './asymmetric-key';
import { privateKey, publicKey } from './read-keys';

/** Signatures and encryption with keys: RSA over micro-rsa-dsa-dh, curves over @noble/curves. */
export const constants = {
  RSA_PKCS1_PADDING: 1,
  RSA_NO_PADDING: 3,
  RSA_PKCS1_OAEP_PADDING: 4,
  RSA_X931_PADDING: 5,
  RSA_PKCS1_PSS_PADDING: 6,
  RSA_PSS_SALTLEN_DIGEST: -1,
  RSA_PSS_SALTLEN_MAX_SIGN: -2,
  RSA_PSS_SALTLEN_AUTO: -2,
} as const;

const PKCS1 = {
  sha1: PKCS1_SHA1,
  sha224: PKCS1_SHA224,
  sha256: PKCS1_SHA256,
  sha384: PKCS1_SHA384,
  sha512: PKCS1_SHA512,
  'sha512-224': PKCS1_SHA512_224,
  'sha512-256': PKCS1_SHA512_256,
} as const;

interface KeyOptions {
  readonly padding?: number;
  readonly saltLength?: number;
  readonly dsaEncoding?: string;
  readonly oaepHash?: string;
  readonly oaepLabel?: Data;
}

function optionsOf(key: unknown): KeyOptions {
  return typeof key === 'object' && key !== null ? key : {};
}

/** Node's: all at once. The algorithm is null for Ed25519 and Ed448, which have their own. */
export function sign(
  algorithm: string | null | undefined,
  data: Data,
  key: unknown,
  done?: (error: Error | null, signature?: Buffer) => void,
): Buffer | undefined {
  const make = () => Buffer.from(signBytes(algorithm, toBytes(data), key));
  if (done === undefined) return make();
  later(done, make);
  return undefined;
}

/** Node's: all at once; false for a wrong signature, throws for a wrong key. */
export function verify(
  algorithm: string | null | undefined,
  data: Data,
  key: unknown,
  signature: Data,
  done?: (error: Error | null, isRight?: boolean) => void,
): boolean | undefined {
  const make = () => verifyBytes(algorithm, toBytes(data), key, toBytes(signature));
  if (done === undefined) return make();
  later(done, make);
  return undefined;
}

function signBytes(
  algorithm: string | null | undefined,
  data: Uint8Array,
  given: unknown,
): Uint8Array {
  const key = privateKey(given);
  const options = optionsOf(given);
  if (key.kind === 'rsa') return rsaSigner(algorithm, key, options).sign(data);
  if (key.secret === null) throw new TypeError('The key has no secret.');
  if (key.kind === 'okp') return edwards(key).sign(data, key.secret);
  const { ecdsa, format } = ecSigner(key, options);
  return ecdsa.sign(findHash(algorithm ?? 'sha256')(data), key.secret, {
    prehash: false,
    lowS: false,
    format,
  });
}

function verifyBytes(
  algorithm: string | null | undefined,
  data: Uint8Array,
  given: unknown,
  signature: Uint8Array,
): boolean {
  const key = publicKey(given);
  const options = optionsOf(given);
  try {
    if (key.kind === 'rsa') return rsaSigner(algorithm, key, options).verify(data, signature);
    if (key.kind === 'okp') return edwards(key).verify(signature, data, key.point);
    const { ecdsa, format } = ecSigner(key, options);
    return ecdsa.verify(signature, findHash(algorithm ?? 'sha256')(data), key.point, {
      prehash: false,
      lowS: false,
      format,
    });
  } catch (error) {
    // What is no signature at all is a wrong one; an unknown hash is the code's mistake.
    if (error instanceof Error && 'code' in error) throw error;
    return false;
  }
}

function edwards(key: CurveKey) {
  if (key.curve !== 'ed25519' && key.curve !== 'ed448') throw wrongKey();
  return OKP_CURVES[key.curve].curve;
}

function ecSigner(key: CurveKey, { dsaEncoding = 'der' }: KeyOptions) {
  if (!isEcName(key.curve)) throw wrongKey();
  const format = dsaEncoding === 'ieee-p1363' ? 'compact' : 'der';
  return { ecdsa: EC_CURVES[key.curve].ecdsa, format } as const;
}

function wrongKey(): Error {
  return coded(
    Error,
    'ERR_OSSL_EVP_OPERATION_NOT_SUPPORTED_FOR_THIS_KEYTYPE',
    'error:03000096:digital envelope routines::operation not supported for this keytype',
  );
}

function rsaSigner(
  algorithm: string | null | undefined,
  key: RsaKey,
  { padding = constants.RSA_PKCS1_PADDING, saltLength }: KeyOptions,
) {
  const name = hashName(algorithm ?? 'sha256');
  const secret = { n: key.n, d: key.secret?.d ?? 0n };
  if (padding === constants.RSA_PKCS1_PSS_PADDING) {
    const hash = findHash(name);
    const most = Math.ceil((key.n.toString(2).length - 1) / 8) - hash.outputLen - 2;
    const wanted =
      saltLength === undefined || saltLength === -2
        ? null
        : saltLength === -1
          ? hash.outputLen
          : saltLength;
    const signer = (salt: number) => PSS(hash, mgf1(hash), salt);
    return {
      sign: (data: Uint8Array) => signer(wanted ?? most).sign(secret, data),
      // Whatever the signer chose: what is usual comes first.
      verify: (data: Uint8Array, signature: Uint8Array) =>
        [...new Set(wanted === null ? [hash.outputLen, most, 0, 20, 32, 48, 64] : [wanted])].some(
          (salt) => attempt(() => signer(salt).verify(key, data, signature)),
        ),
    };
  }
  if (padding !== constants.RSA_PKCS1_PADDING || !Object.hasOwn(PKCS1, name)) {
    throw coded(
      Error,
      'ERR_CRYPTO_INVALID_DIGEST',
      `RSA signatures are here with ${Object.keys(PKCS1).join(', ')}, and with PKCS1 or PSS padding.`,
    );
  }
  // Checked to be an own key.
  const signer = PKCS1[name as keyof typeof PKCS1];
  return {
    sign: (data: Uint8Array) => signer.sign(secret, data),
    verify: (data: Uint8Array, signature: Uint8Array) => signer.verify(key, data, signature),
  };
}

function attempt(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}

/** The parts of a message, until it is signed or checked. */
class Message {
  readonly algorithm: string;
  readonly #parts: Uint8Array[] = [];

  constructor(algorithm: string) {
    findHash(algorithm);
    this.algorithm = algorithm;
  }

  update(data: Data, encoding?: string): this {
    this.#parts.push(Uint8Array.from(toBytes(data, encoding)));
    return this;
  }

  write(data: Data, encoding?: string): boolean {
    this.update(data, encoding);
    return true;
  }

  end(data?: Data, encoding?: string): this {
    return data === undefined ? this : this.update(data, encoding);
  }

  protected whole(): Uint8Array {
    return joinBytes(this.#parts);
  }
}

/** Node's. Holds the data until it signs. */
export class Sign extends Message {
  sign(key: unknown, encoding?: string): Buffer | string {
    return asked(signBytes(this.algorithm, this.whole(), key), encoding);
  }
}

/** Node's. Holds the data until it verifies. */
export class Verify extends Message {
  verify(key: unknown, signature: Data, encoding?: string): boolean {
    return verifyBytes(this.algorithm, this.whole(), key, toBytes(signature, encoding));
  }
}

/** Node's; throws for an algorithm that is not here. */
export const createSign = (algorithm: string): Sign => new Sign(algorithm);
/** Node's; throws for an algorithm that is not here. */
export const createVerify = (algorithm: string): Verify => new Verify(algorithm);

/** Node's, for RSA with OAEP or PKCS #1 padding. */
export function publicEncrypt(given: unknown, data: Data): Buffer {
  return Buffer.from(envelope(given).encrypt(rsa(publicKey(given)), toBytes(data)));
}

/**
 * Node's, for RSA with OAEP or PKCS #1 padding; throws one error whatever is wrong, which tells an attacker nothing.
 */
export function privateDecrypt(given: unknown, data: Data): Buffer {
  const key = rsa(privateKey(given));
  try {
    return Buffer.from(
      envelope(given).decrypt({ n: key.n, d: key.secret?.d ?? 0n }, toBytes(data)),
    );
  } catch {
    throw coded(
      Error,
      'ERR_OSSL_RSA_OAEP_DECODING_ERROR',
      'error:02000079:rsa routines::oaep decoding error',
    );
  }
}

function rsa(key: AsymmetricKey): RsaKey {
  if (key.kind !== 'rsa') throw wrongKey();
  return key;
}

function envelope(given: unknown) {
  const { padding, oaepHash = 'sha1', oaepLabel = '' } = optionsOf(given);
  if (padding === constants.RSA_PKCS1_PADDING) return PKCS1_KEM;
  const hash = findHash(oaepHash);
  return OAEP(hash, mgf1(hash), toBytes(oaepLabel));
}
