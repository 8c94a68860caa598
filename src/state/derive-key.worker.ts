import { scrypt } from '@noble/hashes/scrypt.js';
import { expose } from 'comlink';
import type { Derivation } from '@/storage/secrets';

const api = {
  /** 32 bytes of a passphrase. It takes a second or so, which is the point of it. */
  derive(passphrase: string, { salt, cost }: Derivation): Uint8Array {
    const maxmem = 256 * cost.N * cost.r;
    return scrypt(passphrase.normalize('NFKC'), salt, { ...cost, dkLen: 32, maxmem });
  },
};

/** What the page may ask of this worker. */
export type DeriveKeyApi = typeof api;

expose(api);
