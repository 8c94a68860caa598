import { describe, expect, it } from 'vitest';
import { readStateText } from './read-state-text';

describe('typed state', () => {
  it.each([
    ['{ "cursor": 3 }', '{"cursor":3}'],
    ['', '{}'],
    ['{"__proto__":{"a":1}}', '{"__proto__":{"a":1}}'],
  ])('%s is kept as %s', (text, kept) => {
    expect(readStateText(text)).toEqual({ ok: true, value: kept });
  });

  it.each([
    ['[1]', /object/],
    ['null', /object/],
    ['{"a":\n1,}', /not JSON in line 2/],
  ])('%s is not kept, and the words say why', (text, words) => {
    const read = readStateText(text);
    expect(read.ok ? '' : read.error).toMatch(words);
  });
});
