import { describe, expect, it } from 'vitest';
import { isClipText, readClip } from './clip-text';

const step = (id: string) => ({
  id,
  kind: 'codeBlock',
  name: id,
  data: { code: 'module.exports = async () => ({ data: 1 });' },
});

function clipOf(ids: readonly string[], edges: readonly (readonly [string, string])[]) {
  const text = JSON.stringify({
    format: 'code-connector-steps',
    version: 1,
    steps: ids.map(step),
    edges: edges.map(([from, to]) => ({ from, to })),
  });
  expect(isClipText(text)).toBe(true);
  const read = readClip(text);
  if (!read.ok) throw new Error(read.error.message);
  return read.value.edges.map(({ from, to }) => `${from}-${to}`);
}

describe('edges of copied steps', () => {
  it('are kept as far as they close no circle, each once', () => {
    const edges = [
      ['a', 'b'],
      ['b', 'c'],
      ['a', 'b'],
      ['c', 'a'],
      ['a', 'c'],
      ['a', 'gone'],
    ] as const;
    expect(clipOf(['a', 'b', 'c'], edges)).toEqual(['a-b', 'b-c', 'a-c']);
  });

  it('are read soon where there are more ways than anybody can count', () => {
    const rows = Array.from({ length: 60 }, (_, at) => [`l${at}`, `r${at}`] as const);
    // From below, so that every way down is there when an edge above is looked at.
    const edges = rows
      .slice(1)
      .flatMap((below, at) =>
        rows
          .slice(at, at + 1)
          .flatMap((above) => above.flatMap((from) => below.map((to) => [from, to] as const))),
      );
    expect(clipOf(rows.flat(), edges.toReversed())).toHaveLength(edges.length);
  }, 5_000);
});
