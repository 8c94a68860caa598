import 'fake-indexeddb/auto';
import { scrypt } from '@noble/hashes/scrypt.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newId, type ConfigVarId } from '@/lib/ids';
import type { Derivation } from '@/storage/secrets';
import { database } from './database';
import {
  deleteSecrets,
  dropToken,
  keepOf,
  readSecret,
  setKeep,
  setSecret,
  setToken,
  tokenMetaOf,
  tokenOf,
  useSecrets,
  type TokenMeta,
} from './secrets';
import * as vault from './vault';

// The environment has no workers: what runs in one runs here, at a small cost.
vi.mock('@/lib/own-worker', () => ({
  askWorker: async (_create: unknown, ask: (api: object) => Promise<unknown>) =>
    ask({
      derive: async (passphrase: string, { salt }: Derivation) =>
        scrypt(passphrase, salt, { N: 2, r: 8, p: 1, dkLen: 32 }),
    }),
}));

const VALUE = 'sk_live_51H8xQ2eZvKYlo2C';
const META: TokenMeta = { obtainedAt: 5, expiresAt: 3_605_000, from: 'provider' };
// Pages of earlier tests are still there, and are to say nothing.
vi.stubGlobal('BroadcastChannel', undefined);

let id = newId<ConfigVarId>();
let reload = async (): Promise<void> => undefined;
let page = vault;
let secrets = { useSecrets, readSecret };

/** The page anew: what was in memory is gone. */
async function open(): Promise<void> {
  vi.resetModules();
  const [opened, store] = await Promise.all([import('./vault'), import('./secrets')]);
  page = opened;
  secrets = store;
  await page.openVault();
}

beforeEach(async () => {
  if (useSecrets.getState().vault.status === 'closed') await vault.openVault();
  await vault.forgetAllSecrets();
  await vault.whenKept();
  page = vault;
  secrets = { useSecrets, readSecret };
  id = newId<ConfigVarId>();
  reload = open;
});

/** All that lies in the database, as text: bytes as the characters they would be. */
async function stored(): Promise<string> {
  const opened = await database();
  const parts: string[] = [];
  for (const name of opened.objectStoreNames) {
    // One small store after the other.
    for (const value of await opened.getAll(name)) {
      parts.push(
        JSON.stringify(value, (_, item: unknown) =>
          item instanceof ArrayBuffer ? Buffer.from(item).toString('latin1') : item,
        ),
      );
    }
  }
  return parts.join('\n');
}

const vaultOf = () => secrets.useSecrets.getState().vault;

describe('secrets', () => {
  it('kept for the visit are in memory only', async () => {
    setSecret(id, 'apiKey', VALUE);
    await vault.whenKept();
    expect([readSecret(id, 'apiKey'), keepOf(id)]).toEqual([VALUE, 'visit']);
    await reload();
    expect(secrets.readSecret(id, 'apiKey')).toBeNull();
  });

  it('kept on the device come back, and lie there encrypted by a key that cannot be read', async () => {
    setSecret(id, 'apiKey', VALUE);
    setToken(id, { access_token: 'at-123456' }, META);
    setKeep(id, 'device');
    await vault.whenKept();
    const text = await stored();
    expect(text).toContain(id);
    for (const secret of [VALUE, 'at-123456', 'apiKey']) expect(text).not.toContain(secret);
    const record = await (await database()).get('secretsKey', 'current');
    expect(record?.kind === 'device' && record.key.extractable).toBe(false);
    await reload();
    expect(secrets.readSecret(id, 'apiKey')).toBe(VALUE);
    expect(secrets.useSecrets.getState().entries[id]?.token).toEqual({
      value: { access_token: 'at-123456' },
      meta: META,
    });
  });

  it.each([
    ['deleted', async () => deleteSecrets(id)],
    ['kept for the visit again', async () => setKeep(id, 'visit')],
    ['all forgotten', async () => vault.forgetAllSecrets()],
  ])('that are %s leave the device', async (_, act) => {
    setSecret(id, 'apiKey', VALUE);
    setKeep(id, 'device');
    await vault.whenKept();
    await act();
    await vault.whenKept();
    expect(await stored()).not.toContain(id);
  });

  it('forget a field and a token', async () => {
    setSecret(id, 'apiKey', VALUE);
    setSecret(id, 'apiKey', '');
    setToken(id, { access_token: 'at' }, META);
    expect([readSecret(id, 'apiKey'), tokenOf(id), tokenMetaOf(id)]).toEqual([
      null,
      { access_token: 'at' },
      META,
    ]);
    dropToken(id);
    expect(tokenOf(id)).toBeNull();
  });

  it('of one connection do not open in the place of another', async () => {
    const other = newId<ConfigVarId>();
    for (const each of [id, other]) {
      setSecret(each, 'apiKey', `${VALUE}-${each}`);
      setKeep(each, 'device');
    }
    await vault.whenKept();
    const opened = await database();
    const sealed = await opened.get('secrets', id);
    if (sealed !== undefined) await opened.put('secrets', { ...sealed, id: other });
    await reload();
    expect(secrets.readSecret(other, 'apiKey')).toBeNull();
    expect(secrets.readSecret(id, 'apiKey')).toBe(`${VALUE}-${id}`);
    expect(vaultOf()).toMatchObject({ status: 'damaged' });
    await page.eraseVault();
    expect(vaultOf()).toMatchObject({ status: 'open' });
    // What could be read stays.
    expect(secrets.readSecret(id, 'apiKey')).toBe(`${VALUE}-${id}`);
  });
});

describe('a passphrase', () => {
  beforeEach(async () => {
    setSecret(id, 'apiKey', VALUE);
    setKeep(id, 'device');
    await vault.setPassphrase('correct horse', 60_000);
  });

  it('locks what is kept, and only the right one opens it', async () => {
    await reload();
    expect([vaultOf(), secrets.readSecret(id, 'apiKey')]).toEqual([{ status: 'locked' }, null]);
    expect(await page.unlock('wrong horse')).toMatchObject({ ok: false });
    expect(secrets.readSecret(id, 'apiKey')).toBeNull();
    expect(await page.unlock('correct horse')).toMatchObject({ ok: true });
    expect([vaultOf(), secrets.readSecret(id, 'apiKey')]).toEqual([
      { status: 'open', by: 'passphrase' },
      VALUE,
    ]);
    page.lock();
    expect([vaultOf(), secrets.readSecret(id, 'apiKey')]).toEqual([{ status: 'locked' }, null]);
  });

  it('keeps what is entered while locked, beside what it opens', async () => {
    vault.lock();
    setSecret(id, 'apiSecret', 'entered while locked');
    await vault.whenKept();
    await vault.unlock('correct horse');
    await reload();
    await page.unlock('correct horse');
    expect([secrets.readSecret(id, 'apiKey'), secrets.readSecret(id, 'apiSecret')]).toEqual([
      VALUE,
      'entered while locked',
    ]);
  });

  it('is not needed to forget what was deleted', async () => {
    await reload();
    const { deleteSecrets: forget } = await import('./secrets');
    forget(id);
    await page.whenKept();
    expect(await stored()).not.toContain(id);
    await page.unlock('correct horse');
    expect(secrets.readSecret(id, 'apiKey')).toBeNull();
  });

  it('is no longer asked for when it was removed', async () => {
    await vault.removePassphrase();
    await reload();
    expect(secrets.readSecret(id, 'apiKey')).toBe(VALUE);
  });

  it('that is forgotten costs the kept values and nothing else', async () => {
    await reload();
    await page.eraseVault();
    expect([vaultOf(), await stored()]).toEqual([
      { status: 'open', by: 'device' },
      expect.not.stringContaining(id),
    ]);
  });
});
