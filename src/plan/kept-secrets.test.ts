import { expect, it } from 'vitest';
import { toPlainJson } from './decoding';
import { encodeText } from './encoding';
import { fillSecrets, MASK, secretId, withoutReferences, type Secret } from './kept-secrets';
import { createRedactor } from './redact';

const SECRET: Secret = {
  value: 'sk_live/51H8+xQ2 "é"~Zv\'K\n',
  id: secretId('conn1', 'headers/X-Key'),
  user: 'jane@acme.example',
};
const NUMBER: Secret = { value: '4711', id: secretId('conn2', 'pin') };
const SECRETS = [SECRET, NUMBER];
const find = (id: string) => SECRETS.find((secret) => secret.id === id) ?? null;

const { value } = SECRET;
const encoded = (encoding: BufferEncoding) => Buffer.from(value).toString(encoding);
const RESULTS: readonly (readonly [string, unknown])[] = [
  ['plain', value],
  ['within text', `key=${value}; and ${value}`],
  ['trimmed', `(${value.trim()})`],
  ['URI-encoded', `https://a.example/?k=${encodeURIComponent(value)}&x=1`],
  ["a form's field", new URLSearchParams({ k: value }).toString()],
  ['JSON', JSON.stringify({ a: value })],
  ['JSON in JSON', JSON.stringify(JSON.stringify({ a: value }))],
  ['hex', encoded('hex')],
  ['hex in capitals', encoded('hex').toUpperCase()],
  ['base64', encoded('base64')],
  ['base64url', encoded('base64url')],
  [
    'Basic',
    { Authorization: `Basic ${Buffer.from(`jane@acme.example:${value}`).toString('base64')}` },
  ],
  ['at any depth, and as a name', { list: [{ deep: [value] }], [value]: 1, ok: 'fine' }],
  ['a number', { pin: 4711, text: '4711' }],
  ['a Buffer', Buffer.from(`key=${value.trim()}`)],
];

function keep(results: unknown): Uint8Array<ArrayBuffer> {
  const redactor = createRedactor(SECRETS);
  if (redactor === null) throw new Error('There is nothing to mask.');
  return redactor.result(new TextEncoder().encode(encodeText(results) ?? ''));
}

const plain = (results: unknown) =>
  toPlainJson(new TextEncoder().encode(encodeText(results) ?? ''));

it.each(RESULTS)(
  'a kept result holds no secret written as %s, and gives it again',
  (_, results) => {
    const kept = keep(results);
    const record = toPlainJson(kept);
    const text = Buffer.from(kept).toString();
    expect(text).not.toMatch(/live|4711|6c697665|bGl2Z|xpdm|saXZl/i);
    expect(fillSecrets(record, find)).toEqual(plain(results));
  },
);

it('is shown as a mask and nothing more', () => {
  const shown = toPlainJson(keep({ a: `x ${value} y`, pin: 4711 }), withoutReferences);
  expect(shown).toEqual({ a: `x ${MASK} y`, pin: MASK });
});

it('stays a mask where the secret is not known any more, or stood there in pieces', () => {
  const record = toPlainJson(keep({ a: `x ${value}`, pin: 4711 }));
  expect(fillSecrets(record, () => null)).toEqual({ a: `x ${MASK}`, pin: MASK });
  const piece = toPlainJson(keep(Buffer.from(`other:${value}`).toString('base64')));
  expect(fillSecrets(piece, find)).toBe(piece);
  expect(piece).toMatch(/•$/);
});

it('takes the value of now', () => {
  const record = toPlainJson(keep({ a: value }));
  const changed: Secret = { ...SECRET, value: 'renewed' };
  expect(fillSecrets(record, () => changed)).toEqual({ a: 'renewed' });
});
