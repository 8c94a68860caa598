import type { ConfigVarId } from '@/lib/ids';
import type { Database } from './database';

/** A connection's secrets as they lie in the database: AES-GCM, bound to the connection's id. */
export interface SealedSecret extends Sealed {
  readonly id: ConfigVarId;
}

interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

/** What a passphrase is turned into a key with. */
export interface Derivation {
  readonly salt: Uint8Array<ArrayBuffer>;
  /** scrypt's N, r and p. */
  readonly cost: { readonly N: number; readonly r: number; readonly p: number };
}

/** What opens the secrets: a key that the browser keeps and never gives out, or a passphrase that nobody keeps. */
export type SecretsKey =
  | { readonly kind: 'device'; readonly key: CryptoKey }
  | {
      readonly kind: 'passphrase';
      readonly derivation: Derivation;
      /** Opens with the right passphrase only. */
      readonly check: Sealed;
      /** Locked again after so long without a key or pointer. */
      readonly lockAfterMs: number;
    };

const KEY = 'current';
const CHECK = 'passphrase';

/** The key that seals the secrets, or what a passphrase makes it from; undefined before the first secret. */
export async function readSecretsKey(database: Database): Promise<SecretsKey | undefined> {
  return database.get('secretsKey', KEY);
}

/** The key of this device; made where there is none. Two tabs that make one at once both get the first. */
export async function makeDeviceKey(database: Database): Promise<CryptoKey> {
  const key = await newDeviceKey();
  const transaction = database.transaction('secretsKey', 'readwrite');
  const stored = await transaction.store.get(KEY);
  if (stored === undefined) await transaction.store.put({ kind: 'device', key }, KEY);
  await transaction.done;
  if (stored === undefined) return key;
  if (stored.kind === 'device') return stored.key;
  throw new Error('the secrets of this device have got a passphrase in another tab');
}

async function newDeviceKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** All secrets as they lie there, sealed. */
export async function listSealed(database: Database): Promise<readonly SealedSecret[]> {
  return database.getAll('secrets');
}

/** Seals a connection's secrets under its id and stores them; those that were there are replaced. */
export async function writeSecret(
  database: Database,
  key: CryptoKey,
  id: ConfigVarId,
  value: unknown,
): Promise<void> {
  await database.put('secrets', { id, ...(await seal(key, value, id)) });
}

/** Rejects where the key is another one, or the bytes are not what was written. */
export async function openSecret(
  key: CryptoKey,
  { id, ...sealed }: SealedSecret,
): Promise<unknown> {
  return open(key, sealed, id);
}

/** Erases the secrets of some connections. */
export async function dropSecrets(database: Database, ids: readonly ConfigVarId[]): Promise<void> {
  const transaction = database.transaction('secrets', 'readwrite');
  await Promise.all(ids.map(async (id) => transaction.store.delete(id)));
  await transaction.done;
}

/** Erases every secret and what opened them. */
export async function eraseSecrets(database: Database): Promise<void> {
  const transaction = database.transaction(['secrets', 'secretsKey'], 'readwrite');
  await transaction.objectStore('secrets').clear();
  await transaction.objectStore('secretsKey').clear();
  await transaction.done;
}

/** Puts all secrets under a passphrase's key, in one transaction: a page that goes meanwhile loses nothing. */
export async function sealByPassphrase(
  database: Database,
  { key, derivation, lockAfterMs }: { key: CryptoKey; derivation: Derivation; lockAfterMs: number },
  secrets: ReadonlyMap<ConfigVarId, unknown>,
): Promise<void> {
  const check = await seal(key, CHECK, CHECK);
  await sealAll(database, key, { kind: 'passphrase', derivation, check, lockAfterMs }, secrets);
}

/** Puts all secrets under a new key of this device. */
export async function sealByDevice(
  database: Database,
  secrets: ReadonlyMap<ConfigVarId, unknown>,
): Promise<CryptoKey> {
  const key = await newDeviceKey();
  await sealAll(database, key, { kind: 'device', key }, secrets);
  return key;
}

async function sealAll(
  database: Database,
  key: CryptoKey,
  record: SecretsKey,
  secrets: ReadonlyMap<ConfigVarId, unknown>,
): Promise<void> {
  const sealed = await Promise.all(
    Array.from(secrets, async ([id, value]) => ({ id, ...(await seal(key, value, id)) })),
  );
  const transaction = database.transaction(['secrets', 'secretsKey'], 'readwrite');
  const store = transaction.objectStore('secrets');
  await Promise.all([
    store.clear(),
    ...sealed.map(async (secret) => store.put(secret)),
    transaction.objectStore('secretsKey').put(record, KEY),
  ]);
  await transaction.done;
}

/** A key of 32 bytes that only a passphrase gives. */
export async function importKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Whether the key is that of the passphrase the secrets were put under. */
export async function isRightKey(
  key: CryptoKey,
  record: Extract<SecretsKey, { kind: 'passphrase' }>,
): Promise<boolean> {
  try {
    return (await open(key, record.check, CHECK)) === CHECK;
  } catch {
    return false;
  }
}

async function seal(key: CryptoKey, value: unknown, boundTo: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  return { iv, data: await crypto.subtle.encrypt(gcm(iv, boundTo), key, text) };
}

async function open(key: CryptoKey, { iv, data }: Sealed, boundTo: string): Promise<unknown> {
  const text = await crypto.subtle.decrypt(gcm(iv, boundTo), key, data);
  return JSON.parse(new TextDecoder().decode(text));
}

/** Bound to an id, so that one connection's bytes in the place of another's do not open. */
function gcm(iv: Uint8Array<ArrayBuffer>, boundTo: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(boundTo) };
}
