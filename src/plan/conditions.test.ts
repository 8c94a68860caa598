import { evaluate } from '@prismatic-io/spectral/dist/conditionalLogic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds, OPERATORS, type Operator } from './conditions';

const itself = (term: unknown): unknown => term;
const check = (...condition: unknown[]): boolean => holds(condition, itself);

/** What the platform's own library says: an answer, or that it fails. */
function theirs(condition: readonly unknown[]): boolean | 'fails' {
  try {
    // Its types ask for its own terms; files hold anything.
    return evaluate(condition as never);
  } catch {
    return 'fails';
  }
}

function ours(condition: readonly unknown[]): boolean | 'fails' {
  try {
    return holds(condition, itself);
  } catch {
    return 'fails';
  }
}

const rows: readonly (readonly [Operator, unknown, unknown, boolean | 'fails'])[] = [
  // Loose, and text that is JSON stands for its value.
  ['equal', '5.2', 5.2, true],
  ['equal', '5.20', '5.2', true],
  ['equal', false, 0, true],
  ['equal', 'False', false, false],
  ['equal', 'false', 0, true],
  ['equal', null, undefined, true],
  ['equal', [1, '2', { a: '3' }], ['1', 2, { a: 3 }], true],
  ['equal', [1, 2], [2, 1], false],
  ['equal', { a: null }, { a: 0 }, false],
  ['equal', '{"a":1}', { a: '1' }, true],
  ['equal', [1], 1, true],
  ['equal', Number.NaN, Number.NaN, false],
  ['equal', new Date(5), new Date(5), true],
  ['notEqual', 'a', 'b', true],
  ['notEqual', '1', 1, false],
  ['exactlyMatches', '1', 1, true],
  ['exactlyMatches', false, 0, false],
  ['exactlyMatches', { a: '1' }, { a: 1 }, false],
  ['exactlyMatches', { a: [1], b: 2 }, { b: 2, a: [1] }, true],
  ['doesNotExactlyMatch', 'a', 'a', false],
  ['doesNotExactlyMatch', [], {}, true],
  ['greaterThan', '10', '9', true],
  ['greaterThan', 'b', 'a', true],
  ['greaterThan', undefined, 1, false],
  ['greaterThanOrEqual', 2, '2', true],
  ['lessThan', '10', '9', false],
  ['lessThan', null, 1, true],
  ['lessThanOrEqual', 'a', 'a', true],
  ['lessThanOrEqual', new Date(1), new Date(2), true],
  // The left term is the needle.
  ['in', 'b', 'abc', true],
  ['in', '2', [1, 2], true],
  ['in', 2, '[1, 2]', true],
  ['in', 'x', { x: 1 }, true],
  ['in', 'toString', {}, false],
  ['in', '1', '123', 'fails'],
  ['in', 'a', null, 'fails'],
  ['notIn', 'z', ['a'], true],
  ['notIn', 'a', undefined, 'fails'],
  ['startsWith', 'he', 'hello', true],
  ['startsWith', 'hello', 'he', false],
  ['startsWith', 1, 123, true],
  ['doesNotStartWith', 'x', 'hello', true],
  ['endsWith', 'lo', 'hello', true],
  ['endsWith', '.50', '1.50', false],
  ['doesNotEndWith', 'lo', 'hello', false],
  ['dateTimeAfter', '2026-03-20T10:00:01Z', '2026-03-20T10:00:00Z', true],
  ['dateTimeBefore', new Date(0), '1970-01-02', true],
  ['dateTimeSame', '2026-03-20T12:00:00+02:00', '2026-03-20T10:00:00Z', true],
  // A number is seconds.
  ['dateTimeSame', 1_616_198_400, '2021-03-20T00:00:00Z', true],
  ['dateTimeSame', '1616198400', '2021-03-20T00:00:00Z', true],
  ['dateTimeSame', 0, '1970-01-01T00:00:00Z', 'fails'],
  ['dateTimeSame', 'soon', '2021-03-20', 'fails'],
  ['isTrue', 'YES', undefined, true],
  ['isTrue', 't', undefined, true],
  ['isTrue', 'anything', undefined, true],
  ['isTrue', [], undefined, true],
  ...[false, 'false', 'False', 'No', 'no', 'N', 'n', 'f', 0, '0', null, undefined, NaN, ''].flatMap(
    (value) => [
      ['isTrue', value, undefined, false] as const,
      ['isFalse', value, '', true] as const,
    ],
  ),
  ['isFalse', 'maybe', undefined, false],
  ...[undefined, null, 0, Number.NaN, false, '', '0', 'false', 'null'].flatMap((value) => [
    ['doesNotExist', value, undefined, true] as const,
    ['exists', value, undefined, false] as const,
  ]),
  ['exists', [], undefined, true],
  ['exists', 'no', undefined, true],
  ['isEmpty', '', '', true],
  ['isEmpty', [], undefined, true],
  ['isEmpty', '[]', undefined, true],
  ['isEmpty', '123', undefined, false],
  ['isEmpty', {}, undefined, 'fails'],
  ['isEmpty', undefined, undefined, 'fails'],
  ['isNotEmpty', [0], undefined, true],
  ['isNotEmpty', '{}', undefined, true],
  ['isNotEmpty', 0, undefined, 'fails'],
];

describe('an operator', () => {
  it.each(rows)('%s of %j and %j is %s, here and in the platform’s library', (...row) => {
    const [operator, left, right, expected] = row;
    expect([ours([operator, left, right]), theirs([operator, left, right])]).toEqual([
      expected,
      expected,
    ]);
  });

  it('is one of 23, and each of them is in the table', () => {
    const named = new Set(rows.map(([operator]) => operator));
    expect(Object.keys(OPERATORS)).toHaveLength(23);
    expect(Object.keys(OPERATORS).filter((name) => !named.has(name as Operator))).toEqual([]);
  });

  it('says of any two values what the platform’s library says', () => {
    const text = fc.constantFrom('', '0', '1', 'a', 'ab', 'b', '[]', '["a"]', '{"a":1}', 'no', 'T');
    const simple = fc.oneof(text, fc.constantFrom(null, undefined, true, false, 0, 1, -0, NaN));
    const value = fc.oneof(
      { weight: 3, arbitrary: simple },
      fc.array(simple, { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b'), simple, { noNullPrototype: true }),
      fc.constantFrom('2021-03-20', '2021', '2021-03-20T10:00:00Z', new Date(1_616_198_400_000)),
      fc.jsonValue({ maxDepth: 2 }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(OPERATORS)),
        value,
        fc.option(value, { nil: undefined }),
        (operator, left, right) => {
          expect(ours([operator, left, right])).toBe(theirs([operator, left, right]));
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('a condition', () => {
  it('joins others by and and or, at any depth', () => {
    const yes = ['equal', 1, 1];
    const no = ['equal', 1, 2];
    expect(check('and', yes, ['or', no, yes])).toBe(true);
    expect(check('and', yes, ['or', no, ['and', yes, no]])).toBe(false);
    expect([check('and'), check('or')]).toEqual([true, false]);
  });

  it('asks no more than it needs', () => {
    const asked: unknown[] = [];
    const valueOf = (term: unknown): unknown => {
      asked.push(term);
      return term;
    };
    expect(holds(['or', ['equal', 1, 1], ['in', 1, null]], valueOf)).toBe(true);
    expect(asked).toEqual([1, 1]);
  });

  it.each([
    [['in', 'a', 5], 'its right stands the number 5'],
    [['isEmpty', { a: 1 }], 'they were given an object'],
    [['dateTimeSame', 'soon', 1], 'the text "soon" is none'],
    [['like', 'a', 'b'], 'the unknown operator like'],
    [['toString', 'a', 'b'], 'the unknown operator toString'],
    [['and', 'equal'], 'is not a list'],
  ] as const)('that cannot be decided says why: %j', (condition, words) => {
    expect(() => holds(condition, itself)).toThrow(words);
  });

  it('nested without end ends in words', () => {
    let condition: unknown = ['equal', 1, 1];
    for (let depth = 0; depth < 5_000; depth += 1) condition = ['and', condition];
    expect(() => holds(condition, itself)).toThrow('nested too deeply');
  });
});
