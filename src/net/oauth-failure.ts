import * as oauth from 'oauth4webapi';
import { reasonOf } from '@/lib/reason-of';
import { doesAnswer } from './live';

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

/** The provider's page sent an error back, or an answer that is no answer. */
export function refusedAuthorization(error: unknown): OAuthFailure {
  if (!(error instanceof oauth.AuthorizationResponseError))
    return {
      kind: 'no-token',
      message: `The provider's answer is not as OAuth 2.0 has it: ${reasonOf(error)}.`,
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

/** The token URL answered with an error, as RFC 6749 writes them; said with a hint where its code has one. */
export function refusedToken({
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

/**
 * No answer could be read: tells offline, mixed content, a server that does not answer and one that hides its answer
 * (CORS) apart, as far as a browser can.
 */
export async function unanswered(
  url: URL,
  error: unknown,
  signal: AbortSignal,
): Promise<OAuthFailure> {
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
      message: `The token request could not be made: ${reasonOf(error)}.`,
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

/** The token URL did not answer in time. */
export function slow(url: URL, patienceMs: number): OAuthFailure {
  return {
    kind: 'slow',
    message: `${url.origin} has not answered within ${patienceMs / 1000} seconds. Try again, or check the Token URL.`,
  };
}

/** A URL of the connection's own form cannot be called. */
export function settings(label: string): OAuthFailure {
  return {
    kind: 'settings',
    message: `${label} is not an absolute http or https URL. Enter it first.`,
  };
}

/** A person broke it off. */
export const CANCELLED: OAuthFailure = {
  kind: 'cancelled',
  message: 'Cancelled. Nothing was changed.',
};

/** An answer that was made for another request, by mistake or by an attacker. */
export const WRONG_STATE: OAuthFailure = {
  kind: 'wrong-state',
  message:
    'An answer came back that does not belong to this request: its state is another one. It was thrown away. Connect again, and do not use a link that somebody sent you.',
};
