import { describe, expect, it } from 'vitest';
import { newId } from '@/lib/ids';
import type { FetchRequest } from '@/plan/network';
import type { RunEvent } from '@/plan/run';
import { createFetchService, isFetchCall } from './fetch-service';

const request = (part: object = {}) => ({
  url: 'https://api.example.com/',
  method: 'GET',
  headers: [{ name: 'accept', value: '*/*' }],
  body: null,
  ...part,
});

describe('a request from the sandbox', () => {
  it('is sent and recorded without anything that came along', async () => {
    const events: RunEvent[] = [];
    const sent: FetchRequest[] = [];
    const service = createFetchService({
      fetch: async (given) => {
        sent.push(given);
        return Promise.resolve({
          ok: false,
          via: 'none',
          failure: { kind: 'blocked', message: '' },
          droppedHeaders: [],
        });
      },
      currentStep: () => ({
        id: newId(),
        key: 'a',
        name: 'A',
        waitsFor: [],
        sees: [],
        timeoutMs: null,
      }),
      holdClock: () => () => undefined,
      at: () => 0,
      onEvent: (event) => events.push(event),
    });
    const headers = Object.assign([{ name: 'accept', value: '*/*', junk: 'x' }], { junk: 'x' });
    await service.call(1, request({ junk: 'x', headers }) as FetchRequest);
    expect(sent).toEqual([request()]);
    expect(Object.keys(sent[0]?.headers ?? {})).toEqual(['0']);
    expect(events[0]).toMatchObject({ type: 'call-started', call: { request: request() } });
    expect(JSON.stringify(events)).not.toContain('junk');
  });

  it('logs each header that was left out once, at the step', async () => {
    const rows: string[] = [];
    const service = createFetchService({
      fetch: async ({ url }) =>
        Promise.resolve({
          ok: false,
          via: 'none',
          failure: { kind: 'blocked', message: '' },
          droppedHeaders: url.endsWith('2') ? ['cookie', 'host'] : ['cookie'],
        }),
      currentStep: () => ({ id: newId(), key: 'a', name: 'A' }),
      holdClock: () => () => undefined,
      at: () => 0,
      onEvent: (event) => {
        if (event.type === 'step-logged') rows.push(...event.rows.map(({ message }) => message));
      },
    });
    await service.call(1, request());
    await service.call(2, request());
    await service.call(3, request({ url: 'https://api.example.com/2' }));
    expect(rows).toEqual([
      expect.stringMatching(/^Left out of the request: cookie\. .*this header/),
      expect.stringMatching(/^Left out of the request: host\. /),
    ]);
  });

  it('is not taken with a small part of a large buffer as its body', () => {
    const buffer = new ArrayBuffer(11 * 1024 * 1024);
    expect(isFetchCall([1, request({ body: new Uint8Array(10) })])).toBe(true);
    expect(isFetchCall([1, request({ body: new Uint8Array(buffer, 0, 10) })])).toBe(false);
  });
});
