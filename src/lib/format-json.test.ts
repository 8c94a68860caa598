import { expect, it } from 'vitest';
import { assert, jsonValue, property } from 'fast-check';
import { checkJson } from '@/lib/check-json';
import { formatJson } from './format-json';

it('indents as JSON.stringify does, for any value', () => {
  assert(
    property(jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(formatJson(text)).toBe(JSON.stringify(value, null, 2));
    }),
  );
});

it('keeps numbers that JavaScript cannot hold', () => {
  expect(formatJson('{"id":820982911946154508123,"total":1.10}')).toBe(
    '{\n  "id": 820982911946154508123,\n  "total": 1.10\n}',
  );
});

it('says where JSON goes wrong', () => {
  expect(checkJson('{\n  "a": 1,\n  b: 2\n}')).toMatchObject({
    isValid: false,
    line: 3,
    column: 3,
  });
  expect(checkJson('[1, 2')).toMatchObject({ isValid: false, line: 1, column: 6 });
  expect(checkJson('{"a": [1]}')).toEqual({ isValid: true });
});
