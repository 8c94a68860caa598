import type { ConfigVarId } from '@/lib/ids';
import { err, ok, type Result } from '@/lib/result';
import { reasonOf } from '@/lib/reason-of';
import {
  dropSecrets,
  eraseSecrets,
  isRightKey,
  listSealed,
  makeDeviceKey,
  openSecret,
  readSecretsKey,
  sealByDevice,
  sealByPassphrase,
  writeSecret,
  type Derivation,
  type SealedSecret,
} from '@/storage/secrets';
import { database } from './database';
import { deriveKey } from './derive-key';
import { notify } from './notices';
import { useSecrets, without, type ConnectionSecrets, type VaultStatus } from './secrets';

/** About a second of a present machine; OWASP's figures. */
const COST = { N: 2 ** 17, r: 8, p: 1 };
const DAMAGED =
  'What is kept on this device cannot be read: it is damaged, or its key is gone. Erase it and enter the values again; nothing else is lost.';

let key: CryptoKey | null = null;
let lockAfterMs: number | null = null;
/** Our own changes of the store are no news for the database. */
let isReading = false;
/** Connections whose stored bytes differ from what is in memory. */
const changed = new Set<ConfigVarId>();
let work: Promise<unknown> = Promise.resolve();
let channel: BroadcastChannel | null = null;

/** Reads what this device keeps, and from then on writes what changes. Called once, at start. */
export async function openVault(): Promise<void> {
  useSecrets.subscribe(({ entries, keptIds }, before) => {
    if (isReading) return;
    const ids = new Set([...Object.keys(entries), ...Object.keys(before.entries)]);
    // Keys of such a record are ids.
    for (const id of ids as Set<ConfigVarId>)
      if (entries[id] !== before.entries[id]) changed.add(id);
    for (const id of before.keptIds) if (!keptIds.includes(id)) changed.add(id);
    if (changed.size > 0) void inTurn(write);
  });
  listenToOtherTabs();
  await inTurn(read);
}

/** Resolves when all changes so far are written. */
export async function whenKept(): Promise<void> {
  await work;
}

/** Opens what a passphrase locks. */
export async function unlock(passphrase: string): Promise<Result<null, string>> {
  return inTurn(async () => {
    const into = await database();
    const record = await readSecretsKey(into);
    if (record?.kind !== 'passphrase') {
      await read();
      return ok(null);
    }
    const derived = await deriveKey(passphrase, record.derivation);
    if (!(await isRightKey(derived, record)))
      return err('This is not the passphrase. Nothing was changed.');
    key = derived;
    lockAfterMs = record.lockAfterMs;
    await openAll(await listSealed(into), 'passphrase');
    await write();
    return ok(null);
  });
}

/** Takes what is kept on this device out of memory; only its passphrase brings it back. */
export function lock(): void {
  if (lockAfterMs === null || key === null) return;
  key = null;
  lockHere();
  channel?.postMessage('locked');
}

/** After how long without a key or pointer it is locked again; null where nothing locks. */
export function idleLockMs(): number | null {
  return lockAfterMs;
}

/** Puts what is kept on this device under a passphrase. */
export async function setPassphrase(
  passphrase: string,
  idleMs: number,
): Promise<Result<null, string>> {
  return inTurn(async () => {
    const derivation: Derivation = { salt: crypto.getRandomValues(new Uint8Array(16)), cost: COST };
    const derived = await deriveKey(passphrase, derivation);
    const into = await database();
    // Another tab may have locked meanwhile: what is not in memory would be lost.
    if (useSecrets.getState().vault.status !== 'open')
      return err('What is kept on this device was locked meanwhile. Unlock it first.');
    await sealByPassphrase(into, { key: derived, derivation, lockAfterMs: idleMs }, toKeep());
    key = derived;
    lockAfterMs = idleMs;
    changed.clear();
    show({ status: 'open', by: 'passphrase' });
    channel?.postMessage('rekeyed');
    return ok(null);
  });
}

/** Goes back to the key that the browser keeps; possible only while the passphrase's is open. */
export async function removePassphrase(): Promise<void> {
  await inTurn(async () => {
    if (key === null || useSecrets.getState().vault.status !== 'open') return;
    key = await sealByDevice(await database(), toKeep());
    lockAfterMs = null;
    changed.clear();
    show({ status: 'open', by: 'device' });
    channel?.postMessage('rekeyed');
  });
}

/** Forgets every secret: here, on this device and in every other tab, at once. */
export async function forgetAllSecrets(): Promise<void> {
  forgetHere();
  channel?.postMessage('forgotten');
  await inTurn(async () => {
    // A write that was under way has made a key that is erased now.
    forgetHere();
    await eraseSecrets(await database());
  });
}

/** Erases what is kept on this device and cannot be opened; what is in memory stays. */
export async function eraseVault(): Promise<void> {
  await inTurn(async () => {
    await eraseSecrets(await database());
    key = null;
    lockAfterMs = null;
    silently(() => {
      useSecrets.setState({ keptIds: [], vault: { status: 'open', by: 'device' } });
    });
    for (const id of toKeep().keys()) changed.add(id);
    channel?.postMessage('rekeyed');
    await write();
  });
}

async function read(): Promise<void> {
  if (!isSecure()) {
    show({
      status: 'unavailable',
      reason:
        'This page was not opened over https or from this computer, so the browser encrypts nothing for it. Secrets are kept for this visit only.',
    });
    return;
  }
  try {
    const into = await database();
    const [record, sealed] = await Promise.all([readSecretsKey(into), listSealed(into)]);
    if (record?.kind === 'passphrase') {
      lockAfterMs = record.lockAfterMs;
      silently(() => {
        useSecrets.setState({
          keptIds: sealed.map(({ id }) => id),
          vault: { status: 'locked' },
        });
      });
      return;
    }
    key = record?.key ?? null;
    lockAfterMs = null;
    await openAll(sealed, 'device');
  } catch (error) {
    show({
      status: 'unavailable',
      reason: `This browser keeps nothing for this page: ${reasonOf(error)}. Secrets are kept for this visit only.`,
    });
  }
}

/** What was entered before the secrets were open counts over what was kept. */
async function openAll(
  sealed: readonly SealedSecret[],
  by: 'device' | 'passphrase',
): Promise<void> {
  const opened = await Promise.all(sealed.map(openOne));
  const kept = opened.filter((entry) => entry !== null);
  silently(() => {
    useSecrets.setState(({ entries }) => ({
      entries: Object.fromEntries([
        ...Object.entries(entries),
        ...kept.map(([id, entry]) => [id, merged(entry, entries[id])] as const),
      ]),
      keptIds: sealed.map(({ id }) => id),
      vault:
        kept.length === sealed.length
          ? { status: 'open', by }
          : { status: 'damaged', reason: DAMAGED },
    }));
  });
}

function merged(
  kept: ConnectionSecrets,
  entered: ConnectionSecrets | undefined,
): ConnectionSecrets {
  if (entered === undefined) return kept;
  return { ...entered, fields: { ...kept.fields, ...entered.fields } };
}

async function openOne(
  sealed: SealedSecret,
): Promise<readonly [ConfigVarId, ConnectionSecrets] | null> {
  if (key === null) return null;
  try {
    const value = await openSecret(key, sealed);
    // Authenticated: nobody but this application with this key has written it.
    return [sealed.id, { ...(value as ConnectionSecrets), keep: 'device' }];
  } catch {
    return null;
  }
}

async function write(): Promise<void> {
  const { status } = useSecrets.getState().vault;
  if (status === 'closed' || status === 'unavailable') return;
  // Without the key nothing is written, and what is damaged is not written over before a person has said so. What was
  // deleted goes all the same.
  const ids = [...changed].filter((id) => status === 'open' || isDeleted(id));
  if (ids.length === 0) return;
  for (const id of ids) changed.delete(id);
  try {
    const into = await database();
    const gone = ids.filter((id) => entryToKeep(id) === null);
    if (gone.length > 0) await dropSecrets(into, gone);
    for (const id of ids) {
      const entry = entryToKeep(id);
      if (entry === null) continue;
      key ??= await makeDeviceKey(into);
      await writeSecret(into, key, id, entry);
    }
    const kept = new Set(useSecrets.getState().keptIds);
    for (const id of ids) {
      if (gone.includes(id)) kept.delete(id);
      else kept.add(id);
    }
    silently(() => {
      useSecrets.setState({ keptIds: [...kept] });
    });
  } catch (error) {
    for (const id of ids) changed.add(id);
    notify({
      kind: 'error',
      text: `The secrets were not kept on this device: ${reasonOf(error)}. They are here until you leave the page.`,
    });
  }
}

function isDeleted(id: ConfigVarId): boolean {
  const { entries, keptIds } = useSecrets.getState();
  return entries[id] === undefined && !keptIds.includes(id);
}

function entryToKeep(id: ConfigVarId): ConnectionSecrets | null {
  const entry = useSecrets.getState().entries[id];
  return entry?.keep === 'device' ? entry : null;
}

function toKeep(): ReadonlyMap<ConfigVarId, ConnectionSecrets> {
  const { entries } = useSecrets.getState();
  // Keys of such a record are ids.
  const ids = Object.keys(entries) as ConfigVarId[];
  return new Map(
    ids.flatMap((id) => {
      const entry = entryToKeep(id);
      return entry === null ? [] : [[id, entry] as const];
    }),
  );
}

function listenToOtherTabs(): void {
  if (typeof BroadcastChannel === 'undefined') return;
  channel = new BroadcastChannel('code-connector:secrets');
  channel.addEventListener('message', ({ data }) => {
    if (data === 'forgotten') forgetHere();
    if (data === 'locked' || data === 'rekeyed') {
      key = null;
      lockHere();
    }
    if (data === 'rekeyed') void inTurn(read);
  });
}

function forgetHere(): void {
  key = null;
  lockAfterMs = null;
  changed.clear();
  silently(() => {
    useSecrets.setState({ entries: {}, keptIds: [], vault: { status: 'open', by: 'device' } });
  });
}

function lockHere(): void {
  silently(() => {
    useSecrets.setState(({ entries }) => ({
      entries: without(entries, [...toKeep().keys()]),
      vault: { status: 'locked' },
    }));
  });
}

function show(vault: VaultStatus): void {
  silently(() => {
    useSecrets.setState({ vault });
  });
}

function silently(change: () => void): void {
  isReading = true;
  change();
  isReading = false;
}

async function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const mine = work.then(task);
  work = mine.catch(() => undefined);
  return mine;
}

function isSecure(): boolean {
  // Absent where the page is served without https from another machine.
  return (crypto.subtle as SubtleCrypto | undefined) !== undefined;
}
