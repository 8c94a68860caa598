import * as oauth from 'oauth4webapi';
import { err, ok, type Result } from '@/lib/result';
import { doesAnswer } from './live';

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

/** Why there is no token. `cors`: the provider answers, but does not let pages read its answer. */
export interface OAuthFailure {
  readonly kind:
    | 'denied'
    | 'wrong-state'
    | 'refused'
    | 'no-token'
    | 'cors'
    | 'unreachable'
    | 'offline'
    | 'slow'
    | 'settings'
    | 'cancelled';
  /** Says what happened and what to do. */
  readonly message: string;
}

export interface TokenAnswer {
  /** The provider's answer, untouched. */
  readonly token: Readonly<Record<string, unknown>>;
  readonly expiresInMs: number | null;
  /** Something to know though it went well: a clock that is off. */
  readonly warning: string | null;
}

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
const MOST_CLOCK_MS = 2 * 60_000;

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
    if (patience.signal.aborted) return err(slow(url));
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
          : `The token URL answered ${status}, but not as OAuth 2.0 has it: ${messageOf(error)}.`,
    });
  }
}

/** Tokens that say when they were made tell whether this computer's clock agrees. */
function clockWarning(token: Readonly<Record<string, unknown>>): string | null {
  for (const key of ['id_token', 'access_token']) {
    const issued = issuedAt(token[key]);
    if (issued === null) continue;
    const ahead = Date.now() - issued;
    if (Math.abs(ahead) <= MOST_CLOCK_MS) return null;
    const minutes = Math.round(Math.abs(ahead) / 60_000);
    return `This computer's clock is about ${minutes} minutes ${ahead > 0 ? 'ahead of' : 'behind'} the provider's. Set it right: code that checks or signs times will fail, and the expiry shown here may be wrong.`;
  }
  return null;
}

function issuedAt(jwt: unknown): number | null {
  if (typeof jwt !== 'string') return null;
  try {
    const payload = jwt.split('.')[1] ?? '';
    const { iat } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as {
      iat?: unknown;
    };
    return typeof iat === 'number' ? iat * 1000 : null;
  } catch {
    return null;
  }
}

function refusedAuthorization(error: unknown): OAuthFailure {
  if (!(error instanceof oauth.AuthorizationResponseError))
    return {
      kind: 'no-token',
      message: `The provider's answer is not as OAuth 2.0 has it: ${messageOf(error)}.`,
    };
  const said = saying(error.error, error.error_description);
  if (error.error === 'access_denied')
    return {
      kind: 'denied',
      message: `Access was denied on the provider's page (${said}). Nothing was changed.`,
    };
  if (error.error === 'invalid_scope')
    return {
      kind: 'refused',
      message: `The provider does not know one of the scopes (${said}). Check Scopes.`,
    };
  return { kind: 'refused', message: `The provider refused: ${said}.` };
}

function refusedToken({
  error,
  error_description: description,
}: oauth.ResponseBodyError): OAuthFailure {
  const said = saying(error, description);
  const hint = Object.hasOwn(HINTS, error) ? ` ${HINTS[error] ?? ''}` : '';
  return { kind: 'refused', message: `The token URL refused: ${said}.${hint}` };
}

const HINTS: Readonly<Record<string, string>> = {
  invalid_client:
    'Check Client ID, Client Secret and how the client is told: in the body or by Basic.',
  invalid_grant:
    'The code or refresh token is used up, expired or another client’s. Connect again.',
  invalid_scope: 'Check Scopes.',
  unauthorized_client: 'This client may not use this flow. Allow it at the provider.',
  unsupported_grant_type: 'The provider does not offer this flow at this Token URL.',
};

function saying(code: string, description: string | undefined): string {
  return description === undefined || description === '' ? code : `${code}: ${description}`;
}

async function unanswered(url: URL, error: unknown, signal: AbortSignal): Promise<OAuthFailure> {
  if (!navigator.onLine)
    return { kind: 'offline', message: 'This device is offline. Connect it and try again.' };
  if (url.protocol === 'http:' && location.protocol === 'https:')
    return {
      kind: 'settings',
      message: `A page served by https may not call ${url.origin} by http. Use https in the Token URL.`,
    };
  if (!(error instanceof TypeError))
    return {
      kind: 'no-token',
      message: `The token request could not be made: ${messageOf(error)}.`,
    };
  const probe = AbortSignal.any([signal, AbortSignal.timeout(5_000)]);
  if (await doesAnswer(url.href, probe))
    return {
      kind: 'cors',
      message: `${url.origin} answers, but does not let pages read the answer (CORS). The platform is not held by that; this page is. Paste a token response that you got another way, or use a simulated token.`,
    };
  return {
    kind: 'unreachable',
    message: `Nothing answers at ${url.origin}. Check the Token URL and whether the server is up.`,
  };
}

function slow(url: URL): OAuthFailure {
  return {
    kind: 'slow',
    message: `${url.origin} has not answered within ${PATIENCE_MS / 1000} seconds. Try again, or check the Token URL.`,
  };
}

function settings(label: string): OAuthFailure {
  return {
    kind: 'settings',
    message: `${label} is not an absolute http or https URL. Enter it first.`,
  };
}

const CANCELLED: OAuthFailure = { kind: 'cancelled', message: 'Cancelled. Nothing was changed.' };

export const WRONG_STATE: OAuthFailure = {
  kind: 'wrong-state',
  message:
    'An answer came back that does not belong to this request: its state is another one. It was thrown away. Connect again, and do not use a link that somebody sent you.',
};

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

function readUrl(text: string): URL | null {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'no reason was given';
}
