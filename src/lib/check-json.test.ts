import { describe, expect, it } from 'vitest';
import { checkJson } from './check-json';

describe('checkJson', () => {
  it.each(['{}', ' [1, -2.5e3, "a\\n", true, null, {"a": [ ]}]\n', '""', '0'])(
    'takes %s',
    (text) => {
      expect(checkJson(text)).toEqual({ isValid: true });
    },
  );

  it.each([
    ['{\n"a": }', 2, 6],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['[1,\n2,]', 2, 3],
    ['{"a": 1,}', 1, 9],
    ["{'a': 1}", 1, 2],
    ['{"a": [1, 2}', 1, 12],
    ['{"a": 1', 1, 8],
    ['', 1, 1],
    ['{}\n{}', 2, 1],
    ['[1] ,', 1, 5],
    ['nope', 1, 1],
    ['01', 1, 2],
    ['{"a" 1}', 1, 6],
    ['["a" : 1]', 1, 6],
    ['{1: 2}', 1, 2],
  ])('says of %j that it ends in line %i, column %i', (text, line, column) => {
    expect(checkJson(text)).toMatchObject({ isValid: false, line, column });
  });
});
