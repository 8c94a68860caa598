import { describe, expect, it } from 'vitest';
import { codePath, readValue } from './value-reader';

describe('readValue', () => {
  it('tells members and items without opening them', async () => {
    const reader = readValue({ id: 'A-1', lines: [1, 2, 3], paid: true, note: null });
    expect(reader.head).toEqual({ kind: 'object', size: 4, text: '' });
    expect(await reader.children([], 0, 10)).toEqual([
      { key: 'id', head: { kind: 'string', size: 3, text: '"A-1"' } },
      { key: 'lines', head: { kind: 'array', size: 3, text: '' } },
      { key: 'paid', head: { kind: 'boolean', size: 0, text: 'true' } },
      { key: 'note', head: { kind: 'null', size: 0, text: 'null' } },
    ]);
  });

  it('gives a slice of a long array with its indices', async () => {
    const reader = readValue({ rows: Array.from({ length: 100_000 }, (_, index) => index) });
    const slice = await reader.children(['rows'], 99_998, 100_000);
    expect(slice.map((child) => child.key)).toEqual([99_998, 99_999]);
  });

  it('cuts a long text on screen and copies it whole', async () => {
    const text = 'x'.repeat(10_000);
    const reader = readValue({ text });
    const [child] = await reader.children([], 0, 1);
    expect(child?.head.size).toBe(10_000);
    expect(child?.head.text.length).toBeLessThan(500);
    expect(await reader.copyText(['text'])).toBe(text);
  });

  it('finds nothing behind inherited names', async () => {
    const reader = readValue({});
    expect(await reader.copyText(['constructor', 'name'])).toBe('undefined');
    expect(await reader.children(['toString'], 0, 10)).toEqual([]);
  });

  it('shows a Buffer as bytes', () => {
    expect(readValue({ type: 'Buffer', data: [1, 2, 3] }).head).toMatchObject({
      kind: 'bytes',
      size: 3,
    });
  });

  it('gives indented lines', async () => {
    const reader = readValue({ a: [1] });
    expect(await reader.lineCount()).toBe(5);
    expect(await reader.lines(1, 3)).toEqual(['  "a": [', '    1']);
  });
});

describe('codePath', () => {
  it.each([
    [['mapOrder', 'results', 'id'], 'stepResults.mapOrder.results.id'],
    [['2ndStep', 'results'], 'stepResults["2ndStep"].results'],
    [['a', 'lines', 0, 'unit price'], 'stepResults.a.lines[0]["unit price"]'],
    [['a', 'X-Event'], 'stepResults.a["X-Event"]'],
    [['größe'], 'stepResults.größe'],
  ])('writes %j as code', (path, text) => {
    expect(codePath('stepResults', path)).toBe(text);
  });
});
