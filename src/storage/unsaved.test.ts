import { describe, expect, it } from 'vitest';
import type { ProjectId } from '@/lib/ids';
import { dropUnsaved, keepUnsaved, readUnsaved } from './unsaved';

const id = 'p1' as ProjectId;

function storageOf(most = Number.POSITIVE_INFINITY): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > most) throw new DOMException('full', 'QuotaExceededError');
      items.set(key, value);
    },
    removeItem: (key: string) => {
      items.delete(key);
    },
  } as Storage;
}

describe('unsaved work', () => {
  it('is read as it was kept, until it is dropped', () => {
    const storage = storageOf();
    const work = { basedOn: 3, file: '{"format":"x"}' };
    expect(keepUnsaved(storage, id, work)).toBe(true);
    expect(readUnsaved(storage, id)).toEqual(work);
    dropUnsaved(storage, id);
    expect(readUnsaved(storage, id)).toBeNull();
  });

  it('says when there is no room', () => {
    expect(keepUnsaved(storageOf(10), id, { basedOn: 1, file: 'x'.repeat(20) })).toBe(false);
  });

  it.each(['', '{', 'null', '1', '{"basedOn":"1","file":"x"}', '{"basedOn":1}'])(
    'is nothing where %j lies',
    (text) => {
      const storage = storageOf();
      storage.setItem('code-connector:unsaved:p1', text);
      expect(readUnsaved(storage, id)).toBeNull();
    },
  );
});
