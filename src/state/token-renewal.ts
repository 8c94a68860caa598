import { codeOf } from '@/kinds';
import type { ConfigVarId } from '@/lib/ids';
import type { ConfigVar, Flow } from '@/model/project';
import type { TokenResult } from '@/net/oauth';
import type { NetworkMode } from '@/plan/network';
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
    expired.map(async ({ id, name }) => ({ name, why: await renew(id, signal) })),
  );
  for (const { name, why } of outcomes) {
    if (why === null || !isNamedIn(flow, name)) continue;
    return {
      severity: 'error',
      code: 'token-not-renewed',
      message: `The token of ${name} has expired and was not renewed. ${why}`,
    };
  }
  return null;
}

/** What a person is to know of a run that renews no token; null where all are fresh or no code names them. */
export function expiredTokens(
  configVars: readonly ConfigVar[],
  flow: Flow,
  mode: Exclude<NetworkMode, 'live'>,
): string | null {
  const names = configVars
    .filter(({ id, name }) => hasExpired(id) && isNamedIn(flow, name))
    .map(({ name }) => name);
  if (names.length === 0) return null;
  const [token, has, it] = names.length === 1 ? ['token', 'has', 'it'] : ['tokens', 'have', 'them'];
  return `The ${token} of ${names.join(', ')} ${has} expired, and code got ${it} so: with the network ${mode}, a run asks no provider. To renew ${it}, run with the network live, or press Reconnect at the connection.`;
}

/** Connections whose token nobody has given, and which code of the flow names. */
export function simulatedTokens(configVars: readonly ConfigVar[], flow: Flow): readonly string[] {
  return configVars
    .filter(({ id, name }) => tokenMetaOf(id)?.from === 'simulated' && isNamedIn(flow, name))
    .map(({ name }) => name);
}

function isNamedIn({ steps }: Flow, name: string): boolean {
  return steps.some((step) => codeOf(step)?.includes(name) === true);
}

function hasExpired(id: ConfigVarId): boolean {
  const meta = tokenMetaOf(id);
  if (meta?.from !== 'provider' || meta.expiresAt === null) return false;
  return meta.expiresAt - EARLY_MS < Date.now();
}

/** Why there is no new token; null where there is one, or nothing to renew with, or it was cancelled. */
async function renew(id: ConfigVarId, signal: AbortSignal): Promise<string | null> {
  const connection = oauthConnection(id);
  if (connection === null) return null;
  const { client, flow } = connection;
  const old = tokenOf(id)?.['refresh_token'];
  if (flow === 'authorizationCode' && typeof old !== 'string') return null;
  // A person has sent the client's secret to one address by Connect. An edit must not send it to another by itself.
  const given = tokenMetaOf(id)?.tokenUrl;
  if (given !== undefined && given !== client.tokenUrl)
    return `Its Token URL was ${given} then and is another one now. If the new one is right, press Reconnect at the connection.`;
  const { requestClientToken, refreshToken } = await import('@/net/oauth');
  const result: TokenResult =
    flow === 'authorizationCode' && typeof old === 'string'
      ? await refreshToken(client, old, signal)
      : await requestClientToken(client, signal);
  settle(id, result, {
    tokenUrl: client.tokenUrl,
    ...(typeof old === 'string' ? { oldRefreshToken: old } : {}),
  });
  return result.ok || result.error.kind === 'cancelled' ? null : result.error.message;
}
