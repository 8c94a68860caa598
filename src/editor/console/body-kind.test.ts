import { describe, expect, it } from 'vitest';
import { bodyKind, fileName } from './body-kind';

const response = (contentType: string, body = 'x', encoding?: 'base64') => ({
  statusCode: 200,
  contentType,
  headers: {},
  body,
  ...(encoding === undefined ? {} : { encoding }),
});

describe('bodyKind', () => {
  it.each([
    ['application/json; charset=utf-8', undefined, 'json'],
    ['application/problem+json', undefined, 'json'],
    ['TEXT/CSV', undefined, 'csv'],
    ['text/html', undefined, 'markup'],
    ['image/svg+xml', undefined, 'markup'],
    ['image/svg+xml', 'base64', 'binary'],
    ['image/png', 'base64', 'image'],
    ['application/pdf', 'base64', 'binary'],
    ['text/plain', undefined, 'text'],
    ['', undefined, 'text'],
  ] as const)('%s (%s) is %s', (contentType, encoding, kind) => {
    expect(bodyKind(response(contentType, 'x', encoding))).toBe(kind);
  });

  it('knows an empty body whatever its type', () => {
    expect(bodyKind(response('application/json', ''))).toBe('empty');
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
