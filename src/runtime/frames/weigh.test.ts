import { describe, expect, it } from 'vitest';
import { weigh } from './weigh';

const LONG = 'x'.repeat(40 * 1024 * 1024);

describe('the weight of a message', () => {
  it('counts texts, names and whole buffers, each buffer once', () => {
    const bytes = new Uint8Array(1_000);
    const load = weigh({ ab: ['cd', bytes, bytes.subarray(10, 20), null, 1, true, undefined] });
    expect(load?.buffers).toEqual([bytes.buffer]);
    // Two bytes a character; the indexes of the array count as names.
    expect(load?.bytes).toBe(4 + 4 + 1_000 + 7 * 2);
  });

  it.each<readonly [string, unknown]>([
    ['a long text', LONG],
    ['a long name', { [LONG]: 1 }],
    ['an error, whose message is no enumerable member', new Error(LONG)],
    ['an expression', new RegExp('x')],
    ['a big integer', 1n],
    ['a map', new Map()],
    ['a member beside the items of an array', Object.assign([], { junk: LONG })],
    ['a sparse array', Array.from({ length: 3_000 })],
    ['a buffer that can grow', new ArrayBuffer(1, { maxByteLength: 2 ** 30 })],
    ['a small part of a large buffer', new Uint8Array(70 * 1024 * 1024).subarray(0, 1)],
    ['many parts', Array.from({ length: 1_500 }, () => [1])],
  ])('refuses %s', (_, message) => {
    expect(weigh(message)).toBeNull();
    expect(weigh({ deep: [message] })).toBeNull();
  });
});
