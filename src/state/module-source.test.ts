import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { loadModule, saveModule } from '@/storage/modules';
import { database } from './database';
import { externalModule } from './module-source';

const HELLO = 'module.exports = "hello";';
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('a module that the application does not have', () => {
  it('is downloaded by a live run alone, and then kept for every other', async () => {
    const fetched = vi.fn<() => Promise<Response>>(async () =>
      Promise.resolve(new Response(HELLO)),
    );
    vi.stubGlobal('fetch', fetched);
    expect(await externalModule('hello@1', 'blocked')).toMatchObject({ ok: false });
    expect(await externalModule('hello@1', 'mocked')).toMatchObject({ ok: false });
    expect(fetched).not.toHaveBeenCalled();
    expect(await externalModule('hello@1', 'live')).toEqual({ ok: true, text: HELLO });
    expect(await externalModule('hello@1', 'live')).toEqual({ ok: true, text: HELLO });
    expect(await externalModule('hello@1', 'blocked')).toEqual({ ok: true, text: HELLO });
    expect(fetched).toHaveBeenCalledOnce();
  });

  it('is not taken from what is kept when its text is no more what it was', async () => {
    const opened = await database();
    const kept = { specifier: 'abc@1', url: 'https://unpkg.com/abc@1', text: 'abc', storedAt: 0 };
    await saveModule(opened, { ...kept, sha256: ABC });
    expect(await externalModule('abc@1', 'blocked')).toEqual({ ok: true, text: 'abc' });
    await saveModule(opened, { ...kept, text: 'abd', sha256: ABC });
    expect(await externalModule('abc@1', 'blocked')).toMatchObject({ ok: false });
    expect(await loadModule(opened, 'abc@1')).toBeUndefined();
  });
});
