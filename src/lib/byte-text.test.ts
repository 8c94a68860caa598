import { expect, it } from 'vitest';
import { byteText } from './byte-text';

it.each([
  [0, '0 B'],
  [820, '820 B'],
  [1843, '1.8 KB'],
  [98_304, '96 KB'],
  [1_048_575, '1.0 MB'],
  [10 * 1024 * 1024, '10 MB'],
])('writes %i bytes as %s', (bytes, text) => {
  expect(byteText(bytes)).toBe(text);
});
