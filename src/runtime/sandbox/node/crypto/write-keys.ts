import { Buffer } from 'buffer';
import { NotAvailableError } from '@/runtime/sandbox/not-available';
import {
  EC_CURVES,
  EC_OID,
  isEcName,
  isOkpName,
  OKP_CURVES,
  RSA_OIDS,
  type AsymmetricKey,
} from './asymmetric-key';
import { bigToBytes, der, derBits, derInteger, derOid, TAG } from './der';

/** Node's options of `export`, as far as they choose the shape. */
export interface ExportOptions {
  readonly type?: string;
  readonly format?: string;
  readonly cipher?: string;
}

/** A key as PEM, DER or JWK, in the manner of Node. */
export function exportKey(
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

/** Bytes as JWK writes them. */
export function url64(bytes: Uint8Array): string {
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
