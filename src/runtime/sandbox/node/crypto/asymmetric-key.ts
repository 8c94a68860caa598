import { ed448, x448 } from '@noble/curves/ed448.js';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { coded } from './bytes';

/** What a key is, however it is written. */
export interface RsaKey {
  readonly kind: 'rsa';
  readonly n: bigint;
  readonly e: bigint;
  readonly secret: { readonly d: bigint; readonly p: bigint; readonly q: bigint } | null;
}

/** A key of an elliptic curve; without its secret a public one. */
export interface CurveKey {
  readonly kind: 'ec' | 'okp';
  readonly curve: CurveName;
  /** Uncompressed where it is a point. */
  readonly point: Uint8Array;
  readonly secret: Uint8Array | null;
}

/** A public key or, with its secret, a private one, in numbers. */
export type AsymmetricKey = RsaKey | CurveKey;

/** The curves of ECDSA and ECDH by Node's names; `size` is of a coordinate, in bytes. */
export const EC_CURVES = {
  prime256v1: { ecdsa: p256, oid: '1.2.840.10045.3.1.7', jwk: 'P-256', size: 32 },
  secp384r1: { ecdsa: p384, oid: '1.3.132.0.34', jwk: 'P-384', size: 48 },
  secp521r1: { ecdsa: p521, oid: '1.3.132.0.35', jwk: 'P-521', size: 66 },
  secp256k1: { ecdsa: secp256k1, oid: '1.3.132.0.10', jwk: 'secp256k1', size: 32 },
} as const;

/** The curves of RFC 8037 by Node's names. */
export const OKP_CURVES = {
  ed25519: { curve: ed25519, oid: '1.3.101.112', jwk: 'Ed25519' },
  ed448: { curve: ed448, oid: '1.3.101.113', jwk: 'Ed448' },
  x25519: { curve: x25519, oid: '1.3.101.110', jwk: 'X25519' },
  x448: { curve: x448, oid: '1.3.101.111', jwk: 'X448' },
} as const;

/** A curve of `ec` keys by Node's name. */
export type EcName = keyof typeof EC_CURVES;
/** A curve that is a key type of its own by Node's name. */
export type OkpName = keyof typeof OKP_CURVES;
type CurveName = EcName | OkpName;

/** Those of rsaEncryption and RSASSA-PSS, either of which marks an RSA key. */
export const RSA_OIDS = ['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.10'];
/** That of id-ecPublicKey; the curve's own stands behind it. */
export const EC_OID = '1.2.840.10045.2.1';

/** Whether a name is that of a curve of `ec` keys. */
export function isEcName(name: string): name is EcName {
  return Object.hasOwn(EC_CURVES, name);
}

/** Whether a name is that of a curve with a key type of its own. */
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
