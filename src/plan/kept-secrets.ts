import { toBase64 } from '@/lib/base64';

/** What stands in the place of a secret. */
export const MASK = '••••••';

/** A value that must stand nowhere, and what may stand in its place. */
export interface Secret {
  readonly value: string;
  /** What a kept record says in its place; null where it is not to be found again. Has no slash or brace but the one between its two parts. */
  readonly id: string | null;
  /** Whose it is in a Basic credential. */
  readonly user?: string;
}

/** Names a secret for `Secret.id`. */
export function secretId(owner: string, key: string): string {
  return `${encodeURIComponent(owner)}/${encodeURIComponent(key)}`;
}

type Write = (secret: Secret) => string | null;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const base64 = ({ value }: Secret): string => toBase64(bytesOf(value));
const url = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');
const hex = ({ value }: Secret): string =>
  Array.from(bytesOf(value), (byte) => byte.toString(16).padStart(2, '0')).join('');
const json = (text: string): string => JSON.stringify(text).slice(1, -1);
const percent = ({ value }: Secret): string | null =>
  // Half of a character has no such form.
  value.isWellFormed() ? encodeURIComponent(value) : null;

/** The ways to write a secret whole that can be written again. */
const WRITE: Readonly<Record<string, Write>> = {
  plain: ({ value }) => value,
  trimmed: ({ value }) => value.trim(),
  uri: percent,
  field: ({ value }) => new URLSearchParams({ k: value }).toString().slice(2),
  json: ({ value }) => json(value),
  'json-twice': ({ value }) => json(json(value)),
  hex,
  'hex-capitals': (secret) => hex(secret).toUpperCase(),
  base64,
  'base64-bare': (secret) => base64(secret).replaceAll('=', ''),
  base64url: (secret) => url(base64(secret)).replaceAll('=', ''),
  'base64url-padded': (secret) => url(base64(secret)),
  basic: ({ value, user }) => (user === undefined ? null : toBase64(bytesOf(`${user}:${value}`))),
};

/**
 * What a kept record holds in the place of a secret: the mask, and which secret it was in which form. The mask alone
 * where what stood there cannot be made of the secret again: a piece of it, or a form around other text.
 */
export function secretReference(fragment: string, secret: Secret, isNumber = false): string {
  if (secret.id === null) return MASK;
  if (isNumber) return `${MASK}{${secret.id}/number}`;
  for (const [form, write] of Object.entries(WRITE))
    if (write(secret) === fragment) return `${MASK}{${secret.id}/${form}}`;
  return MASK;
}

const REFERENCE = /•{6}\{([^{}/]+\/[^{}/]+)\/([a-z\d-]+)\}/g;

/** A kept record's text as it is shown. */
export function withoutReferences(text: string): string {
  return text.includes(`${MASK}{`) ? text.replaceAll(REFERENCE, MASK) : text;
}

/** A kept value with the secrets in it again; what is not known any more stays a mask. Only for what code is given. */
export function fillSecrets(value: unknown, find: (id: string) => Secret | null): unknown {
  const text = (whole: string): string =>
    whole.replaceAll(REFERENCE, (_, id: string, form: string) => {
      const secret = find(id);
      if (secret === null) return MASK;
      return (Object.hasOwn(WRITE, form) ? WRITE[form]?.(secret) : null) ?? MASK;
    });
  const fill = (whole: unknown): unknown => {
    if (typeof whole === 'string') return numberOf(whole, find) ?? text(whole);
    if (typeof whole !== 'object' || whole === null) return whole;
    if (Array.isArray(whole)) return whole.map(fill);
    if (whole instanceof Uint8Array) return bytesOf(text(new TextDecoder().decode(whole)));
    const bytes = keptBytes(whole);
    if (bytes !== null && bytes.includes(`${MASK}{`))
      return { ...whole, data: Array.from(bytesOf(text(bytes))) };
    return Object.fromEntries(
      Object.entries(whole).map(([key, item]) => [text(key), fill(item)] as const),
    );
  };
  return fill(value);
}

function numberOf(text: string, find: (id: string) => Secret | null): number | null {
  const [whole, id, form] = new RegExp(REFERENCE, '').exec(text) ?? [];
  if (whole !== text || id === undefined || form !== 'number') return null;
  const value = find(id)?.value;
  return value !== undefined && String(Number(value)) === value ? Number(value) : null;
}

/** The text of a Buffer as JSON has it. */
function keptBytes(whole: object): string | null {
  const { type, data } = whole as { readonly type?: unknown; readonly data?: unknown };
  if (type !== 'Buffer' || !Array.isArray(data)) return null;
  return new TextDecoder().decode(Uint8Array.from(data as readonly number[]));
}
