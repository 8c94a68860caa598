import * as oauth from 'oauth4webapi';
import { err, ok, type Result } from '@/lib/result';
import { reasonOf } from '@/lib/reason-of';
import { clockWarning } from './clock-warning';
import {
  CANCELLED,
  refusedAuthorization,
  refusedToken,
  settings,
  slow,
  unanswered,
  WRONG_STATE,
  type OAuthFailure,
} from './oauth-failure';

/** What a connection says of its provider and its client there. */
export interface OAuthClient {
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly scopes: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Sent with the requests to the token URL: a page cannot add any to the consent page's. */
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly clientAuth: 'body' | 'basic';
  readonly usesPkce: boolean;
}

/** A token as the provider gave it, and what was learned beside it. */
export interface TokenAnswer {
  /** The provider's answer, untouched. */
  readonly token: Readonly<Record<string, unknown>>;
  readonly expiresInMs: number | null;
  /** Something to know though it went well: a clock that is off. */
  readonly warning: string | null;
}

/** A token, or why there is none, in words that say what to do. */
export type TokenResult = Result<TokenAnswer, OAuthFailure>;

/** What has to be remembered until the provider's answer is there. */
export interface Authorization {
  readonly url: string;
  readonly state: string;
  /** Null without PKCE. */
  readonly verifier: string | null;
  readonly redirectUri: string;
}

/** A token endpoint that has not answered by then is dead for the person who waits. */
const PATIENCE_MS = 30_000;

/** The address of the consent page. */
export async function beginAuthorization(
  client: OAuthClient,
  redirectUri: string,
): Promise<Result<Authorization, OAuthFailure>> {
  const url = readUrl(client.authorizeUrl);
  if (url === null) return err(settings('Authorize URL'));
  if (readUrl(client.tokenUrl) === null) return err(settings('Token URL'));
  const state = oauth.generateRandomState();
  const verifier = client.usesPkce ? oauth.generateRandomCodeVerifier() : null;
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('client_id', client.clientId);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('state', state);
  if (client.scopes.trim() !== '') url.searchParams.set('scope', client.scopes.trim());
  if (verifier !== null) {
    url.searchParams.set('code_challenge', await oauth.calculatePKCECodeChallenge(verifier));
    url.searchParams.set('code_challenge_method', 'S256');
  }
  return ok({ url: url.href, state, verifier, redirectUri });
}

/** Exchanges what the consent page sent back for a token. */
export async function finishAuthorization(
  client: OAuthClient,
  { state, verifier, redirectUri }: Authorization,
  answer: URLSearchParams,
  signal: AbortSignal,
): Promise<TokenResult> {
  // The connection names no issuer to compare with: the provider's own word is taken.
  const server = serverOf(client, answer.get('iss'));
  if (answer.get('state') !== state) return err(WRONG_STATE);
  let parameters: URLSearchParams;
  try {
    parameters = oauth.validateAuthResponse(server, clientOf(client), answer, state);
  } catch (error) {
    return err(refusedAuthorization(error));
  }
  if (!parameters.has('code'))
    return err({
      kind: 'no-token',
      message:
        'The provider came back without a code. Check that the Authorize URL is the one for the authorization code flow.',
    });
  return request(client, signal, async (options) =>
    oauth.authorizationCodeGrantRequest(
      server,
      clientOf(client),
      authOf(client),
      parameters,
      redirectUri,
      verifier ?? oauth.nopkce,
      options,
    ),
  );
}

/** A token for the client itself. */
export async function requestClientToken(
  client: OAuthClient,
  signal: AbortSignal,
): Promise<TokenResult> {
  const scope = client.scopes.trim();
  return request(client, signal, async (options) =>
    oauth.clientCredentialsGrantRequest(
      serverOf(client, null),
      clientOf(client),
      authOf(client),
      scope === '' ? {} : { scope },
      options,
    ),
  );
}

/** Asks for a new token by a refresh token. Never rejects. */
export async function refreshToken(
  client: OAuthClient,
  token: string,
  signal: AbortSignal,
): Promise<TokenResult> {
  return request(client, signal, async (options) =>
    oauth.refreshTokenGrantRequest(
      serverOf(client, null),
      clientOf(client),
      authOf(client),
      token,
      options,
    ),
  );
}

async function request(
  client: OAuthClient,
  signal: AbortSignal,
  send: (options: oauth.TokenEndpointRequestOptions) => Promise<Response>,
): Promise<TokenResult> {
  const url = readUrl(client.tokenUrl);
  if (url === null) return err(settings('Token URL'));
  let headers: Headers;
  try {
    headers = new Headers(client.headers.map(({ key, value }): [string, string] => [key, value]));
  } catch {
    return err({
      kind: 'settings',
      message: 'One of the headers has a name or value that no request can carry. Check Headers.',
    });
  }
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const response = await send({
      headers,
      signal: AbortSignal.any([signal, patience.signal]),
      // http is for a provider on this computer; the browser refuses it elsewhere where this page came by https.
      [oauth.allowInsecureRequests]: true,
      [oauth.customFetch]: async (address, options) =>
        fetch(address, {
          ...(options as RequestInit),
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
          cache: 'no-store',
          // A token endpoint that redirects would send the client's secret elsewhere.
          redirect: 'error',
        }),
    });
    return await readToken(client, response);
  } catch (error) {
    if (signal.aborted) return err(CANCELLED);
    if (patience.signal.aborted) return err(slow(url, PATIENCE_MS));
    return err(await unanswered(url, error, signal));
  } finally {
    clearTimeout(timer);
  }
}

/** Checks the answer as the standard has it, and keeps it as it came. */
async function readToken(client: OAuthClient, response: Response): Promise<TokenResult> {
  const { status, headers } = response;
  const text = await response.text();
  const token = readObject(text);
  // An ID token is for whoever signs a person in, which this is not; its check needs the issuer's name and keys.
  const { id_token: _, ...checked } = token ?? {};
  const plain = new Response(token === null ? text : JSON.stringify(checked), { status, headers });
  try {
    const answer = await oauth.processGenericTokenEndpointResponse(
      serverOf(client, null),
      clientOf(client),
      plain,
    );
    const seconds = answer.expires_in;
    return ok({
      token: token ?? {},
      expiresInMs: seconds === undefined ? null : seconds * 1000,
      warning: clockWarning(token ?? {}),
    });
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError) return err(refusedToken(error));
    const type = headers.get('content-type')?.split(';')[0] ?? 'no content type';
    return err({
      kind: 'no-token',
      message:
        token === null
          ? `The token URL answered ${status} with ${type} and no token. Check the Token URL: ${client.tokenUrl}`
          : `The token URL answered ${status}, but not as OAuth 2.0 has it: ${reasonOf(error)}.`,
    });
  }
}

function serverOf({ authorizeUrl, tokenUrl }: OAuthClient, issuer: string | null) {
  return {
    issuer: issuer ?? readUrl(tokenUrl)?.origin ?? tokenUrl,
    authorization_endpoint: authorizeUrl,
    token_endpoint: tokenUrl,
  };
}

function clientOf({ clientId }: OAuthClient): oauth.Client {
  return { client_id: clientId };
}

function authOf({ clientSecret, clientAuth }: OAuthClient): oauth.ClientAuth {
  if (clientSecret === '') return oauth.None();
  return clientAuth === 'basic'
    ? oauth.ClientSecretBasic(clientSecret)
    : oauth.ClientSecretPost(clientSecret);
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    // What JSON has between braces has members by name.
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function readUrl(text: string): URL | null {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}
