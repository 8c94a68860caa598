import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** A real authorization server, and what it was asked. */
export interface OAuthServer {
  readonly origin: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  /** What the token endpoint was asked: grant, how the client was told, PKCE, one header. */
  readonly tokenRequests: readonly TokenRequest[];
  /** Makes every refresh token so far worthless. */
  readonly revokeRefresh: () => void;
  readonly close: () => Promise<void>;
}

/** What of a token request matters to a client's correctness. */
export interface TokenRequest {
  readonly grant: string | null;
  readonly isBasic: boolean;
  readonly hasSecretInBody: boolean;
  readonly hasVerifier: boolean;
  readonly extraHeader: string | null;
}

/** The only one that the server accepts. */
export const CLIENT_SECRET = 'cs_9f8e7d6c5b4a39281706f5e4d3c2b1a0';

/**
 * A real authorization server on loopback with a consent page of its own. Beside it, by path: a token endpoint that
 * no page may read, one that never answers, one that is a web page, and a consent page that sends a wrong state.
 */
export async function startOAuthServer(redirectUri: string): Promise<OAuthServer> {
  const tokenRequests: TokenRequest[] = [];
  let isRevoked = false;
  let handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  const server = createServer((request, response) => {
    void handle(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const provider = makeProvider(origin, redirectUri);
  const answer = provider.callback();

  handle = async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', origin);
    if (pathname.startsWith('/consent/')) return consent(provider, request, response);
    if (request.method === 'OPTIONS' && /^\/token\/(page|never)$/.test(pathname)) {
      response.writeHead(204, CORS).end();
      return;
    }
    if (pathname === '/token/never') return;
    if (pathname === '/token/page') {
      response.writeHead(404, { 'Content-Type': 'text/html', ...CORS }).end('<h1>Not found</h1>');
      return;
    }
    if (pathname === '/token/closed') {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"access_token":"x"}');
      return;
    }
    if (pathname === '/auth/wrong-state') {
      const back = new URL(searchParams.get('redirect_uri') ?? origin);
      back.search = '?code=stolen&state=of-somebody-else';
      response.writeHead(302, { Location: back.href }).end();
      return;
    }
    if (pathname === '/token' && request.method === 'POST') {
      const body = new URLSearchParams(await readBody(request));
      const { authorization, 'x-tenant': extra } = request.headers;
      tokenRequests.push({
        grant: body.get('grant_type'),
        isBasic: authorization?.startsWith('Basic ') === true,
        hasSecretInBody: body.has('client_secret'),
        hasVerifier: body.has('code_verifier'),
        extraHeader: typeof extra === 'string' ? extra : null,
      });
      if (isRevoked && body.get('grant_type') === 'refresh_token') {
        response
          .writeHead(400, { 'Content-Type': 'application/json', ...CORS })
          .end('{"error":"invalid_grant","error_description":"the grant was revoked"}');
        return;
      }
      // The provider takes a body that was read already.
      Object.assign(request, { body: Object.fromEntries(body) });
    }
    await answer(request, response);
  };

  return {
    origin,
    authorizeUrl: `${origin}/auth`,
    tokenUrl: `${origin}/token`,
    tokenRequests,
    revokeRefresh: () => {
      isRevoked = true;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

const CORS = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' };

function makeProvider(origin: string, redirectUri: string): Provider {
  const client = (id: string, method: 'client_secret_post' | 'client_secret_basic') => ({
    client_id: id,
    client_secret: CLIENT_SECRET,
    redirect_uris: [redirectUri],
    response_types: ['code' as const],
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
    token_endpoint_auth_method: method,
    scope: 'openid offline_access orders:read',
  });
  return new Provider(origin, {
    clients: [client('acme', 'client_secret_post'), client('acme-basic', 'client_secret_basic')],
    scopes: ['openid', 'offline_access', 'orders:read', 'orders:write'],
    features: { devInteractions: { enabled: false }, clientCredentials: { enabled: true } },
    interactions: { url: (_context, { uid }) => `/consent/${uid}` },
    pkce: { required: () => false },
    // Shorter than what counts as fresh: the next run has to renew it.
    ttl: { AccessToken: 20, ClientCredentials: 20, Grant: 600, Interaction: 600, Session: 600 },
    issueRefreshToken: async () => true,
    clientBasedCORS: () => true,
    cookies: { keys: ['only-of-this-test'] },
    jwks: undefined,
    findAccount: async (_context, sub) => ({ accountId: sub, claims: async () => ({ sub }) }),
  });
}

/** The consent page: who asks, for what, and two buttons. */
async function consent(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(
      `<!doctype html><title>Consent</title><h1>${String(params['client_id'])} asks for ${String(params['scope'])}</h1>
       <form method="post"><button name="answer" value="allow">Allow</button> <button name="answer" value="deny">Deny</button></form>`,
    );
    return;
  }
  const isAllowed = new URLSearchParams(await readBody(request)).get('answer') === 'allow';
  if (!isAllowed) {
    await provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'the person said no',
    });
    return;
  }
  const grant = new provider.Grant({ accountId: 'jane', clientId: String(params['client_id']) });
  grant.addOIDCScope(String(params['scope']));
  const grantId = await grant.save();
  await provider.interactionFinished(request, response, {
    login: { accountId: 'jane' },
    consent: { grantId },
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  request.setEncoding('utf8');
  for await (const chunk of request) body += String(chunk);
  return body;
}
