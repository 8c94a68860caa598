import type { ConfigVarId } from '@/lib/ids';
import type { ConfigVar, Flow } from '@/model/project';
import type { TokenResult } from '@/net/oauth';
import type { Problem } from '@/plan/problem';
import { settle } from './oauth';
import { oauthConnection } from './oauth-connection';
import { tokenMetaOf, tokenOf } from './secrets';

/** A token that is about to expire is as good as expired. */
const EARLY_MS = 30_000;

/** Renews what has expired, ahead of a live run. A refusal stops a flow whose code names the connection. */
export async function renewTokens(
  configVars: readonly ConfigVar[],
  flow: Flow,
  signal: AbortSignal,
): Promise<Problem | null> {
  const expired = configVars.filter(({ id }) => hasExpired(id));
  const outcomes = await Promise.all(
    expired.map(async ({ id, name }) => ({ name, result: await renew(id, signal) })),
  );
  for (const { name, result } of outcomes) {
    if (result === null || result.ok || result.error.kind === 'cancelled') continue;
    if (!flow.steps.some(({ data }) => data.code.includes(name))) continue;
    return {
      severity: 'error',
      code: 'token-not-renewed',
      message: `The token of ${name} has expired and was not renewed. ${result.error.message}`,
    };
  }
  return null;
}

function hasExpired(id: ConfigVarId): boolean {
  const meta = tokenMetaOf(id);
  if (meta?.from !== 'provider' || meta.expiresAt === null) return false;
  return meta.expiresAt - EARLY_MS < Date.now();
}

/** Null where there is nothing to renew with. */
async function renew(id: ConfigVarId, signal: AbortSignal): Promise<TokenResult | null> {
  const connection = oauthConnection(id);
  if (connection === null) return null;
  const { requestClientToken, refreshToken } = await import('@/net/oauth');
  if (connection.flow === 'clientCredentials') {
    const result = await requestClientToken(connection.client, signal);
    settle(id, result);
    return result;
  }
  const old = tokenOf(id)?.['refresh_token'];
  if (typeof old !== 'string') return null;
  const result = await refreshToken(connection.client, old, signal);
  settle(id, result, old);
  return result;
}
