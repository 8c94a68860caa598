import { describe, expect, it } from 'vitest';
import { visibleText } from './visible-text';

describe('visibleText', () => {
  it.each([
    ['plain\n\ttext', 'plain\n\ttext'],
    ['Grüße 日本語 🚀', 'Grüße 日本語 🚀'],
    ['\u001b[31mred', '\\x1B[31mred'],
    ['nul\u0000', 'nul\\x00'],
    ['user\u202Etxt.exe', 'user\\u{202E}txt.exe'],
    ['zero\u200Bwidth', 'zero\\u{200B}width'],
    ['tag\u{E0041}', 'tag\\u{E0041}'],
    ['<b>not bold</b>', '<b>not bold</b>'],
  ])('%j reads %j', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });
});
