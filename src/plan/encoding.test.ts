// The port, as in the sandbox: Node's own carries no mark.
import { Buffer } from 'buffer/index.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, liveRevivers, toPlainJson } from './decoding';
import { encodeText, EncodingError } from './encoding';

const revivers = liveRevivers((bytes) => Buffer.from(bytes));
const back = (value: unknown): unknown => decodeText(encodeText(value) ?? 'null', revivers);

function refusal(value: unknown): readonly [string, string] | null {
  try {
    encodeText(value);
    return null;
  } catch (error) {
    return error instanceof EncodingError ? [error.code, error.path] : null;
  }
}

describe('a result', () => {
  it('of plain JSON comes back as it was, tags of a user’s own included', () => {
    const key = fc.oneof(fc.string(), fc.constantFrom('$cc', 'value', 'constructor'));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const { stringify } = JSON;
        // A dictionary has no prototype; what comes back has, so they are compared as JSON.
        expect(stringify(back(value))).toBe(
          stringify(value, (name, item: unknown) => (name === '__proto__' ? undefined : item)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a Buffer', Buffer.from([1, 2, 255])],
    ['a typed array', new Float64Array([1.5, -2])],
    ['a date', new Date(1_700_000_000_000)],
    ['an object that looks like a tag', { $cc: 'Date', value: 'x' }],
    ['a 64-bit integer', 2n ** 60n],
  ])('that is %s comes back alike', (_, value) => {
    expect(back({ inside: [value] })).toEqual({ inside: [value] });
  });

  it('of maps, sets and instances is plain data; undefined is dropped', () => {
    class Point {
      readonly x = 1;
      readonly y = undefined;
    }
    expect(back([new Map([['k', new Set([1])]]), new Point(), undefined])).toEqual([
      { k: [1] },
      { x: 1 },
      null,
    ]);
  });

  it('is refused with the path of the culprit', () => {
    const circle: Record<string, unknown> = {};
    circle['a'] = [circle];
    const deep = Array.from({ length: 300 }).reduce<unknown>((inner) => [inner], 1);
    expect(refusal({ f: [() => 1] })).toEqual(['P10002', 'data.f[0]']);
    expect(refusal(circle)).toEqual(['P10003', 'data.a[0]']);
    expect(refusal({ 'odd key': Symbol('s') })).toEqual(['P10003', 'data["odd key"]']);
    expect(refusal(2n ** 64n)).toEqual(['P10003', 'data']);
    expect(refusal(new Map([['fn', new Set([() => 1])]]))).toEqual(['P10002', 'data.fn[0]']);
    expect(refusal({ file: new Uint8Array(128_000_001) })).toEqual(['P10001', 'data.file']);
    expect(
      refusal({
        get x() {
          throw new Error('no');
        },
      }),
    ).toEqual(['P10003', 'data.x']);
    expect(refusal(deep)?.[0]).toBe('P10003');
  });

  it('met twice, but not in a circle, is allowed', () => {
    const shared = { n: 1 };
    expect(back([shared, shared])).toEqual([{ n: 1 }, { n: 1 }]);
  });
});

describe('hostile text', () => {
  it.each([
    '{"__proto__":{"polluted":1}}',
    String.raw`{"\u005f_proto__":{"polluted":1}}`,
    '{"$cc":"object","value":{"__proto__":{"polluted":1}}}',
  ])('%s changes no prototype', (text) => {
    const value = decodeText(text, revivers);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value as object)).toEqual([]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('for people', () => {
  it('Buffers are lists of bytes and dates are text', () => {
    const text = encodeText({ b: Buffer.from([7]), d: new Date(0), n: 1n }) ?? '';
    expect(toPlainJson(new TextEncoder().encode(text))).toEqual({
      b: { type: 'Buffer', data: [7] },
      d: '1970-01-01T00:00:00.000Z',
      n: 1,
    });
  });

  it.each([
    'x',
    '',
    `${'['.repeat(50_000)}${']'.repeat(50_000)}`.replace('[]', '[{"$cc":"Date"}]'),
  ])('bytes that are no result are a sentence, whatever code made of them', (text) => {
    expect(toPlainJson(new TextEncoder().encode(text))).toMatch(/^This result cannot be read/);
  });
});
