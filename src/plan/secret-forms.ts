import { toBase64 } from '@/lib/base64';

/** A way a secret may be written. */
export interface SecretForm {
  readonly text: string;
  /** Without the characters at its ends that also depend on what stands beside it. */
  readonly isBase64: boolean;
}

const SHORTEST = 6;
/** Of a very long secret only its own forms are known, not the forms of those. */
const LONGEST_TWICE = 16_384;
/** Lines of a key's file are secrets of their own, but for the ones that are the same in every such file. */
const SHORTEST_LINE = 16;

/** All forms of a secret of at least six characters, and the forms of these: a header that is logged as JSON, say. */
export function secretForms(secret: string): readonly SecretForm[] {
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  const joined = lines.length > 1 ? [lines.join('\n'), lines.join('\r\n'), lines.join('')] : [];
  const wholes = [secret, secret.trim(), ...joined];
  const once = wholes.flatMap(formsOf);
  const twice =
    secret.length > LONGEST_TWICE
      ? []
      : once.flatMap((form) => formsOf(form.text).map(keepEdges(form)));
  const parts = lines.length > 1 ? lines.filter(isOwnLine).flatMap(formsOf) : [];
  const unique = new Map<string, SecretForm>();
  for (const form of [...once, ...twice, ...parts]) {
    if (form.text.length >= SHORTEST && unique.get(form.text)?.isBase64 !== true)
      unique.set(form.text, form);
  }
  return [...unique.values()];
}

function keepEdges(inner: SecretForm): (outer: SecretForm) => SecretForm {
  return (outer) => ({ text: outer.text, isBase64: inner.isBase64 || outer.isBase64 });
}

function isOwnLine(line: string): boolean {
  return line.length >= SHORTEST_LINE && !line.startsWith('-----');
}

function formsOf(text: string): readonly SecretForm[] {
  const bytes = new TextEncoder().encode(text);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const plain = [text, ...quoted(text), ...percent(text), hex, hex.toUpperCase()];
  // Text in bytes that are no text is looked for as its bytes.
  if (/[^\0-\x7f]/.test(text))
    plain.push(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return [
    ...plain.map((form) => ({ text: form, isBase64: false })),
    ...base64(bytes).map((form) => ({ text: form, isBase64: true })),
  ];
}

/** Inside JSON, also where only ASCII is written or slashes are escaped, and inside single quotes. */
function quoted(text: string): readonly string[] {
  const json = JSON.stringify(text).slice(1, -1);
  return [
    json,
    json.replaceAll('/', String.raw`\/`),
    json.replaceAll(/[^\0-\x7f]/g, (char) => String.raw`\u${hex4(char)}`),
    json.replaceAll(String.raw`\"`, '"').replaceAll("'", String.raw`\'`),
  ];
}

function hex4(char: string): string {
  return char.charCodeAt(0).toString(16).padStart(4, '0');
}

function percent(text: string): readonly string[] {
  const component = encode(text, encodeURIComponent);
  const strict = component.replaceAll(
    /[!'()*~]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  // As forms do it: they leave a "*", and encode a "~".
  const form = strict.replaceAll('%2A', '*').replaceAll('%20', '+');
  // As an address is written when its query was not encoded, or only by encodeURIComponent.
  const query = encode(text, (raw) =>
    raw.replaceAll(/[\0-\x20"#<>']|[^\0-\x7f]/gu, (char) =>
      char === "'" ? '%27' : encodeURIComponent(char),
    ),
  );
  const upper = [
    query,
    component.replaceAll("'", '%27'),
    component,
    strict,
    strict.replaceAll('%7E', '~'),
    form,
    encode(text, encodeURI),
  ];
  return [
    ...upper,
    ...upper.map((each) => each.replaceAll(/%[\dA-F]{2}/g, (code) => code.toLowerCase())),
  ];
}

function encode(text: string, by: (text: string) => string): string {
  try {
    return by(text);
  } catch {
    // Half of a character: it has no such form.
    return text;
  }
}

/** Base64 and base64url of bytes that begin at the first, second or third byte of a group. */
function base64(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const shifted = new Uint8Array(before + bytes.length);
    shifted.set(bytes, before);
    const whole = toBase64(shifted).replaceAll('=', '');
    const isSplit = shifted.length % 3 !== 0;
    const core = whole.slice([0, 2, 3][before], isSplit ? -1 : undefined);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
