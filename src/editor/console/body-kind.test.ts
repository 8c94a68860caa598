import { describe, expect, it } from 'vitest';
import { bodyKind, fileName } from './body-kind';

const response = (contentType: string, isBinary: boolean, size = 1) => ({
  contentType,
  isBinary,
  body: new Uint8Array(size),
});

describe('bodyKind', () => {
  it.each([
    ['application/json; charset=utf-8', false, 'json'],
    ['application/problem+json', false, 'json'],
    ['TEXT/CSV', false, 'csv'],
    ['text/html', false, 'markup'],
    ['image/svg+xml', false, 'markup'],
    ['image/svg+xml', true, 'binary'],
    ['image/png', true, 'image'],
    ['application/pdf', true, 'binary'],
    ['text/plain', false, 'text'],
    ['', false, 'text'],
  ] as const)('%s (binary: %s) is %s', (contentType, isBinary, kind) => {
    expect(bodyKind(response(contentType, isBinary))).toBe(kind);
  });

  it('knows an empty body whatever its type', () => {
    expect(bodyKind(response('application/json', false, 0))).toBe('empty');
  });
});

it.each([
  ['text/csv; header=present', 'response.csv'],
  ['application/vnd.api+json', 'response.json'],
  ['text/markdown', 'response.txt'],
  ['application/octet-stream', 'response.bin'],
])('a body of %s is saved as %s', (contentType, name) => {
  expect(fileName(contentType)).toBe(name);
});
