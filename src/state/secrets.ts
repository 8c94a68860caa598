import { create } from 'zustand';
import type { ConfigVarId, ProjectId } from '@/lib/ids';

/** How long a connection's secrets are kept: until the page is left, or encrypted on this device. */
export type Keep = 'visit' | 'device';

/** What is known of a token beside the provider's answer, which stays untouched. Times are milliseconds since 1970. */
export interface TokenMeta {
  readonly obtainedAt: number;
  /** Null where the provider does not say. */
  readonly expiresAt: number | null;
  readonly from: 'provider' | 'pasted' | 'simulated';
  /** The address that gave it, where one did: the only one that is asked for the next by itself. */
  readonly tokenUrl?: string;
}

/** A token as the provider gave it, and what is known of it. */
export interface ConnectionToken {
  readonly value: Readonly<Record<string, unknown>>;
  readonly meta: TokenMeta;
}

/** All secrets of one connection, readable: in memory only. */
export interface ConnectionSecrets {
  readonly keep: Keep;
  /** By the field's key. */
  readonly fields: Readonly<Record<string, string>>;
  readonly token: ConnectionToken | null;
  /** Of what is no connection, such as a step: where it stands, or stood. Undo may bring it back. */
  readonly project?: ProjectId;
}

/** Whether what is kept on this device can be read. */
export type VaultStatus =
  | { readonly status: 'closed' }
  | { readonly status: 'open'; readonly by: 'device' | 'passphrase' }
  | { readonly status: 'locked' }
  /** Some of it does not open, though the key is the right one. */
  | { readonly status: 'damaged'; readonly reason: string }
  | { readonly status: 'unavailable'; readonly reason: string };

/**
 * The secret values of connections. They are here and nowhere else: not in the document, its history, files or
 * records. Components read the smallest part; only what fills a form or a run reads a value.
 */
export interface SecretsState {
  readonly entries: Readonly<Record<ConfigVarId, ConnectionSecrets>>;
  /** Connections with something kept on this device, also while it is locked. */
  readonly keptIds: readonly ConfigVarId[];
  readonly vault: VaultStatus;
}

/** Secrets by connection, and how what is kept on this device stands. Never stored as it is, logged or exported. */
export const useSecrets = create<SecretsState>()(() => ({
  entries: {},
  keptIds: [],
  vault: { status: 'closed' },
}));

const NOTHING: ConnectionSecrets = { keep: 'visit', fields: {}, token: null };

/** The value of a secret field; null where none is entered, or the secrets are locked. */
export function readSecret(id: ConfigVarId, fieldKey: string): string | null {
  const fields = entryOf(id).fields;
  return Object.hasOwn(fields, fieldKey) ? (fields[fieldKey] ?? null) : null;
}

/** An empty value is none. */
export function setSecret(id: ConfigVarId, fieldKey: string, value: string): void {
  replaceSecrets(id, (key) => key === fieldKey, [[fieldKey, value]]);
}

/**
 * Takes the secret of a file for what has no form to say how long it is kept, such as a step: on this device, as the
 * project itself, until somebody chooses otherwise.
 */
export function setFormlessSecret(
  id: ConfigVarId,
  project: ProjectId,
  fieldKey: string,
  value: string,
): void {
  const { entries, keptIds } = useSecrets.getState();
  const isNew = entries[id] === undefined && !keptIds.includes(id);
  setSecret(id, fieldKey, value);
  setEntry(id, { ...entryOf(id), project, ...(isNew ? { keep: 'device' } : {}) });
}

/** Puts values in the place of some of a connection's, at once. Empty ones are none. */
export function replaceSecrets(
  id: ConfigVarId,
  isReplaced: (fieldKey: string) => boolean,
  values: readonly (readonly [fieldKey: string, value: string])[],
): void {
  const entry = entryOf(id);
  const others = Object.entries(entry.fields).filter(([key]) => !isReplaced(key));
  const fields = Object.fromEntries([...others, ...values.filter(([, value]) => value !== '')]);
  setEntry(id, { ...entry, fields });
}

/** The provider's answer, untouched. */
export function tokenOf(id: ConfigVarId): Readonly<Record<string, unknown>> | null {
  return entryOf(id).token?.value ?? null;
}

/** What is known of a connection's token, without the token; null where it has none. */
export function tokenMetaOf(id: ConfigVarId): TokenMeta | null {
  return entryOf(id).token?.meta ?? null;
}

/** Gives a connection its token, with what is known of it; null takes it away. */
export function setToken(
  id: ConfigVarId,
  token: Readonly<Record<string, unknown>> | null,
  meta: TokenMeta,
): void {
  setEntry(id, { ...entryOf(id), token: token === null ? null : { value: token, meta } });
}

/** Forgets a connection's token, here and where it is kept. */
export function dropToken(id: ConfigVarId): void {
  setEntry(id, { ...entryOf(id), token: null });
}

/** How long a connection's secrets are kept: for the visit, unless somebody chose the device. */
export function keepOf(id: ConfigVarId): Keep {
  return entryOf(id).keep;
}

/** Says how long they are kept; what lay on the device is erased where it may not stay. */
export function setKeep(id: ConfigVarId, keep: Keep): void {
  setEntry(id, { ...entryOf(id), keep });
}

/** Drops all secrets of a connection, here and on the device. */
export function deleteSecrets(id: ConfigVarId): void {
  useSecrets.setState(({ entries, keptIds }) => ({
    entries: without(entries, [id]),
    keptIds: keptIds.filter((kept) => kept !== id),
  }));
}

/**
 * What a copy gets, in the project of that id. Not the token of a connection: two that renew the same one lock each
 * other out.
 */
export function copySecrets(from: ConfigVarId, to: ConfigVarId, project: ProjectId): boolean {
  const { keep, fields, project: before } = entryOf(from);
  if (Object.keys(fields).length === 0) return false;
  setEntry(to, { keep, fields, token: null, ...(before === undefined ? {} : { project }) });
  return true;
}

function entryOf(id: ConfigVarId): ConnectionSecrets {
  const { entries, keptIds } = useSecrets.getState();
  return entries[id] ?? (keptIds.includes(id) ? { ...NOTHING, keep: 'device' } : NOTHING);
}

function setEntry(id: ConfigVarId, entry: ConnectionSecrets): void {
  useSecrets.setState(({ entries }) => ({ entries: { ...entries, [id]: entry } }));
}

/** The entries but for some connections. */
export function without(
  entries: SecretsState['entries'],
  ids: readonly ConfigVarId[],
): SecretsState['entries'] {
  return Object.fromEntries(
    // Keys of such a record are ids.
    Object.entries(entries).filter(([id]) => !ids.includes(id as ConfigVarId)),
  );
}
