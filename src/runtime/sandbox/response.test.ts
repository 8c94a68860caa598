import { describe, expect, it } from 'vitest';
import { resultResponse, triggerResponse } from './response';

const body = (data: unknown, rest: object = {}) => resultResponse({ data, ...rest }, 'id').body;

describe('the answer of a synchronous run', () => {
  it.each([
    ['an object', { a: 1, u: undefined }, '{"a":1}'],
    ['text', 'hi', '"hi"'],
    ['a date in it', { when: new Date(0) }, '{"when":"1970-01-01T00:00:00.000Z"}'],
    ['bytes in it', { file: new Uint8Array([1]) }, '{"file":{"type":"Buffer","data":[1]}}'],
    ['a map', { m: new Map([['k', new Set([1])]]) }, '{"m":{"k":[1]}}'],
    ['an object like a tag', { $cc: 'Date', value: 'x' }, '{"$cc":"Date","value":"x"}'],
    ['nothing', null, 'null'],
  ])('of %s is JSON as on the platform', (_, data, text) => {
    expect(body(data)).toBe(text);
  });

  it('is the bytes themselves where the data is binary, of the type that was returned', () => {
    const answer = resultResponse(
      { data: new Uint8Array([104, 105]), contentType: 'image/png', statusCode: 201 },
      'id',
    );
    expect(answer).toMatchObject({
      statusCode: 201,
      contentType: 'image/png',
      body: new Uint8Array([104, 105]),
    });
  });
});

describe('the answer of a trigger', () => {
  it('is the platform’s where none is returned, else what was returned', () => {
    expect(triggerResponse({ payload: 1 }, 'id')).toMatchObject({
      statusCode: 200,
      body: '{"executionId":"id"}',
    });
    const response = { statusCode: 202, contentType: 'text/csv', headers: { a: 'b' }, body: 'x,y' };
    expect(triggerResponse({ payload: 1, response }, 'id')).toMatchObject({
      statusCode: 202,
      contentType: 'text/csv',
      headers: { a: 'b' },
      body: 'x,y',
    });
  });
});
