import { describe, expect, it } from 'vitest';
import { newPayload } from '@/model/new-project';
import { base64Size, bodySize, contentTypePatch, headersPatch } from './payload-patch';

const payload = newPayload('Order');

describe('content type', () => {
  it('is kept the same in its field and its header', () => {
    const patch = contentTypePatch(payload, 'text/csv');
    expect(patch.contentType).toBe('text/csv');
    expect(patch.headers?.[0]).toEqual({ name: 'Content-Type', value: 'text/csv' });
  });

  it('follows the header when that is typed', () => {
    const headers = [{ name: 'content-type', value: 'application/xml' }];
    expect(headersPatch(payload, headers)).toEqual({ headers, contentType: 'application/xml' });
  });

  it('stays when the header is removed', () => {
    expect(headersPatch(payload, [])).toEqual({ headers: [] });
  });
});

describe('sizes', () => {
  it('counts bytes, not characters', () => {
    expect(bodySize({ kind: 'text', text: 'Grün' })).toBe(5);
  });

  it.each(['', 'a', 'ab', 'abc'])('counts the bytes of %j in base64', (text) => {
    expect(base64Size(btoa(text))).toBe(text.length);
  });
});
