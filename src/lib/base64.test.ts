import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from './base64';

describe('base64', () => {
  it('carries any bytes there and back, more than one call takes too', () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => (at * 31) % 256);
    const text = toBase64(bytes);
    expect(text).toBe(Buffer.from(bytes).toString('base64'));
    expect(Buffer.from(fromBase64(text) ?? []).equals(bytes)).toBe(true);
  });

  it('passes over the line ends of a PEM text', () => {
    expect(fromBase64('AQI\nDBA==\n')).toEqual(Uint8Array.of(1, 2, 3, 4));
  });

  it('tells a text that is not base64 from an empty one', () => {
    expect(fromBase64('no base64!')).toBeNull();
    expect(fromBase64('')).toEqual(new Uint8Array());
  });
});
