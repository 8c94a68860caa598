import { describe, expect, it } from 'vitest';
import { readValue, type ValueReader } from '@/lib/value-reader';
import { canOpen, childRows, rootRow, visibleRows, type TreeRow } from './tree-rows';

async function open(reader: ValueReader, ...labels: readonly string[]) {
  const root = rootRow(reader, 'results');
  const children = new Map<string, readonly TreeRow[]>();
  let row = root;
  for (const label of [null, ...labels]) {
    const found = label === null ? root : children.get(row.id)?.find((one) => one.label === label);
    if (found === undefined) throw new Error(`No row ${label}`);
    row = found;
    children.set(row.id, await childRows(reader, row));
  }
  return visibleRows(root, { open: new Set(children.keys()), children });
}

describe('value tree', () => {
  it('shows members under their parent', async () => {
    const rows = await open(readValue({ id: 1, order: { total: 2 } }), 'order');
    expect(rows.map((row) => [row.depth, row.label, row.head?.text])).toEqual([
      [0, 'results', ''],
      [1, 'id', '1'],
      [1, 'order', ''],
      [2, 'total', '2'],
    ]);
    expect(rows[3]?.path).toEqual(['order', 'total']);
  });

  it('folds a list of 100,000 into stretches, and stretches into items', async () => {
    const reader = readValue(Array.from({ length: 100_000 }, (_, index) => index));
    const stretched = await open(reader);
    expect(stretched).toHaveLength(11);
    expect(stretched[1]?.label).toBe('0 … 9999');
    const rows = await open(reader, '90000 … 99999', '99900 … 99999');
    const last = rows.at(-1);
    expect(last?.path).toEqual([99_999]);
    expect(last?.head?.text).toBe('99999');
  });

  it('has nothing to open in an empty object or a text', () => {
    expect(canOpen(rootRow(readValue({}), 'results'))).toBe(false);
    expect(canOpen(rootRow(readValue('text'), 'results'))).toBe(false);
    expect(canOpen(rootRow(readValue([1]), 'results'))).toBe(true);
  });
});
