import { afterEach, describe, expect, it, vi } from 'vitest';
import { requestClientToken, type OAuthClient } from './oauth';

const CLIENT: OAuthClient = {
  authorizeUrl: '',
  tokenUrl: 'https://auth.example/token',
  scopes: '',
  clientId: 'acme',
  clientSecret: 's3cret',
  headers: [],
  clientAuth: 'body',
  usesPkce: true,
};

function page({ isOnline = true, protocol = 'https:' } = {}): void {
  vi.stubGlobal('navigator', { onLine: isOnline });
  vi.stubGlobal('location', { protocol });
}

/** The network fails, as a browser says it: without a reason. */
function unreachable(): void {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
}

const ask = async (client: Partial<OAuthClient> = {}) =>
  requestClientToken({ ...CLIENT, ...client }, new AbortController().signal);

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a token that is not there', () => {
  it('without a network is said to be for that', async () => {
    page({ isOnline: false });
    unreachable();
    expect(await ask()).toMatchObject({
      ok: false,
      error: { kind: 'offline', message: 'This device is offline. Connect it and try again.' },
    });
  });

  it('by http from a page of https is said to be for that, and nothing is asked again', async () => {
    page();
    unreachable();
    expect(await ask({ tokenUrl: 'http://auth.example/token' })).toMatchObject({
      ok: false,
      error: {
        kind: 'settings',
        message:
          'A page served by https may not call http://auth.example by http. Use https in the Token URL.',
      },
    });
  });

  it('for a dead server says so', async () => {
    page();
    unreachable();
    expect(await ask()).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
  });

  it.each([
    [{ tokenUrl: 'auth.example' }, /^Token URL is not an absolute/],
    [{ headers: [{ key: 'X', value: 'a\nb' }] }, /Check Headers\.$/],
  ])('for the settings %j names them', async (settings, message) => {
    page();
    unreachable();
    expect(await ask(settings)).toMatchObject({
      ok: false,
      error: { kind: 'settings', message: expect.stringMatching(message) as unknown },
    });
  });
});

describe('a clock that is off', () => {
  const answerWith = (issuedAt: number | null): void => {
    const payload = btoa(JSON.stringify(issuedAt === null ? {} : { iat: issuedAt }));
    const token = {
      access_token: `h.${payload}.s`,
      token_type: 'Bearer',
      expires_in: 60,
      extra: [1],
    };
    vi.stubGlobal('fetch', async () => Response.json(token));
  };
  const now = () => Math.floor(Date.now() / 1000);

  it.each([
    ['ahead', -600, /about 10 minutes ahead of the provider's/],
    ['behind', 900, /about 15 minutes behind the provider's/],
  ])('%s is pointed out, and the token is there all the same', async (_, seconds, words) => {
    page();
    answerWith(now() + seconds);
    expect(await ask()).toMatchObject({
      ok: true,
      value: {
        token: { extra: [1] },
        expiresInMs: 60_000,
        warning: expect.stringMatching(words) as unknown,
      },
    });
  });

  it.each([
    ['a little off', -60],
    ['not told', null],
  ])('%s is no matter', async (_, seconds) => {
    page();
    answerWith(seconds === null ? null : now() + seconds);
    expect(await ask()).toMatchObject({ ok: true, value: { warning: null } });
  });
});
