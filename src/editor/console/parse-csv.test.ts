import { describe, expect, it } from 'vitest';
import { parseCsv } from './parse-csv';

describe('parseCsv', () => {
  it.each([
    [
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,"b, c"\n"say ""hi""",',
      [
        ['a', 'b, c'],
        ['say "hi"', ''],
      ],
    ],
    ['"two\nlines",x', [['two\nlines', 'x']]],
    ['\uFEFFid', [['id']]],
    ['', []],
    ['"never closed', [['never closed']]],
  ])('reads %j', (text, rows) => {
    expect(parseCsv(text, 100)).toEqual({ rows, hasMore: false });
  });

  it('stops at the most rows it is asked for', () => {
    expect(parseCsv('1\n2\n3\n', 2)).toEqual({ rows: [['1'], ['2']], hasMore: true });
  });
});
