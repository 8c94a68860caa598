import { fromBase64, toBase64 } from '@/lib/base64';
import { MASK, secretReference, type Secret } from './kept-secrets';
import { secretForms, type SecretForm } from './secret-forms';

/** Shorter secrets are masked only where they are a whole value: they occur in ordinary words. */
export const SHORTEST_IN_TEXT = 6;

/** Masks secrets in what is shown, copied, exported or recorded. A safety net: code can hide a value in ways it does not know. */
export interface Redactor {
  /** `isCut`: the text was cut at its end, maybe within a secret. */
  readonly text: (text: string, isCut?: boolean) => string;
  /** Plain data at any depth, names of members too; the same value where nothing is masked. */
  readonly value: (value: unknown) => unknown;
  readonly bytes: (bytes: Uint8Array<ArrayBuffer>, isCut?: boolean) => Uint8Array<ArrayBuffer>;
  /** A text to be filled again: it says which secrets stood in it. */
  readonly kept: (text: string) => string;
  /** A result as it crossed the sandbox's boundary, to be kept: it says which secrets stood in it. */
  readonly result: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
}

/** Null where there is nothing to mask. */
export function createRedactor(secrets: readonly Secret[]): Redactor | null {
  const values = new Map<string, Secret>();
  for (const secret of secrets) if (secret.value !== '') values.set(secret.value, secret);
  if (values.size === 0) return null;
  const long = [...values.values()].filter(({ value }) => value.length >= SHORTEST_IN_TEXT);
  const hasShort = values.size > long.length;
  const finder = new Finder(
    long.flatMap((secret) => secretForms(secret.value).map((form) => ({ ...form, secret }))),
  );
  const kept = masks(values, finder, secretReference);

  const result = (encoded: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
    const json = new TextDecoder().decode(encoded);
    if (!hasShort && !finder.has(json) && !json.includes('Basic')) return encoded;
    try {
      const read: unknown = JSON.parse(json);
      const masked = kept.value(read);
      return masked === read ? encoded : new TextEncoder().encode(JSON.stringify(masked));
    } catch {
      return new TextEncoder().encode(JSON.stringify(kept.text(json)));
    }
  };
  return { ...masks(values, finder, () => MASK), kept: (text) => kept.text(text), result };
}

type Masks = Pick<Redactor, 'text' | 'value' | 'bytes'>;

/** What to write in the place of a part of a text that tells a secret. */
type MaskOf = (fragment: string, secret: Secret, isNumber?: boolean) => string;

function masks(values: ReadonlyMap<string, Secret>, finder: Finder, maskOf: MaskOf): Masks {
  const text = (whole: string, isCut = false): string => {
    const own = values.get(whole);
    if (own !== undefined) return maskOf(whole, own);
    return finder.mask(maskBasic(whole, inCredential, maskOf), isCut, maskOf);
  };
  const inCredential = (credential: string): Secret | null =>
    values.get(credential.slice(credential.indexOf(':') + 1)) ?? finder.secretIn(credential);

  const value = (whole: unknown): unknown => {
    switch (typeof whole) {
      case 'string':
        return text(whole);
      case 'number':
      case 'bigint': {
        const own = values.get(String(whole));
        return own === undefined ? whole : maskOf(String(whole), own, typeof whole === 'number');
      }
      case 'object':
        return whole === null ? null : container(whole);
      case 'boolean':
      case 'undefined':
      case 'function':
      case 'symbol':
        return whole;
    }
  };
  const container = (whole: object): unknown => {
    if (whole instanceof Uint8Array) return bytes(new Uint8Array(whole));
    if (Array.isArray(whole)) {
      const copy = whole.map(value);
      return copy.some((item, at) => item !== whole[at]) ? copy : whole;
    }
    const tagged = taggedBytes(whole);
    if (tagged !== null) {
      const masked = bytes(tagged.bytes);
      return masked === tagged.bytes ? whole : tagged.write(masked);
    }
    let isChanged = false;
    const members = Object.entries(whole).map(([key, item]) => {
      const member = [text(key), value(item)] as const;
      isChanged ||= member[0] !== key || member[1] !== item;
      return member;
    });
    // By definition and not by assignment, so that "__proto__" is a member like any other.
    return isChanged ? Object.fromEntries(members) : whole;
  };

  const bytes = (whole: Uint8Array<ArrayBuffer>, isCut = false): Uint8Array<ArrayBuffer> => {
    const plain = readText(whole, isCut);
    if (plain !== null) {
      const masked = text(plain, isCut);
      return masked === plain ? whole : new TextEncoder().encode(masked);
    }
    // No text: each byte of a secret becomes a star, so that whatever it is keeps its length.
    const found = finder.inBytes(whole);
    if (found.length === 0) return whole;
    const copy = whole.slice();
    for (const [from, to] of found) copy.fill(0x2a, from, to);
    return copy;
  };

  return { text, value, bytes };
}

/** Bytes in plain data: as results carry them, and as Node writes a Buffer to JSON. */
function taggedBytes(whole: object): {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly write: (bytes: Uint8Array<ArrayBuffer>) => object;
} | null {
  // Any object can be read by its keys.
  const members = whole as Readonly<Record<string, unknown>>;
  const { $cc: tag, type, value, data } = members;
  if (typeof tag === 'string' && typeof value === 'string') {
    if (tag === 'Date' || tag === 'BigInt') return null;
    return {
      bytes: fromBase64(value) ?? new Uint8Array(),
      write: (bytes) => ({ ...whole, value: toBase64(bytes) }),
    };
  }
  if (type === 'Buffer' && Array.isArray(data) && data.every(isByte)) {
    return {
      bytes: Uint8Array.from(data),
      write: (bytes) => ({ ...whole, data: Array.from(bytes) }),
    };
  }
  return null;
}

function isByte(item: unknown): item is number {
  return typeof item === 'number' && item >= 0 && item <= 255 && Number.isInteger(item);
}

/** The whole of a credential: with a part of it masked, the rest would still tell the user's name. */
function maskBasic(
  text: string,
  secretIn: (credential: string) => Secret | null,
  maskOf: MaskOf,
): string {
  if (!text.includes('asic ')) return text;
  return text.replace(/\b(basic +)([\w+/-]{4,}={0,2})/gi, (whole, scheme: string, code: string) => {
    const bytes = fromBase64(code.replaceAll('-', '+').replaceAll('_', '/')) ?? new Uint8Array();
    const secret = secretIn(new TextDecoder().decode(bytes));
    return secret === null ? whole : `${scheme}${maskOf(code, secret)}`;
  });
}

function readText(bytes: Uint8Array, isCut: boolean): string | null {
  try {
    // A cut may have split a character: what is left of it is not read.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, {
      stream: isCut,
    });
  } catch {
    return null;
  }
}

const HEAD = 4;
const SLOTS = 0x10000;

interface Found {
  readonly start: number;
  readonly end: number;
  readonly secret: Secret;
}

interface OwnForm extends SecretForm {
  readonly secret: Secret;
}

/** Finds many texts in one pass: by their first four characters, which are looked up only where a bit says so. */
class Finder {
  private readonly bits = new Uint8Array(SLOTS);
  private readonly byHead = new Map<string, OwnForm[]>();
  private readonly longest: number;

  constructor(forms: readonly OwnForm[]) {
    // The longest first: the whole of an encoded secret, before a part of it.
    const sorted = forms.toSorted((one, other) => other.text.length - one.text.length);
    this.longest = sorted[0]?.text.length ?? 0;
    for (const form of sorted) {
      const head = form.text.slice(0, HEAD);
      const others = this.byHead.get(head);
      if (others === undefined) this.byHead.set(head, [form]);
      else others.push(form);
      this.bits[slotOf(form.text, 0)] = 1;
    }
  }

  has(text: string): boolean {
    return this.next(text, 0) !== null;
  }

  secretIn(text: string): Secret | null {
    return this.next(text, 0)?.secret ?? null;
  }

  mask(text: string, isCut: boolean, maskOf: MaskOf): string {
    let from = 0;
    let masked = '';
    for (let found = this.next(text, 0); found !== null; found = this.next(text, from)) {
      const { start, end, secret } = found;
      masked += text.slice(from, Math.max(from, start)) + maskOf(text.slice(start, end), secret);
      from = end;
    }
    const rest = text.slice(from);
    if (isCut) {
      const begun = this.begunAtEnd(rest);
      if (begun > 0) return masked + rest.slice(0, rest.length - begun) + MASK;
    }
    return from === 0 ? text : masked + rest;
  }

  inBytes(bytes: Uint8Array): readonly (readonly [number, number])[] {
    const text = new TextDecoder('latin1').decode(bytes);
    const found: (readonly [number, number])[] = [];
    for (let next = this.next(text, 0); next !== null; next = this.next(text, next.end))
      found.push([next.start, next.end]);
    return found;
  }

  /** How many characters at the end are the beginning of a form. */
  private begunAtEnd(text: string): number {
    const last = text.length - SHORTEST_IN_TEXT;
    for (let at = Math.max(0, text.length - this.longest); at <= last; at += 1) {
      if (this.bits[slotOf(text, at)] !== 1) continue;
      const rest = text.slice(at);
      const candidates = this.byHead.get(rest.slice(0, HEAD));
      if (candidates?.some((form) => form.text.startsWith(rest)) === true) return rest.length;
    }
    return 0;
  }

  private next(text: string, from: number): Found | null {
    const last = text.length - SHORTEST_IN_TEXT;
    for (let at = from; at <= last; at += 1) {
      if (this.bits[slotOf(text, at)] !== 1) continue;
      const candidates = this.byHead.get(text.slice(at, at + HEAD));
      const form = candidates?.find((candidate) => text.startsWith(candidate.text, at));
      if (form === undefined) continue;
      const [start, end] = withEdges(text, form, at, from);
      return { start, end, secret: form.secret };
    }
    return null;
  }
}

function slotOf(text: string, at: number): number {
  const hash =
    ((text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) * 31 + text.charCodeAt(at + 2)) * 31 +
    text.charCodeAt(at + 3);
  return hash & (SLOTS - 1);
}

/** Characters of base64 beside the form carry some of the secret's bits. */
function withEdges(
  text: string,
  form: SecretForm,
  at: number,
  from: number,
): readonly [number, number] {
  let start = at;
  let end = at + form.text.length;
  if (form.isBase64) {
    if (start > from && BASE64.test(text.charAt(start - 1))) start -= 1;
    if (BASE64.test(text.charAt(end))) end += 1;
    while (text.charAt(end) === '=') end += 1;
  }
  return [start, end];
}

const BASE64 = /[\w+/-]/;
