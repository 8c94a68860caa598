import { Buffer } from 'buffer';
import type { AsymmetricKey } from './asymmetric-key';
import { bytesOf, coded, toBytes, type Data } from './bytes';
import { exportKey, url64, type ExportOptions } from './write-keys';

/** Node's `type` of a KeyObject. */
export type KeyKind = 'secret' | 'public' | 'private';

const held = new WeakMap<KeyObject, Uint8Array | AsymmetricKey>();

/** Node's. What it holds is out of reach of the code that has it, but for `export`. */
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

/** Node's; copies the bytes. */
export function createSecretKey(key: Data, encoding?: string): KeyObject {
  return new KeyObject('secret', Uint8Array.from(toBytes(key, encoding)));
}

/** The key that is held; throws for a secret. */
export function asymmetricOf(key: KeyObject): AsymmetricKey {
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
