import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '@/lib/ids';
import { NO_NETWORK, type FetchRequest, type MockRule, type NetworkSettings } from '@/plan/network';
import { createHostFetch } from './host-fetch';
import { matchesPattern } from './mocks';

const rule = (part: Partial<MockRule>): MockRule => ({
  id: newId(),
  isOn: true,
  method: '',
  urlPattern: 'https://api.example.com/*',
  statusCode: 200,
  headers: [],
  body: '{"ok":true}',
  delayMs: 0,
  fault: 'none',
  ...part,
});

const request = (part: Partial<FetchRequest> = {}): FetchRequest => ({
  url: 'https://api.example.com/orders',
  method: 'get',
  headers: [],
  body: null,
  ...part,
});

async function call(settings: Partial<NetworkSettings>, given = request(), signal?: AbortSignal) {
  const hostFetch = createHostFetch({
    settings: { ...NO_NETWORK, ...settings },
    appOrigin: 'https://editor.example',
    ask: null,
  });
  return hostFetch(given, {
    stepName: 'Step',
    signal: signal ?? new AbortController().signal,
    holdClock: () => () => undefined,
  });
}

const failureOf = async (...args: Parameters<typeof call>) => {
  const reply = await call(...args);
  return reply.ok ? 'answered' : reply.failure.kind;
};

describe('createHostFetch', () => {
  it('refuses everything while the network is blocked', async () => {
    expect(await failureOf({ mode: 'blocked', rules: [rule({})] })).toBe('blocked');
  });

  it('answers from the first rule that is on and matches', async () => {
    const rules = [
      rule({ isOn: false, statusCode: 500 }),
      rule({ method: 'POST', statusCode: 201 }),
      rule({ statusCode: 202, headers: [{ name: 'X-Page', value: '1' }] }),
    ];
    const reply = await call({ mode: 'mocked', rules });
    expect(reply).toMatchObject({
      ok: true,
      via: 'mock',
      answer: {
        statusCode: 202,
        headers: [
          { name: 'X-Page', value: '1' },
          { name: 'content-type', value: 'application/json' },
        ],
      },
    });
  });

  it('says which request no rule answers', async () => {
    const reply = await call({ mode: 'mocked', rules: [rule({ urlPattern: 'https://other/*' })] });
    expect(reply).toMatchObject({
      ok: false,
      failure: {
        kind: 'not-mocked',
        message: expect.stringContaining('GET https://api.example.com/orders'),
      },
    });
  });

  it('fails as a rule says, and waits for ever only until aborted', async () => {
    expect(await failureOf({ mode: 'mocked', rules: [rule({ fault: 'network-error' })] })).toBe(
      'mock-fault',
    );
    const stop = new AbortController();
    const waiting = failureOf(
      { mode: 'mocked', rules: [rule({ fault: 'no-answer' })] },
      request(),
      stop.signal,
    );
    stop.abort();
    expect(await waiting).toBe('aborted');
  });

  it('sends nothing to an origin that is not allowed, when nobody can be asked', async () => {
    expect(await failureOf({ mode: 'live' })).toBe('not-allowed');
    // The beginning of an allowed origin is another origin.
    expect(
      await failureOf(
        { mode: 'live', allowedOrigins: ['https://api.example.com'] },
        request({ url: 'https://api.example.com.evil.example/' }),
      ),
    ).toBe('not-allowed');
  });

  it('asks once per origin while the clock stands still', async () => {
    const asked: string[] = [];
    let held = 0;
    let answer: (isAllowed: boolean) => void = () => undefined;
    const hostFetch = createHostFetch({
      settings: { ...NO_NETWORK, mode: 'live' },
      appOrigin: 'https://editor.example',
      ask: async ({ origin }) => {
        asked.push(origin);
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    });
    const context = {
      stepName: 'Step',
      signal: new AbortController().signal,
      holdClock: () => {
        held += 1;
        return () => {
          held -= 1;
        };
      },
    };
    const both = [hostFetch(request(), context), hostFetch(request(), context)];
    await Promise.resolve();
    expect(held).toBe(2);
    answer(false);
    expect((await Promise.all(both)).map(({ ok }) => ok)).toEqual([false, false]);
    expect(asked).toEqual(['https://api.example.com']);
    expect(held).toBe(0);
  });

  it('names the headers that a browser drops', async () => {
    const headers = [
      { name: 'Cookie', value: 'a=1' },
      { name: 'Authorization', value: 'Bearer x' },
    ];
    const reply = await call({ mode: 'mocked', rules: [rule({})] }, request({ headers }));
    expect(reply.droppedHeaders).toEqual(['Cookie']);
  });
});

describe('matchesPattern', () => {
  it.each([
    ['https://a/*', 'https://a/b/c', true],
    ['https://a/*/c', 'https://a/b/c', true],
    ['https://a/*c', 'https://a/b', false],
    ['*', 'anything', true],
    ['ab*ba', 'aba', false],
    ['exact', 'exact', true],
    ['exact', 'exactly', false],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  it('agrees with the same pattern as a regular expression', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.'), maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.array(part),
        (parts, texts) => {
          const pattern = parts.join('*');
          const text = texts.join('');
          const source = parts.map((one) => one.replaceAll('.', String.raw`\.`)).join('.*');
          expect(matchesPattern(pattern, text)).toBe(new RegExp(`^${source}$`, 's').test(text));
        },
      ),
    );
  });
});
