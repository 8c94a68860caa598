import { NotAvailableError } from '@/runtime/sandbox/not-available';
import {
  Cipheriv,
  createCipheriv,
  createDecipheriv,
  Decipheriv,
  getCipherInfo,
  getCiphers,
} from './crypto/ciphers';
import { hkdf, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync } from './crypto/derive';
import {
  createHash,
  createHmac,
  getHashes,
  Hash,
  hash,
  Hmac,
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  timingSafeEqual,
} from './crypto/hashes';
import { createSecretKey, KeyObject } from './crypto/key-object';
import { createPrivateKey, createPublicKey } from './crypto/read-keys';
import {
  createECDH,
  diffieHellman,
  ECDH,
  generateKey,
  generateKeyPair,
  generateKeyPairSync,
  generateKeySync,
  getCurves,
} from './crypto/make-keys';
import {
  constants,
  createSign,
  createVerify,
  privateDecrypt,
  publicEncrypt,
  Sign,
  sign,
  Verify,
  verify,
} from './crypto/sign';

/** Node has these, this does not: each is a function that says so when it is called. */
const NOT_HERE = [
  'Certificate',
  'DiffieHellman',
  'DiffieHellmanGroup',
  'X509Certificate',
  'checkPrime',
  'checkPrimeSync',
  'createDiffieHellman',
  'createDiffieHellmanGroup',
  'generatePrime',
  'generatePrimeSync',
  'getDiffieHellman',
  'privateEncrypt',
  'publicDecrypt',
  'secureHeapUsed',
  'setEngine',
  'setFips',
] as const;

function notHere(name: string): [string, () => never] {
  return [
    name,
    function refuse() {
      throw new NotAvailableError(
        `crypto.${name}`,
        'Hashes, HMACs, signatures, AES, RSA and elliptic curves are here; for other mathematics use BigInt.',
      );
    },
  ];
}

const nodeCrypto = {
  ...Object.fromEntries(NOT_HERE.map(notHere)),
  Cipheriv,
  Decipheriv,
  ECDH,
  Hash,
  Hmac,
  KeyObject,
  Sign,
  Verify,
  constants,
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  createSign,
  createVerify,
  diffieHellman,
  generateKey,
  generateKeyPair,
  generateKeyPairSync,
  generateKeySync,
  getCipherInfo,
  getCiphers,
  getCurves,
  getFips: (): number => 0,
  getHashes,
  getRandomValues: <T extends ArrayBufferView<ArrayBuffer>>(array: T): T =>
    crypto.getRandomValues(array),
  hash,
  hkdf,
  hkdfSync,
  pbkdf2,
  pbkdf2Sync,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID: (): string => crypto.randomUUID(),
  scrypt,
  scryptSync,
  sign,
  subtle: Reflect.get(crypto, 'subtle') as unknown,
  timingSafeEqual,
  verify,
  webcrypto: crypto,
};

export default nodeCrypto;
