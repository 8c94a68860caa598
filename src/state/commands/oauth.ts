import type { ConfigVarId } from '@/lib/ids';
import { err, ok, type Result } from '@/lib/result';
import { reasonOf } from '@/lib/reason-of';
import { updateConfigVar } from '@/model/edit-config';
import type { OAuthOptions } from '@/model/project';
import type { OAuthClient, TokenResult } from '@/net/oauth';
import { editProject } from '@/state/edit-document';
import { waitForAnswer, type AnswerWait } from '@/state/oauth-answer';
import { failOAuth, setProgress, settle } from '@/state/oauth';
import { oauthConnection, missingFields } from '@/state/oauth-connection';
import { dropToken, setToken } from '@/state/secrets';

/** What is open of an attempt: ending it ends all of it. */
interface Attempt {
  readonly stop: AbortController;
  wait: AnswerWait | null;
  popup: Window | null;
}

const attempts = new Map<ConfigVarId, Attempt>();

/** Where the provider is to send people back to: to be registered there. */
export function redirectUri(): string {
  return new URL('oauth-callback.html', document.baseURI).href;
}

/** Gets a token: by the provider's consent page in a window of its own, or for the client itself. */
export async function connectOAuth(id: ConfigVarId): Promise<void> {
  const connection = oauthConnection(id);
  if (connection === null) return;
  cancelOAuth(id);
  const missing = missingFields(connection);
  if (missing.length > 0) {
    failOAuth(id, { kind: 'settings', message: `Enter ${missing.join(', ')} first.` });
    return;
  }
  const attempt: Attempt = { stop: new AbortController(), wait: null, popup: null };
  attempts.set(id, attempt);
  // At once, while the browser still knows that a person has asked for it.
  if (connection.flow === 'authorizationCode') attempt.popup = openWindow();
  try {
    const result = await (connection.flow === 'authorizationCode'
      ? authorize(id, connection.client, attempt)
      : forClient(id, connection.client, attempt));
    if (attempts.get(id) === attempt && result !== null)
      settle(id, result, { tokenUrl: connection.client.tokenUrl });
  } finally {
    close(attempt);
    if (attempts.get(id) === attempt) attempts.delete(id);
  }
}

/** Ends an attempt; the token that was there stays. */
export function cancelOAuth(id: ConfigVarId): void {
  const attempt = attempts.get(id);
  attempts.delete(id);
  if (attempt === undefined) return;
  attempt.stop.abort();
  close(attempt);
  setProgress(id, null);
}

/** How the token is asked for. */
export function setOAuthOptions(id: ConfigVarId, oauth: OAuthOptions): void {
  editProject({ label: 'Edit connection' }, (project) => {
    const connection = project.configVars.find((candidate) => candidate.id === id)?.connection;
    if (connection == null) return project;
    return updateConfigVar(project, id, { connection: { ...connection, oauth } });
  });
}

/** Forgets the token. The provider still knows it: what ends it there is the provider's own page. */
export function disconnectOAuth(id: ConfigVarId): void {
  cancelOAuth(id);
  dropToken(id);
  setProgress(id, null);
}

/** Takes a token response that a person got another way: JSON, or an access token alone. */
export function pasteToken(id: ConfigVarId, text: string): Result<null, string> {
  const read = readTokenText(text.trim());
  if (!read.ok) return read;
  const seconds = Number(read.value['expires_in']);
  const expiresAt = Number.isFinite(seconds) ? Date.now() + seconds * 1000 : null;
  setToken(id, read.value, { obtainedAt: Date.now(), expiresAt, from: 'pasted' });
  setProgress(id, null);
  return ok(null);
}

/** A token of nobody, to try code with. It says so itself, wherever it is shown. */
export function simulateToken(id: ConfigVarId): void {
  const scope = oauthConnection(id)?.client.scopes ?? '';
  setToken(
    id,
    {
      access_token: 'SIMULATED-access-token',
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: 'SIMULATED-refresh-token',
      ...(scope === '' ? {} : { scope }),
    },
    { obtainedAt: Date.now(), expiresAt: null, from: 'simulated' },
  );
  setProgress(id, null);
}

async function forClient(
  id: ConfigVarId,
  client: OAuthClient,
  { stop }: Attempt,
): Promise<TokenResult> {
  setProgress(id, { status: 'asking' });
  const { requestClientToken } = await import('@/net/oauth');
  return requestClientToken(client, stop.signal);
}

/** Null where it was cancelled. */
async function authorize(
  id: ConfigVarId,
  client: OAuthClient,
  attempt: Attempt,
): Promise<TokenResult | null> {
  const { stop, popup } = attempt;
  if (popup === null) {
    setProgress(id, { status: 'failed', failure: POPUP_BLOCKED });
    return null;
  }
  setProgress(id, { status: 'waiting', looksClosed: false });
  const [{ beginAuthorization, finishAuthorization }, { WRONG_STATE }] = await Promise.all([
    import('@/net/oauth'),
    import('@/net/oauth-failure'),
  ]);
  const begun = await beginAuthorization(client, redirectUri());
  if (!begun.ok) return begun;
  const wait = waitForAnswer(begun.value.state);
  attempt.wait = wait;
  popup.location.href = begun.value.url;
  const timer = setInterval(() => {
    if (attempts.get(id) === attempt)
      setProgress(id, { status: 'waiting', looksClosed: popup.closed });
  }, 500);
  const cancelled = new Promise<null>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve(null), { once: true });
  });
  const answer = await Promise.race([wait.answer, cancelled]).finally(() => clearInterval(timer));
  if (answer === null) return null;
  if (answer === 'wrong-state') return err(WRONG_STATE);
  setProgress(id, { status: 'asking' });
  return finishAuthorization(client, begun.value, answer, stop.signal);
}

function openWindow(): Window | null {
  const left = Math.max(0, screenX + (outerWidth - 520) / 2);
  return open(
    'about:blank',
    '_blank',
    `popup,width=520,height=720,left=${left},top=${screenY + 80}`,
  );
}

function close({ wait, popup }: Attempt): void {
  wait?.stop();
  popup?.close();
}

function readTokenText(text: string): Result<Record<string, unknown>, string> {
  if (text === '') return err('Paste the token response first.');
  if (!text.startsWith('{')) {
    return /\s/.test(text)
      ? err('This is neither JSON nor an access token: it has spaces in it.')
      : ok({ access_token: text, token_type: 'Bearer' });
  }
  try {
    // It begins with a brace.
    const value = JSON.parse(text) as Record<string, unknown>;
    return typeof value['access_token'] === 'string' && value['access_token'] !== ''
      ? ok(value)
      : err('The JSON has no "access_token". Paste the whole answer of the token URL.');
  } catch (error) {
    return err(`This is no JSON: ${reasonOf(error)}.`);
  }
}

const POPUP_BLOCKED = {
  kind: 'blocked',
  message:
    'The browser has blocked the window with the provider’s page. Allow pop-ups for this page, then connect again.',
} as const;
