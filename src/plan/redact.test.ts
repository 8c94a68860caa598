import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPlainJson } from './decoding';
import { encodeText } from './encoding';
import { MASK } from './kept-secrets';
import { createRedactor, type Redactor } from './redact';

const SECRET = 'sk_live/51H8+xQ2 "é"~Zv\'K';
const PEM = `-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n-----END PRIVATE KEY-----\n`;

function redactorOf(...secrets: readonly string[]): Redactor {
  const redactor = createRedactor(secrets.map((value) => ({ value, id: null })));
  if (redactor === null) throw new Error('There is nothing to mask.');
  return redactor;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const base64url = (text: string): string => Buffer.from(text).toString('base64url');
const hex = (text: string): string => Buffer.from(text).toString('hex');
const json = (text: string): string => JSON.stringify(text);

const FORMS: readonly (readonly [string, (text: string) => string])[] = [
  ['plain', (text) => text],
  ['URI-encoded', encodeURIComponent],
  [
    'URI-encoded in small letters',
    (text) => encodeURIComponent(text).replaceAll(/%../g, (code) => code.toLowerCase()),
  ],
  ["a form's field", (text) => new URLSearchParams({ q: text }).toString()],
  ['a query of a URL', (text) => new URL(`https://a.example/?q=${encodeURIComponent(text)}`).href],
  ['JSON', json],
  [
    'JSON in ASCII',
    (text) =>
      json(text).replaceAll(
        /[^\0-\x7f]/g,
        (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
  ],
  ['hex', hex],
  ['hex in capitals', (text) => hex(text).toUpperCase()],
  ...[0, 1, 2, 3].flatMap((before) => [
    [
      `base64 after ${before} bytes`,
      (text: string) => base64(`${'u'.repeat(before)}${text}:tail`),
    ] as const,
    [
      `base64url after ${before} bytes`,
      (text: string) => base64url(`${'ü:'.repeat(before)}${text}`),
    ] as const,
  ]),
  ['Basic', (text) => `Basic ${base64(`user:${text}`)}`],
  ['JSON in JSON', (text) => json(json(text))],
  ['base64 in JSON in base64', (text) => base64(json({ a: base64(text) } as unknown as string))],
  ['JSON in a query', (text) => encodeURIComponent(json(text))],
];

/** What is left of a secret's encoded text once the mask is taken out is not enough to tell it. */
function expectHidden(masked: string, plain: string): void {
  expect(masked).toContain(MASK);
  for (const part of masked.split(MASK)) {
    const read = [
      part,
      Buffer.from(part, 'base64').toString(),
      Buffer.from(part, 'hex').toString(),
      decoded(part),
    ];
    for (const text of read) expect(text).not.toContain(plain.slice(2, -2));
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

describe('a secret in text', () => {
  it.each(FORMS)('is masked as %s', (_, write) => {
    const redactor = redactorOf('another secret', SECRET);
    const written = write(SECRET);
    const masked = redactor.text(`before ${written} after`);
    expectHidden(masked, SECRET);
    expect(masked.startsWith('before ')).toBe(true);
    expect(masked.endsWith(' after')).toBe(true);
  });

  it('is masked in every form, whatever it is and whatever stands beside it', () => {
    const word = fc
      .string({ minLength: 8, maxLength: 40, unit: 'grapheme' })
      .filter((text) => text.trim() === text);
    fc.assert(
      fc.property(
        word,
        fc.string(),
        fc.string(),
        fc.constantFrom(...FORMS),
        (secret, before, after, [, write]) => {
          const masked = redactorOf(secret).text(`${before} ${write(secret)} ${after}`);
          expect(masked).toContain(MASK);
          expect(masked).not.toContain(secret);
        },
      ),
      { numRuns: 60 },
    );
  }, 30_000);

  it('tells nothing of the user beside it in a Basic header', () => {
    const header = `Authorization: Basic ${base64(`jane@acme.example:${SECRET}`)}`;
    expect(redactorOf(SECRET).text(header)).toBe(`Authorization: Basic ${MASK}`);
    expect(redactorOf('abc').text(`Basic ${base64('jane:abc')}`)).toBe(`Basic ${MASK}`);
    const other = `Basic ${base64('jane:other')}`;
    expect(redactorOf(SECRET).text(other)).toBe(other);
  });

  it('is masked as often as it occurs, and nothing else is changed', () => {
    const redactor = redactorOf('secret-1', 'secret-22');
    expect(redactor.text('a secret-1, secret-22 and secret-1; secret-2')).toBe(
      `a ${MASK}, ${MASK} and ${MASK}; secret-2`,
    );
  });

  it('is masked where the text was cut within it', () => {
    const redactor = redactorOf(SECRET);
    expect(redactor.text(`x ${SECRET.slice(0, 9)}`, true)).toBe(`x ${MASK}`);
    expect(redactor.text(`x ${SECRET.slice(0, 9)}`)).toContain('sk_live');
  });

  it('of several lines is masked line by line, and with other line ends', () => {
    const redactor = redactorOf(PEM);
    for (const text of [
      PEM,
      PEM.replaceAll('\n', '\r\n'),
      json(PEM),
      base64(PEM),
      PEM.split('\n')[1] ?? '',
    ]) {
      expect(redactor.text(text)).not.toMatch(/MIIEvQ|BKcwgg/);
      expect(redactor.text(text)).toContain(MASK);
    }
    expect(redactor.text('-----BEGIN PRIVATE KEY-----')).toBe('-----BEGIN PRIVATE KEY-----');
  });

  it('of fewer than six characters is masked only as a whole', () => {
    const redactor = redactorOf('cat', '12345');
    expect(redactor.text('cat')).toBe(MASK);
    expect(redactor.text('concatenate 12345')).toBe('concatenate 12345');
    expect(redactor.value({ a: 'cat', b: 12_345, c: ['cats'] })).toEqual({
      a: MASK,
      b: MASK,
      c: ['cats'],
    });
  });
});

describe('a secret in values', () => {
  it('is masked at any depth, in names too, and what has none is the very same', () => {
    const redactor = redactorOf(SECRET);
    const value = { list: [[{ deep: { header: `Bearer ${SECRET}` } }]], [SECRET]: 1, ok: 'fine' };
    expect(redactor.value(value)).toEqual({
      list: [[{ deep: { header: `Bearer ${MASK}` } }]],
      [MASK]: 1,
      ok: 'fine',
    });
    const plain = { a: [{ b: 'c' }] };
    expect(redactor.value(plain)).toBe(plain);
  });

  it('keeps a member named __proto__ a member', () => {
    const value: unknown = JSON.parse(`{"__proto__":{"a":"password-1"}}`);
    const masked = redactorOf('password-1').value(value) as object;
    expect(JSON.stringify(masked)).toBe(`{"__proto__":{"a":"${MASK}"}}`);
    expect(Object.getPrototypeOf(masked)).toBe(Object.prototype);
  });

  it('is masked in bytes, of text and of anything else', () => {
    const redactor = redactorOf(SECRET);
    const text = new TextEncoder().encode(`{"key":${json(SECRET)}}`);
    expect(new TextDecoder().decode(redactor.bytes(text))).toBe(`{"key":"${MASK}"}`);
    const binary = new Uint8Array([0xff, 0xfe, ...new TextEncoder().encode(SECRET), 0xff]);
    const masked = redactor.bytes(binary);
    expect([masked.length, masked[0], masked.at(-1)]).toEqual([binary.length, 0xff, 0xff]);
    expect(Buffer.from(masked).toString('latin1')).not.toContain('live');
  });

  it('is masked in results: in text, Buffers and typed arrays', () => {
    const redactor = redactorOf(SECRET);
    const bytes = new TextEncoder().encode(`key=${SECRET}`);
    const encoded = new TextEncoder().encode(
      encodeText({ data: { text: SECRET, bytes, when: new Date(0), big: 2n ** 60n } }) ?? '',
    );
    const masked = JSON.stringify(toPlainJson(redactor.result(encoded)));
    expect(masked).not.toContain('live');
    expect(masked).toContain('1970-01-01');
    expect(masked).not.toContain(Array.from(bytes).join(','));
    const harmless = new TextEncoder().encode('{"data":1}');
    expect(redactor.result(harmless)).toBe(harmless);
  });
});

it('without a secret there is nothing to do', () => {
  expect(createRedactor([])).toBeNull();
  expect(createRedactor([{ value: '', id: null }])).toBeNull();
});
