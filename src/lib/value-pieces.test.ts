import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutValue, joinPieces } from './value-pieces';

function throughPieces(value: unknown, most: number) {
  const pieces = [...cutValue(value, most)];
  const joined = joinPieces();
  for (const piece of pieces) joined.add(structuredClone(piece));
  return { value: joined.value(), pieces };
}

describe('a value cut to pieces', () => {
  it('is the same when put together, whatever it is and however small the pieces', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 200 }), (value, most) => {
        expect(throughPieces(value, most).value).toEqual(value);
      }),
    );
  });

  it('keeps a member named __proto__ a member', () => {
    const value: unknown = JSON.parse('{"a":{"__proto__":{"x":"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"}}}');
    expect(JSON.stringify(throughPieces(value, 4).value)).toBe(JSON.stringify(value));
  });

  it('comes in pieces of about the size that was asked for, none larger than its largest text', () => {
    const value = Array.from({ length: 500 }, (_, id) => ({ id, text: 'x'.repeat(50) }));
    const { pieces } = throughPieces(value, 1_000);
    expect(pieces.length).toBeGreaterThan(30);
    for (const piece of pieces) expect(JSON.stringify(piece).length).toBeLessThan(2_000);
  });
});
