import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKept, isSameJson, keep, restore, type JsonObject } from './kept';

const key = fc.oneof(
  fc.constantFrom('name', 'inputs', '__proto__', 'is', 'was', 'inside'),
  fc.string(),
);
const { anObject } = fc.letrec<{ json: unknown; anObject: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.boolean(),
    fc.integer(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 3 }),
    tie('anObject'),
  ),
  anObject: fc.dictionary(key, tie('json'), { maxKeys: 5 }),
}));
const json = anObject as fc.Arbitrary<JsonObject>;

describe('what is kept of a file', () => {
  it('gives the original again, whatever both are', () => {
    fc.assert(
      fc.property(json, json, (original, canonical) => {
        expect(isSameJson(restore(canonical, keep(original, canonical)), original)).toBe(true);
      }),
    );
  });

  it('is nothing where nothing differs', () => {
    fc.assert(
      fc.property(json, (same) => {
        expect(keep(same, structuredClone(same))).toBeUndefined();
      }),
    );
  });

  it('stays JSON on its way through a file', () => {
    fc.assert(
      fc.property(json, json, (original, canonical) => {
        const kept = keep(original, canonical);
        if (kept !== undefined) expect(isKept(kept)).toBe(true);
        const read = kept && (JSON.parse(JSON.stringify(kept)) as typeof kept);
        expect(isSameJson(restore(canonical, read), original)).toBe(true);
      }),
    );
  });

  it.each([
    [null],
    [[]],
    [{ name: 1 }],
    [{ name: {} }],
    [{ name: { was: 1, other: 2 } }],
    [{ name: { inside: [] } }],
  ])('%j is nothing that was kept', (value) => {
    expect(isKept(value)).toBe(false);
  });

  it('gives way to an edit, and to nothing beside it', () => {
    const original = { name: 'A', extra: 1, inputs: { code: 'x', stray: 2 } };
    const canonical = { name: 'A', description: '', inputs: { code: 'x' } };
    const kept = keep(original, canonical);
    expect(restore({ ...canonical, description: 'new' }, kept)).toEqual({
      ...original,
      description: 'new',
    });
    expect(restore({ ...canonical, inputs: { code: 'y' } }, kept)).toEqual({
      ...original,
      inputs: { code: 'y', stray: 2 },
    });
  });
});
