import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { payloadOf } from './flow-payload';

const read = (value: unknown, path = 'a.json') =>
  payloadOf(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), path);

describe('payloadOf', () => {
  it('takes a request as it is', () => {
    const request = { method: 'PUT', contentType: 'text/plain', headers: { A: 'b' }, body: 'x' };
    expect(read(request)).toEqual(request);
  });

  it('takes a captured request, whether its payload is text or parsed', () => {
    const headers = { 'X-GitHub-Event': 'push' };
    const contentType = 'application/json';
    const expected = { method: 'POST', contentType, headers, body: '{"a":1}' };
    expect(read({ payload: '{"a":1}', contentType, headers, flowId: 'f' })).toEqual(expected);
    expect(read({ payload: { a: 1 }, contentType, headers })).toEqual(expected);
  });

  it.each([
    [{ body: { not: 'text' } }],
    [{ method: 'POST', more: 1 }],
    [{ payload: 'x', other: 1 }],
    [{}],
    [[1, 2]],
  ])('takes %j as the body', (value) => {
    expect(read(value)).toEqual({
      method: 'POST',
      contentType: 'application/json',
      bodyBase64: Buffer.from(JSON.stringify(value)).toString('base64'),
    });
  });

  it('tells the content type by the ending', () => {
    expect(read('a,b', 'rows.CSV').contentType).toBe('text/csv');
    expect(read('?', 'file.xyz').contentType).toBe('application/octet-stream');
  });
});
