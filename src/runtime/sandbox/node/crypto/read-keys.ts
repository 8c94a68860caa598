import { Buffer } from 'buffer';
import { NotAvailableError } from '@/runtime/sandbox/not-available';
import { joinBytes } from '@/lib/join-bytes';
import {
  EC_CURVES,
  EC_OID,
  ecName,
  isEcName,
  isOkpName,
  OKP_CURVES,
  RSA_OIDS,
  type AsymmetricKey,
  type CurveKey,
  type EcName,
  type OkpName,
  type RsaKey,
} from './asymmetric-key';
import { bytesOf, coded, toBytes, type Data } from './bytes';
import { bigToBytes, bytesToBig, child, isOid, readDer, TAG } from './der';
import { decryptKey, isEncrypted } from './encrypted-keys';
import { asymmetricOf, KeyObject } from './key-object';

/** Keys from PEM, DER and JWK, in the manner of Node. */
export function createPrivateKey(given: unknown): KeyObject {
  return new KeyObject('private', privateKey(given));
}

/** Node's: from PEM, DER, JWK, or the private key that it belongs to. */
export function createPublicKey(given: unknown): KeyObject {
  return new KeyObject('public', publicKey(given));
}

interface GivenKey {
  readonly key?: unknown;
  readonly format?: unknown;
  readonly type?: unknown;
  readonly encoding?: string;
  readonly passphrase?: unknown;
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
  if (given instanceof KeyObject) return asymmetricOf(given);
  if (typeof given === 'string' || ArrayBuffer.isView(given) || given instanceof ArrayBuffer)
    return fromPem(textOf(given));
  if (typeof given !== 'object' || given === null) {
    throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "key" argument must be a key.');
  }
  const { key, format, type, encoding, passphrase }: GivenKey = given;
  if (key instanceof KeyObject) return asymmetricOf(key);
  if (format === 'jwk') return fromJwk(key);
  // Refused inside when it is neither.
  if (format === 'der') {
    const bytes = toBytes(key as Data, encoding);
    const isLocked = type === 'pkcs8' && isEncrypted(bytes);
    return fromDer(isLocked ? decryptKey(bytes, passphrase) : bytes, String(type));
  }
  return fromPem(textOf(key), passphrase);
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

function fromPem(text: string, passphrase?: unknown): AsymmetricKey {
  if (/^Proc-Type: *4, *ENCRYPTED/m.test(text)) {
    throw new NotAvailableError(
      'A key of the old form with a passphrase',
      'Write it anew outside: openssl pkcs8 -topk8 -in key.pem -out new.pem.',
    );
  }
  const blocks = text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END \1-----/g);
  for (const [, label = '', body = ''] of blocks) {
    const bytes = Buffer.from(body, 'base64');
    if (label === 'ENCRYPTED PRIVATE KEY') return fromDer(decryptKey(bytes, passphrase), 'pkcs8');
    if (Object.hasOwn(LABELS, label)) return fromDer(bytes, LABELS[label] ?? '');
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
  if (isOid(oid, EC_OID)) {
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
  if (isOid(oid, EC_OID)) {
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

/** The key pair of a secret number; shorter bytes are filled up in front. */
export function ecFromSecret(curve: EcName, secret: Uint8Array): CurveKey {
  const { ecdsa, size } = EC_CURVES[curve];
  const padded = bigToBytes(bytesToBig(secret), size);
  return { kind: 'ec', curve, point: ecdsa.getPublicKey(padded, false), secret: padded };
}

/** The public key of a point, compressed or not; throws where it is not on the curve. */
export function ecPublic(curve: EcName, point: Uint8Array): CurveKey {
  const whole = EC_CURVES[curve].ecdsa.Point.fromBytes(point).toBytes(false);
  return { kind: 'ec', curve, point: whole, secret: null };
}

/** The key pair of a secret. */
export function okpFromSecret(curve: OkpName, secret: Uint8Array): CurveKey {
  return { kind: 'okp', curve, point: OKP_CURVES[curve].curve.getPublicKey(secret), secret };
}

function isRsa(oid: Uint8Array): boolean {
  return RSA_OIDS.some((known) => isOid(oid, known));
}

function curveOf(oid: Uint8Array): EcName {
  for (const [name, { oid: known }] of Object.entries(EC_CURVES)) {
    if (isOid(oid, known) && isEcName(name)) return name;
  }
  throw new NotAvailableError(
    'This elliptic curve',
    `Here are: ${Object.keys(EC_CURVES).join(', ')}.`,
  );
}

function okpOf(oid: Uint8Array): OkpName {
  for (const [name, { oid: known }] of Object.entries(OKP_CURVES)) {
    if (isOid(oid, known) && isOkpName(name)) return name;
  }
  throw new NotAvailableError(
    'This kind of key',
    'Here are RSA, EC, Ed25519, Ed448, X25519 and X448.',
  );
}

function fromJwk(given: unknown): AsymmetricKey {
  // Whatever it is, it is read by its keys.
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
      return ecPublic(curve, joinBytes([Uint8Array.of(4), part('x'), part('y')]));
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
