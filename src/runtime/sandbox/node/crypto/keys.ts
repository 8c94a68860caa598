import { Buffer } from 'buffer';
import { ed448, x448 } from '@noble/curves/ed448.js';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { NotAvailableError } from '@/runtime/sandbox/not-available';
import { bytesOf, coded, toBytes, type Data } from './bytes';
import {
  bigToBytes,
  bytesToBig,
  child,
  der,
  derBits,
  derInteger,
  derOid,
  joined,
  readDer,
  TAG,
} from './der';

/** Keys as PEM, DER and JWK, in the manner of Node's KeyObject. */
export interface RsaKey {
  readonly kind: 'rsa';
  readonly n: bigint;
  readonly e: bigint;
  readonly secret: { readonly d: bigint; readonly p: bigint; readonly q: bigint } | null;
}

export interface CurveKey {
  readonly kind: 'ec' | 'okp';
  readonly curve: CurveName;
  /** Uncompressed where it is a point. */
  readonly point: Uint8Array;
  readonly secret: Uint8Array | null;
}

export type AsymmetricKey = RsaKey | CurveKey;

export const EC_CURVES = {
  prime256v1: { ecdsa: p256, oid: '1.2.840.10045.3.1.7', jwk: 'P-256', size: 32 },
  secp384r1: { ecdsa: p384, oid: '1.3.132.0.34', jwk: 'P-384', size: 48 },
  secp521r1: { ecdsa: p521, oid: '1.3.132.0.35', jwk: 'P-521', size: 66 },
  secp256k1: { ecdsa: secp256k1, oid: '1.3.132.0.10', jwk: 'secp256k1', size: 32 },
} as const;

export const OKP_CURVES = {
  ed25519: { curve: ed25519, oid: '1.3.101.112', jwk: 'Ed25519' },
  ed448: { curve: ed448, oid: '1.3.101.113', jwk: 'Ed448' },
  x25519: { curve: x25519, oid: '1.3.101.110', jwk: 'X25519' },
  x448: { curve: x448, oid: '1.3.101.111', jwk: 'X448' },
} as const;

export type EcName = keyof typeof EC_CURVES;
export type OkpName = keyof typeof OKP_CURVES;
type CurveName = EcName | OkpName;

const RSA_OIDS = ['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.10'];
const EC_OID = '1.2.840.10045.2.1';

export function isEcName(name: string): name is EcName {
  return Object.hasOwn(EC_CURVES, name);
}

export function isOkpName(name: string): name is OkpName {
  return Object.hasOwn(OKP_CURVES, name);
}

/** `P-256` and `secp256r1` are names of prime256v1 too. */
export function ecName(given: unknown): EcName {
  const name = String(given);
  const other = {
    'P-256': 'prime256v1',
    secp256r1: 'prime256v1',
    'P-384': 'secp384r1',
    'P-521': 'secp521r1',
  };
  const plain = Object.hasOwn(other, name) ? other[name as keyof typeof other] : name;
  if (isEcName(plain)) return plain;
  throw coded(
    TypeError,
    'ERR_CRYPTO_INVALID_CURVE',
    `Invalid EC curve name. Here are: ${Object.keys(EC_CURVES).join(', ')}.`,
  );
}

interface ExportOptions {
  readonly type?: string;
  readonly format?: string;
  readonly cipher?: string;
}

export type KeyKind = 'secret' | 'public' | 'private';

const held = new WeakMap<KeyObject, Uint8Array | AsymmetricKey>();

export class KeyObject {
  readonly type: KeyKind;

  constructor(type: KeyKind, key: Uint8Array | AsymmetricKey) {
    this.type = type;
    held.set(this, key);
  }

  get [Symbol.toStringTag](): string {
    return 'KeyObject';
  }

  get symmetricKeySize(): number | undefined {
    const key = held.get(this);
    return key instanceof Uint8Array ? key.length : undefined;
  }

  get asymmetricKeyType(): string | undefined {
    const key = held.get(this);
    if (key === undefined || key instanceof Uint8Array) return undefined;
    return key.kind === 'okp' ? key.curve : key.kind;
  }

  get asymmetricKeyDetails(): object | undefined {
    const key = held.get(this);
    if (key === undefined || key instanceof Uint8Array) return undefined;
    if (key.kind === 'rsa')
      return { modulusLength: key.n.toString(2).length, publicExponent: key.e };
    return key.kind === 'ec' ? { namedCurve: key.curve } : {};
  }

  export(options: ExportOptions = {}): Buffer | string | object {
    const key = held.get(this);
    if (key === undefined) throw new TypeError('Illegal invocation');
    if (key instanceof Uint8Array) {
      return options.format === 'jwk' ? { kty: 'oct', k: url64(key) } : Buffer.from(key);
    }
    return exportKey(key, this.type === 'private', options);
  }

  equals(other: KeyObject): boolean {
    if (other.type !== this.type) return false;
    const all = { format: 'jwk' };
    return JSON.stringify(this.export(all)) === JSON.stringify(other.export(all));
  }
}

/** The bytes of a secret, however code holds it. */
export function secretBytes(key: unknown): Uint8Array<ArrayBuffer> {
  if (key instanceof KeyObject) {
    const secret = held.get(key);
    if (secret instanceof Uint8Array) return bytesOf(secret);
    throw coded(
      TypeError,
      'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE',
      `Invalid key object type ${key.type}, expected secret.`,
    );
  }
  // Refused inside when it is neither.
  return toBytes(key as Data);
}

export function createSecretKey(key: Data, encoding?: string): KeyObject {
  return new KeyObject('secret', Uint8Array.from(toBytes(key, encoding)));
}

export function createPrivateKey(given: unknown): KeyObject {
  return new KeyObject('private', privateKey(given));
}

export function createPublicKey(given: unknown): KeyObject {
  return new KeyObject('public', publicKey(given));
}

interface GivenKey {
  readonly key?: unknown;
  readonly format?: unknown;
  readonly type?: unknown;
  readonly encoding?: string;
}

/** A key with its secret; throws for a public one. */
export function privateKey(given: unknown): AsymmetricKey {
  const key = anyKey(given);
  if (key.secret === null) {
    throw coded(
      TypeError,
      'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE',
      'Invalid key object type public, expected private.',
    );
  }
  return key;
}

/** The public half of whatever key is given. */
export function publicKey(given: unknown): AsymmetricKey {
  return { ...anyKey(given), secret: null };
}

function anyKey(given: unknown): AsymmetricKey {
  if (given instanceof KeyObject) return asymmetric(given);
  if (typeof given === 'string' || ArrayBuffer.isView(given) || given instanceof ArrayBuffer)
    return fromPem(textOf(given));
  if (typeof given !== 'object' || given === null) {
    throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "key" argument must be a key.');
  }
  const { key, format, type, encoding }: GivenKey = given;
  if (key instanceof KeyObject) return asymmetric(key);
  if (format === 'jwk') return fromJwk(key);
  // Refused inside when it is neither.
  if (format === 'der') return fromDer(toBytes(key as Data, encoding), String(type));
  return fromPem(textOf(key));
}

function asymmetric(key: KeyObject): AsymmetricKey {
  const material = held.get(key);
  if (material === undefined || material instanceof Uint8Array) {
    throw coded(
      TypeError,
      'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE',
      'Invalid key object type secret, expected private or public.',
    );
  }
  return material;
}

function textOf(key: unknown): string {
  return typeof key === 'string' ? key : new TextDecoder().decode(bytesOf(key));
}

function unsupported(): Error {
  return coded(Error, 'ERR_OSSL_UNSUPPORTED', 'error:1E08010C:DECODER routines::unsupported');
}

const LABELS: Readonly<Record<string, string>> = {
  'PRIVATE KEY': 'pkcs8',
  'PUBLIC KEY': 'spki',
  'RSA PRIVATE KEY': 'pkcs1',
  'RSA PUBLIC KEY': 'pkcs1-public',
  'EC PRIVATE KEY': 'sec1',
  CERTIFICATE: 'x509',
};

function fromPem(text: string): AsymmetricKey {
  const blocks = text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END \1-----/g);
  for (const [, label = '', body = ''] of blocks) {
    if (label === 'ENCRYPTED PRIVATE KEY' || body.includes('ENCRYPTED')) {
      throw new NotAvailableError(
        'A private key with a passphrase',
        'Decrypt it once outside: openssl pkey -in key.pem -out plain.pem.',
      );
    }
    if (Object.hasOwn(LABELS, label))
      return fromDer(Buffer.from(body, 'base64'), LABELS[label] ?? '');
  }
  throw unsupported();
}

function fromDer(bytes: Uint8Array, type: string): AsymmetricKey {
  try {
    const [outer] = readDer(bytes);
    const parts = readDer(outer?.content ?? new Uint8Array(0));
    switch (type) {
      case 'pkcs8':
        return fromPkcs8(parts);
      case 'spki':
        return fromSpki(parts);
      case 'pkcs1':
        // A public key has two numbers, a private one nine.
        return parts.length === 2 ? rsaPublic(parts) : rsaPrivate(parts);
      case 'pkcs1-public':
        return rsaPublic(parts);
      case 'sec1':
        return ecPrivate(parts, null);
      case 'x509':
        return fromCertificate(parts);
      default:
        return parts.length === 2 ? fromSpki(parts) : fromPkcs8(parts);
    }
  } catch (error) {
    if (error instanceof NotAvailableError) throw error;
    throw Object.assign(unsupported(), { cause: error });
  }
}

type Nodes = ReturnType<typeof readDer>;

function fromPkcs8(parts: Nodes): AsymmetricKey {
  const algorithm = readDer(child(parts, 1, TAG.sequence).content);
  const inner = child(parts, 2, TAG.octets).content;
  const oid = child(algorithm, 0, TAG.oid).whole;
  if (isRsa(oid)) return rsaPrivate(readDer(child(readDer(inner), 0, TAG.sequence).content));
  if (sameBytes(oid, derOid(EC_OID))) {
    const curve = curveOf(child(algorithm, 1, TAG.oid).whole);
    return ecPrivate(readDer(child(readDer(inner), 0, TAG.sequence).content), curve);
  }
  return okpFromSecret(okpOf(oid), child(readDer(inner), 0, TAG.octets).content);
}

function fromSpki(parts: Nodes): AsymmetricKey {
  const algorithm = readDer(child(parts, 0, TAG.sequence).content);
  // The first byte tells how many bits of the last are no part of it: none.
  const bits = child(parts, 1, TAG.bits).content.subarray(1);
  const oid = child(algorithm, 0, TAG.oid).whole;
  if (isRsa(oid)) return rsaPublic(readDer(child(readDer(bits), 0, TAG.sequence).content));
  if (sameBytes(oid, derOid(EC_OID))) {
    return ecPublic(curveOf(child(algorithm, 1, TAG.oid).whole), bits);
  }
  return { kind: 'okp', curve: okpOf(oid), point: bits, secret: null };
}

/** The subject's key; the signature is not looked at. */
function fromCertificate(parts: Nodes): AsymmetricKey {
  const body = readDer(child(parts, 0, TAG.sequence).content);
  // The version comes first where it is not 1.
  const skip = body[0]?.tag === 0xa0 ? 1 : 0;
  return fromSpki(readDer(child(body, 5 + skip, TAG.sequence).content));
}

function rsaPrivate(parts: Nodes): RsaKey {
  const number = (index: number) => bytesToBig(child(parts, index, TAG.integer).content);
  return {
    kind: 'rsa',
    n: number(1),
    e: number(2),
    secret: { d: number(3), p: number(4), q: number(5) },
  };
}

function rsaPublic(parts: Nodes): RsaKey {
  const number = (index: number) => bytesToBig(child(parts, index, TAG.integer).content);
  return { kind: 'rsa', n: number(0), e: number(1), secret: null };
}

function ecPrivate(parts: Nodes, named: EcName | null): CurveKey {
  const secret = child(parts, 1, TAG.octets).content;
  const parameters = parts.find(({ tag }) => tag === 0xa0);
  const curve =
    named ?? curveOf(child(readDer(parameters?.content ?? new Uint8Array(0)), 0, TAG.oid).whole);
  return ecFromSecret(curve, secret);
}

export function ecFromSecret(curve: EcName, secret: Uint8Array): CurveKey {
  const { ecdsa, size } = EC_CURVES[curve];
  const padded = bigToBytes(bytesToBig(secret), size);
  return { kind: 'ec', curve, point: ecdsa.getPublicKey(padded, false), secret: padded };
}

export function ecPublic(curve: EcName, point: Uint8Array): CurveKey {
  const whole = EC_CURVES[curve].ecdsa.Point.fromBytes(point).toBytes(false);
  return { kind: 'ec', curve, point: whole, secret: null };
}

export function okpFromSecret(curve: OkpName, secret: Uint8Array): CurveKey {
  return { kind: 'okp', curve, point: OKP_CURVES[curve].curve.getPublicKey(secret), secret };
}

function isRsa(oid: Uint8Array): boolean {
  return RSA_OIDS.some((known) => sameBytes(oid, derOid(known)));
}

function curveOf(oid: Uint8Array): EcName {
  for (const [name, { oid: known }] of Object.entries(EC_CURVES)) {
    if (sameBytes(oid, derOid(known)) && isEcName(name)) return name;
  }
  throw new NotAvailableError(
    'This elliptic curve',
    `Here are: ${Object.keys(EC_CURVES).join(', ')}.`,
  );
}

function okpOf(oid: Uint8Array): OkpName {
  for (const [name, { oid: known }] of Object.entries(OKP_CURVES)) {
    if (sameBytes(oid, derOid(known)) && isOkpName(name)) return name;
  }
  throw new NotAvailableError(
    'This kind of key',
    'Here are RSA, EC, Ed25519, Ed448, X25519 and X448.',
  );
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

function fromJwk(given: unknown): AsymmetricKey {
  const jwk = new Map(Object.entries(Object(given) as Record<string, unknown>));
  const has = (name: string) => typeof jwk.get(name) === 'string';
  const part = (name: string) => {
    if (!has(name)) throw coded(TypeError, 'ERR_CRYPTO_INVALID_JWK', 'Invalid JWK data');
    return Buffer.from(String(jwk.get(name)), 'base64');
  };
  const number = (name: string) => bytesToBig(part(name));
  switch (jwk.get('kty')) {
    case 'RSA':
      return {
        kind: 'rsa',
        n: number('n'),
        e: number('e'),
        secret: has('d') ? { d: number('d'), p: number('p'), q: number('q') } : null,
      };
    case 'EC': {
      const curve = ecName(jwk.get('crv'));
      if (has('d')) return ecFromSecret(curve, part('d'));
      return ecPublic(curve, joined([Uint8Array.of(4), part('x'), part('y')]));
    }
    case 'OKP': {
      const curve = String(jwk.get('crv')).toLowerCase();
      if (!isOkpName(curve)) break;
      if (has('d')) return okpFromSecret(curve, part('d'));
      return { kind: 'okp', curve, point: part('x'), secret: null };
    }
    default:
  }
  throw coded(TypeError, 'ERR_CRYPTO_INVALID_JWK', 'Invalid JWK data');
}

function exportKey(
  key: AsymmetricKey,
  isPrivate: boolean,
  { format = 'pem', type, cipher }: ExportOptions,
): Buffer | string | object {
  if (format === 'jwk') return toJwk(key);
  if (cipher !== undefined) {
    throw new NotAvailableError('A private key with a passphrase', 'Export it without a cipher.');
  }
  const form = type ?? (isPrivate ? 'pkcs8' : 'spki');
  const bytes = toDer(key, form);
  if (format === 'der') return Buffer.from(bytes);
  const label =
    form === 'pkcs8'
      ? 'PRIVATE KEY'
      : form === 'spki'
        ? 'PUBLIC KEY'
        : form === 'sec1'
          ? 'EC PRIVATE KEY'
          : isPrivate
            ? 'RSA PRIVATE KEY'
            : 'RSA PUBLIC KEY';
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

function toDer(key: AsymmetricKey, form: string): Uint8Array {
  const zero = derInteger(0n);
  if (key.kind === 'rsa') {
    const algorithm = der(TAG.sequence, derOid(RSA_OIDS[0] ?? ''), der(TAG.null));
    if (key.secret === null) {
      const numbers = der(TAG.sequence, derInteger(key.n), derInteger(key.e));
      return form === 'pkcs1' ? numbers : der(TAG.sequence, algorithm, derBits(numbers));
    }
    const { d, p, q } = key.secret;
    const numbers = der(
      TAG.sequence,
      zero,
      ...[key.n, key.e, d, p, q, d % (p - 1n), d % (q - 1n), inverse(q, p)].map(derInteger),
    );
    return form === 'pkcs1'
      ? numbers
      : der(TAG.sequence, zero, algorithm, der(TAG.octets, numbers));
  }
  if (key.kind === 'ec' && isEcName(key.curve)) {
    const curve = derOid(EC_CURVES[key.curve].oid);
    const algorithm = der(TAG.sequence, derOid(EC_OID), curve);
    if (key.secret === null) return der(TAG.sequence, algorithm, derBits(key.point));
    const inner = der(
      TAG.sequence,
      derInteger(1n),
      der(TAG.octets, key.secret),
      ...(form === 'sec1' ? [der(0xa0, curve)] : []),
      der(0xa1, derBits(key.point)),
    );
    return form === 'sec1' ? inner : der(TAG.sequence, zero, algorithm, der(TAG.octets, inner));
  }
  const algorithm = der(
    TAG.sequence,
    derOid(isOkpName(key.curve) ? OKP_CURVES[key.curve].oid : ''),
  );
  if (key.secret === null) return der(TAG.sequence, algorithm, derBits(key.point));
  return der(TAG.sequence, zero, algorithm, der(TAG.octets, der(TAG.octets, key.secret)));
}

function toJwk(key: AsymmetricKey): object {
  if (key.kind === 'rsa') {
    const open = { kty: 'RSA', n: big64(key.n), e: big64(key.e) };
    if (key.secret === null) return open;
    const { d, p, q } = key.secret;
    return {
      ...open,
      d: big64(d),
      p: big64(p),
      q: big64(q),
      dp: big64(d % (p - 1n)),
      dq: big64(d % (q - 1n)),
      qi: big64(inverse(q, p)),
    };
  }
  if (key.kind === 'ec' && isEcName(key.curve)) {
    const { jwk, size } = EC_CURVES[key.curve];
    return {
      kty: 'EC',
      x: url64(key.point.subarray(1, 1 + size)),
      y: url64(key.point.subarray(1 + size)),
      crv: jwk,
      ...(key.secret === null ? {} : { d: url64(key.secret) }),
    };
  }
  return {
    crv: isOkpName(key.curve) ? OKP_CURVES[key.curve].jwk : '',
    ...(key.secret === null ? {} : { d: url64(key.secret) }),
    x: url64(key.point),
    kty: 'OKP',
  };
}

function url64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

function big64(value: bigint): string {
  return url64(bigToBytes(value));
}

/** Of a number to a prime modulus. */
export function inverse(value: bigint, modulus: bigint): bigint {
  let [low, high] = [value % modulus, modulus];
  let [one, other] = [1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [high, low] = [low, high % low];
    [other, one] = [one, other - quotient * one];
  }
  return one < 0n ? one + modulus : one;
}
