import { describe, expect, it } from 'vitest';
import type { SubtleRequest } from '@/runtime/protocol/subtle';
import { createSubtleService, isSubtleCall } from './subtle-service';

const { subtle } = globalThis.crypto;

const request = (part: Partial<SubtleRequest> = {}): SubtleRequest => ({
  operation: 'digest',
  algorithm: [['name', 'SHA-256']],
  keyAlgorithm: [],
  format: '',
  key: null,
  wrapped: null,
  data: new Uint8Array([97]),
  signature: null,
  extractable: false,
  usages: [],
  length: null,
  ...part,
});

const importHmac = request({
  operation: 'importKey',
  format: 'raw',
  algorithm: [
    ['name', 'HMAC'],
    ['hash', 'SHA-256'],
  ],
  data: new Uint8Array(32),
  usages: ['sign'],
});

describe('cryptography for the sandbox', () => {
  it('answers with bytes, and with numbers in place of keys', async () => {
    const service = createSubtleService({ subtle, isStepRunning: () => true });
    expect(await service.call(request())).toMatchObject({ ok: true, kind: 'bytes' });
    expect(await service.call(importHmac)).toEqual({
      ok: true,
      kind: 'keys',
      keys: [
        {
          id: 1,
          type: 'secret',
          extractable: false,
          algorithm: { name: 'HMAC', length: 256, hash: { name: 'SHA-256' } },
          usages: ['sign'],
        },
      ],
    });
    const sign = request({ operation: 'sign', algorithm: [['name', 'HMAC']], key: 1 });
    expect(await service.call(sign)).toMatchObject({ ok: true, kind: 'bytes' });
    // Not extractable: the engine refuses.
    const exportKey = request({ operation: 'exportKey', format: 'raw', key: 1 });
    expect(await service.call(exportKey)).toMatchObject({ ok: false });
  });

  it('knows no key of another worker, none when no step runs, and none after the end', async () => {
    let isRunning = true;
    const service = createSubtleService({ subtle, isStepRunning: () => isRunning });
    const other = createSubtleService({ subtle, isStepRunning: () => true });
    await other.call(importHmac);
    const sign = request({ operation: 'sign', algorithm: [['name', 'HMAC']], key: 1 });
    expect(await service.call(sign)).toMatchObject({ ok: false, name: 'TypeError' });
    isRunning = false;
    expect(await service.call(request())).toMatchObject({
      ok: false,
      message: 'No step is running.',
    });
    isRunning = true;
    const late = service.call(importHmac);
    service.close();
    expect(await late).toMatchObject({ ok: false });
    expect(await service.call(request())).toMatchObject({ ok: false });
  });

  it('takes 32 calls at once', async () => {
    const service = createSubtleService({ subtle, isStepRunning: () => true });
    const replies = await Promise.all(Array.from({ length: 40 }, () => service.call(request())));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(32);
  });

  it('says why a page without cryptography has none', async () => {
    const service = createSubtleService({ subtle: undefined, isStepRunning: () => true });
    expect(await service.call(request())).toMatchObject({ ok: false, name: 'NotSupportedError' });
  });
});

describe('arguments from the sandbox', () => {
  it('are one request of names, numbers and bytes', () => {
    expect(isSubtleCall([request()])).toBe(true);
    expect(isSubtleCall([importHmac])).toBe(true);
  });

  const huge = new Uint8Array(new ArrayBuffer(17 * 1024 * 1024), 0, 1);
  const wrong: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['no own members', Object.create(request())],
    ['another operation', request({ operation: 'constructor' as 'sign' })],
    ['an object as an algorithm', request({ algorithm: { name: 'SHA-1' } as unknown as [] })],
    ['an unknown member', request({ algorithm: [['__proto__', 'x']] })],
    ['an object as a member', request({ algorithm: [['hash', {} as unknown as string]] })],
    ['bytes as a name', request({ algorithm: [['name', new Uint8Array(1)]] })],
    ['endless iterations', request({ algorithm: [['iterations', 1e9]] })],
    ['a giant modulus', request({ algorithm: [['modulusLength', 65_536]] })],
    ['a key as an object', request({ key: {} as unknown as number })],
    ['text as data', request({ data: 'a' as unknown as Uint8Array })],
    ['a small part of a large buffer', request({ data: huge })],
    ['shared memory', request({ data: new Uint8Array(new SharedArrayBuffer(1)) })],
    ['a long format', request({ format: 'x'.repeat(100) })],
    ['usages that are no texts', request({ usages: [{} as unknown as string] })],
  ];
  for (const [name, given] of wrong) {
    it(`are refused: ${name}`, () => {
      expect(isSubtleCall([given])).toBe(false);
    });
  }

  it('are one, not two', () => {
    expect(isSubtleCall([request(), request()])).toBe(false);
  });
});
