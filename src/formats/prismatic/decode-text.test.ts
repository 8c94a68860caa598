import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text';

const TEXT = 'name: Blåbær 雪\n';

function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), isLittle);
  return bytes;
}

describe('decodeText', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode(TEXT)],
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${TEXT}`)],
    ['UTF-16LE with a mark', utf16(`\ufeff${TEXT}`, true)],
    ['UTF-16BE with a mark', utf16(`\ufeff${TEXT}`, false)],
    ['UTF-16LE', utf16(TEXT, true)],
    ['UTF-16BE', utf16(TEXT, false)],
  ])('reads %s', (_name, bytes) => {
    expect(decodeText(bytes)).toEqual({ ok: true, value: TEXT });
  });

  it.each([
    ['Latin 1', Uint8Array.of(0x62, 0xe5, 0x72)],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0)],
    ['half of a character', utf16(`\ufeff${TEXT}`, true).slice(0, -1)],
  ])('refuses %s with words', (_name, bytes) => {
    const decoded = decodeText(bytes);
    expect(decoded.ok).toBe(false);
    if (!decoded.ok) expect(decoded.error.message).toContain('not text in UTF-8 or UTF-16');
  });
});
