import { expect, it } from 'vitest';
import { countMasked, fieldPaths, maskedValues, readFieldPath } from './masked-fields';
import { newPayload } from './new-project';
import type { Payload } from './project';

const BODY = {
  customer: { email: 'jane@acme.example', 'full name': 'Jane Roe', age: 41, isNew: true },
  lines: [
    { sku: 'A-1', note: 'for Jane', gift: { email: 'joe@acme.example' } },
    { sku: 'B-2', note: '' },
  ],
};

function payloadWith(...masked: readonly string[]): Payload {
  return {
    ...newPayload('P'),
    headers: [{ name: 'X-Signature', value: 'sha256=abc' }],
    queryParameters: [{ name: 'token', value: 'q-1' }],
    pathFragment: 'orders/eu',
    body: { kind: 'text', text: JSON.stringify(BODY) },
    masked,
  };
}

it.each<[string, readonly string[]]>([
  ['$.customer.email', ['jane@acme.example']],
  ['payload.body.data.customer.email', ['jane@acme.example']],
  ['body.data.customer["full name"]', ['Jane Roe']],
  ["$['customer']['age']", ['41']],
  ['$.customer', ['jane@acme.example', 'Jane Roe', '41']],
  ['$.lines[0].sku', ['A-1']],
  ['$.lines[*].sku', ['A-1', 'B-2']],
  ['$.lines.*.note', ['for Jane']],
  ['$..email', ['jane@acme.example', 'joe@acme.example']],
  ['headers.X-Signature', ['sha256=abc']],
  ['queryParameters.token', ['q-1']],
  ['pathFragment', ['orders/eu']],
  ['$.customer.isNew', []],
  ['$.nothing.here', []],
  ['$.__proto__', []],
])('%s leads to %j', (path, values) => {
  expect(maskedValues(payloadWith(path))).toEqual(values);
  expect(countMasked(payloadWith(), path)).toBe(values.length);
});

it.each(['', '   ', '$.a b', '$[', 'a..', '$.["x]'])('%j is no path', (text) => {
  expect(readFieldPath(text)).toBeNull();
  expect(countMasked(payloadWith(), text)).toBeNull();
});

it('offers the paths of what can be marked', () => {
  expect(fieldPaths(payloadWith())).toEqual([
    '$.customer.email',
    '$.customer["full name"]',
    '$.customer.age',
    '$.lines[*].sku',
    '$.lines[*].note',
    '$.lines[*].gift.email',
    'headers.X-Signature',
  ]);
  for (const path of fieldPaths(payloadWith()))
    expect(countMasked(payloadWith(), path)).toBeGreaterThan(0);
});

it('of a body that is no JSON marks the whole', () => {
  const text = { kind: 'text', text: 'name;Jane' } as const;
  expect(maskedValues({ ...payloadWith('$'), body: text })).toEqual(['name;Jane']);
});
