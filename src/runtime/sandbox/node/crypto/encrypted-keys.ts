import { cbc } from '@noble/ciphers/aes.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { NotAvailableError } from '@/runtime/sandbox/not-available';
import { coded, toBytes, type Data } from './bytes';
import { bytesToBig, child, isOid, readDer, TAG, type DerNode } from './der';

/** Private keys with a passphrase, as OpenSSL and Node write them: PKCS #8 by PBES2 (RFC 8018) with AES. */

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const SCRYPT = '1.3.6.1.4.1.11591.4.11';

const KEY_LENGTHS: Readonly<Record<string, number>> = {
  '2.16.840.1.101.3.4.1.2': 16,
  '2.16.840.1.101.3.4.1.22': 24,
  '2.16.840.1.101.3.4.1.42': 32,
};

const HASHES = {
  '1.2.840.113549.2.7': sha1,
  '1.2.840.113549.2.8': sha224,
  '1.2.840.113549.2.9': sha256,
  '1.2.840.113549.2.10': sha384,
  '1.2.840.113549.2.11': sha512,
} as const;

/** What a file may ask of this machine: OpenSSL writes 2,048 or 10,000 rounds, and N = 16,384. */
const MOST_ROUNDS = 10_000_000;
const MOST_SCRYPT_BYTES = 256 * 1024 ** 2;

/** Whether a PKCS #8 key is locked: then it is an algorithm and bytes, else a version comes first. */
export function isEncrypted(bytes: Uint8Array): boolean {
  try {
    return partsOf(bytes)[0]?.tag === TAG.sequence;
  } catch {
    return false;
  }
}

/** The PKCS #8 key inside. */
export function decryptKey(bytes: Uint8Array, passphrase: unknown): Uint8Array {
  if (passphrase === undefined || passphrase === null) {
    throw coded(TypeError, 'ERR_MISSING_PASSPHRASE', 'Passphrase required for encrypted key');
  }
  const parts = partsOf(bytes);
  const [scheme, parameters] = readDer(child(parts, 0, TAG.sequence).content);
  if (scheme === undefined || parameters === undefined || !isOid(scheme.whole, PBES2)) {
    throw notAvailable();
  }
  const [derivation, cipher] = readDer(parameters.content).map(({ content }) => readDer(content));
  const [name, iv] = cipher ?? [];
  const length = known(KEY_LENGTHS, name);
  if (derivation === undefined || iv === undefined || length === undefined) throw notAvailable();
  // Refused inside when it is neither text nor bytes.
  const key = derive(derivation, toBytes(passphrase as Data), length);
  try {
    return cbc(key, iv.content).decrypt(child(parts, 1, TAG.octets).content);
  } catch (error) {
    // Of a wrong passphrase the last bytes tell.
    const why = 'error:1C800064:Provider routines::bad decrypt';
    throw Object.assign(coded(Error, 'ERR_OSSL_BAD_DECRYPT', why), { cause: error });
  }
}

function partsOf(bytes: Uint8Array): readonly DerNode[] {
  return readDer(child(readDer(bytes), 0, TAG.sequence).content);
}

function derive(
  [name, parameters]: readonly DerNode[],
  passphrase: Uint8Array,
  length: number,
): Uint8Array {
  if (name === undefined || parameters === undefined) throw notAvailable();
  const [salt, ...rest] = readDer(parameters.content);
  if (salt === undefined) throw notAvailable();
  const numbers = rest
    .filter(({ tag }) => tag === TAG.integer)
    .map(({ content }) => Number(bytesToBig(content)));
  if (isOid(name.whole, PBKDF2)) {
    const [c = 0] = numbers;
    const named = rest.find(({ tag }) => tag === TAG.sequence);
    const hash =
      named === undefined ? sha1 : known(HASHES, child(readDer(named.content), 0, TAG.oid));
    if (hash === undefined || c > MOST_ROUNDS) throw notAvailable();
    return pbkdf2(hash, passphrase, salt.content, { c, dkLen: length });
  }
  if (!isOid(name.whole, SCRYPT)) throw notAvailable();
  const [N = 0, r = 0, p = 0] = numbers;
  if (128 * N * r * p > MOST_SCRYPT_BYTES) throw notAvailable();
  return scrypt(passphrase, salt.content, { N, r, p, dkLen: length });
}

function known<T>(table: Readonly<Record<string, T>>, oid: DerNode | undefined): T | undefined {
  if (oid === undefined) return undefined;
  return Object.entries(table).find(([text]) => isOid(oid.whole, text))?.[1];
}

function notAvailable(): Error {
  return new NotAvailableError(
    'The lock of this private key',
    'Here are PBES2 with PBKDF2 or scrypt and AES. Write it anew outside: openssl pkcs8 -topk8 -v2 aes-256-cbc -in key.pem -out new.pem.',
  );
}
