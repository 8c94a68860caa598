import { create } from 'zustand';
import type { ConfigVarId } from '@/lib/ids';
import type { TokenResult } from '@/net/oauth';
import type { OAuthFailure } from '@/net/oauth-failure';
import { setToken } from './secrets';

/** How the last attempt to get a connection's token stands. */
export type OAuthProgress =
  /** A person is on the provider's page. `looksClosed`: its window says so; some providers' pages make it say so while they are open. */
  | { readonly status: 'waiting'; readonly looksClosed: boolean }
  | { readonly status: 'asking' }
  | { readonly status: 'failed'; readonly failure: OAuthFailure | PopupBlocked }
  | { readonly status: 'connected'; readonly warning: string | null };

/** The browser did not open the provider's window. */
export interface PopupBlocked {
  readonly kind: 'blocked';
  readonly message: string;
}

/** How far connecting has come, by connection; only for those that a person has pressed in this visit. */
export const useOAuth = create<{
  readonly progress: Readonly<Record<ConfigVarId, OAuthProgress>>;
}>()(() => ({ progress: {} }));

/** Tells how far connecting has come; null forgets it. */
export function setProgress(id: ConfigVarId, progress: OAuthProgress | null): void {
  useOAuth.setState(({ progress: all }) => {
    const others = Object.entries(all).filter(([key]) => key !== id);
    return {
      progress: Object.fromEntries(
        progress === null ? others : [...others, [id, progress] as const],
      ),
    };
  });
}

interface Asked {
  /** Where the token came from, and may be renewed. */
  readonly tokenUrl: string;
  /** Used on where no new one came. */
  readonly oldRefreshToken?: string;
}

/** Shows how a request for a token ended, and keeps the token. */
export function settle(
  id: ConfigVarId,
  result: TokenResult,
  { tokenUrl, oldRefreshToken }: Asked,
): void {
  if (!result.ok) {
    failOAuth(id, result.error);
    return;
  }
  const { token, expiresInMs, warning } = result.value;
  const value =
    oldRefreshToken === undefined || 'refresh_token' in token
      ? token
      : { ...token, refresh_token: oldRefreshToken };
  const now = Date.now();
  const expiresAt = expiresInMs === null ? null : now + expiresInMs;
  setToken(id, value, { obtainedAt: now, expiresAt, from: 'provider', tokenUrl });
  setProgress(id, { status: 'connected', warning });
}

/** What was cancelled is no failure. */
export function failOAuth(id: ConfigVarId, failure: OAuthFailure): void {
  setProgress(id, failure.kind === 'cancelled' ? null : { status: 'failed', failure });
}
