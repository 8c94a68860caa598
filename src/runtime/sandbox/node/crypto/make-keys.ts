import { Buffer } from 'buffer';
import { IFCPrimes } from 'micro-rsa-dsa-dh/rsa.js';
import { asked, coded, later, toBytes, type Data } from './bytes';
import {
  EC_CURVES,
  ecName,
  isOkpName,
  OKP_CURVES,
  type AsymmetricKey,
  type CurveKey,
  type EcName,
} from './asymmetric-key';
import { KeyObject } from './key-object';
import { ecFromSecret, ecPublic, okpFromSecret, privateKey, publicKey } from './read-keys';
import { inverse } from './write-keys';

/** New keys, and secrets that two keys share. */
interface PairOptions {
  readonly modulusLength?: number;
  readonly publicExponent?: number;
  readonly namedCurve?: string;
  readonly publicKeyEncoding?: object;
  readonly privateKeyEncoding?: object;
}

interface Pair {
  readonly publicKey: unknown;
  readonly privateKey: unknown;
}

/** Node's, for RSA, EC and the curves of RFC 8037; as KeyObjects, or encoded as the options say. */
export function generateKeyPairSync(type: string, options: PairOptions = {}): Pair {
  const key = newKey(type, options);
  const open = new KeyObject('public', { ...key, secret: null });
  const secret = new KeyObject('private', key);
  const { publicKeyEncoding, privateKeyEncoding } = options;
  return {
    publicKey: publicKeyEncoding === undefined ? open : open.export(publicKeyEncoding),
    privateKey: privateKeyEncoding === undefined ? secret : secret.export(privateKeyEncoding),
  };
}

type PairDone = (error: Error | null, publicKey?: unknown, privateKey?: unknown) => void;

/** Node's; calls back. */
export function generateKeyPair(type: string, ...rest: [PairOptions, PairDone] | [PairDone]): void {
  const [first, second] = rest;
  const done = typeof first === 'function' ? first : second;
  const options = typeof first === 'function' ? {} : first;
  later<Pair>(
    (error, pair) => done?.(error, pair?.publicKey, pair?.privateKey),
    () => generateKeyPairSync(type, options),
  );
}

/** `promisify` gives both keys, as in Node. */
Reflect.defineProperty(generateKeyPair, Symbol.for('nodejs.util.promisify.custom'), {
  value: (type: string, options?: PairOptions) =>
    new Promise<Pair>((resolve, reject) => {
      later(
        (error, pair) => {
          if (pair === undefined) reject(error ?? new Error('No key was made.'));
          else resolve(pair);
        },
        () => generateKeyPairSync(type, options),
      );
    }),
});

function newKey(type: string, options: PairOptions): AsymmetricKey {
  if (type === 'rsa' || type === 'rsa-pss') {
    const e = BigInt(options.publicExponent ?? 65_537);
    const { p, q } = IFCPrimes(options.modulusLength ?? 2_048, e);
    const [high, low] = p > q ? [p, q] : [q, p];
    const order = (p - 1n) * (q - 1n);
    return {
      kind: 'rsa',
      n: p * q,
      e,
      secret: { d: inverse(e, order / common(p - 1n, q - 1n)), p: high, q: low },
    };
  }
  if (type === 'ec') {
    const curve = ecName(options.namedCurve);
    return ecFromSecret(curve, EC_CURVES[curve].ecdsa.utils.randomSecretKey());
  }
  if (isOkpName(type)) return okpFromSecret(type, OKP_CURVES[type].curve.utils.randomSecretKey());
  throw coded(
    TypeError,
    'ERR_INVALID_ARG_VALUE',
    `The argument 'type' must be a supported key type. Here are: rsa, ec, ${Object.keys(OKP_CURVES).join(', ')}.`,
  );
}

function common(one: bigint, other: bigint): bigint {
  return other === 0n ? one : common(other, one % other);
}

interface SecretOptions {
  /** In bits. */
  readonly length: number;
}

/** Node's, for hmac and aes; `length` is in bits. */
export function generateKeySync(type: string, { length }: SecretOptions): KeyObject {
  if (type !== 'hmac' && type !== 'aes')
    throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'type' must be hmac or aes.");
  if (type === 'aes' && ![128, 192, 256].includes(length)) {
    throw coded(
      TypeError,
      'ERR_INVALID_ARG_VALUE',
      `The property 'options.length' must be one of: 128, 192, 256. Received ${length}`,
    );
  }
  return new KeyObject('secret', crypto.getRandomValues(new Uint8Array(Math.floor(length / 8))));
}

/** Node's; calls back. */
export function generateKey(
  type: string,
  options: SecretOptions,
  done: (error: Error | null, key?: KeyObject) => void,
): void {
  later(done, () => generateKeySync(type, options));
}

/** Node's, for keys of one curve; throws where they do not fit one another. */
export function diffieHellman(given: {
  readonly privateKey: unknown;
  readonly publicKey: unknown;
}): Buffer {
  const own = privateKey(given.privateKey);
  const other = publicKey(given.publicKey);
  const isPair = own.kind !== 'rsa' && other.kind !== 'rsa' && own.curve === other.curve;
  if (!isPair || own.secret === null) {
    throw coded(Error, 'ERR_CRYPTO_INCOMPATIBLE_KEY', 'Incompatible key types for Diffie-Hellman');
  }
  return Buffer.from(shared(own, own.secret, other.point));
}

function shared({ kind, curve }: CurveKey, secret: Uint8Array, point: Uint8Array): Uint8Array {
  // The curve's own x, without the byte that says which half it is on.
  if (kind === 'ec')
    return EC_CURVES[ecName(curve)].ecdsa.getSharedSecret(secret, point, true).subarray(1);
  if (curve !== 'x25519' && curve !== 'x448')
    throw coded(Error, 'ERR_CRYPTO_INCOMPATIBLE_KEY', 'The keys are for signatures.');
  return OKP_CURVES[curve].curve.getSharedSecret(secret, point);
}

/** Node's. */
export class ECDH {
  readonly #curve: EcName;
  #key: CurveKey | null = null;

  constructor(curve: string) {
    this.#curve = ecName(curve);
  }

  generateKeys(encoding?: string, format?: string): Buffer | string {
    this.#key = ecFromSecret(this.#curve, EC_CURVES[this.#curve].ecdsa.utils.randomSecretKey());
    return this.getPublicKey(encoding, format);
  }

  computeSecret(other: Data, inputEncoding?: string, outputEncoding?: string): Buffer | string {
    const key = this.#made();
    const { point } = ecPublic(this.#curve, toBytes(other, inputEncoding));
    return asked(shared(key, key.secret ?? new Uint8Array(0), point), outputEncoding);
  }

  getPrivateKey(encoding?: string): Buffer | string {
    return asked(this.#made().secret ?? new Uint8Array(0), encoding);
  }

  getPublicKey(encoding?: string, format = 'uncompressed'): Buffer | string {
    const point = EC_CURVES[this.#curve].ecdsa.Point.fromBytes(this.#made().point);
    return asked(point.toBytes(format === 'compressed'), encoding);
  }

  setPrivateKey(key: Data, encoding?: string): void {
    this.#key = ecFromSecret(this.#curve, toBytes(key, encoding));
  }

  #made(): CurveKey {
    if (this.#key === null)
      throw coded(Error, 'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY', 'Failed to get ECDH private key');
    return this.#key;
  }
}

/** Node's; throws for a curve that is not here. */
export const createECDH = (curve: string): ECDH => new ECDH(curve);

/** The names that createECDH takes. */
export function getCurves(): string[] {
  return Object.keys(EC_CURVES);
}
