import { describe, expect, it } from 'vitest';
import { member } from './member';

describe('member', () => {
  it.each([
    [{ a: 1 }, 'a', 1],
    [['x'], '0', 'x'],
    [{ a: undefined }, 'a', undefined],
    [{}, 'toString', undefined],
    [null, 'a', undefined],
    ['text', 'length', undefined],
    [undefined, 'a', undefined],
  ])('of %j by %s is %j', (value, key, expected) => {
    expect(member(value, key)).toEqual(expected);
  });

  it('is not the one of a prototype that a file brings', () => {
    expect(member(JSON.parse('{"__proto__":{"a":1}}'), 'a')).toBeUndefined();
    expect(member(Object.create({ a: 1 }), 'a')).toBeUndefined();
  });
});
