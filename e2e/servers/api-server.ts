import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that the server got. */
export interface Contact {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A real server that user code calls, and what it was asked. */
export interface ApiServer {
  readonly origin: string;
  /** In the order they came; pre-flight requests of the browser are left out. */
  readonly contacts: readonly Contact[];
  readonly close: () => Promise<void>;
}

/** The fixture `api`: a server for one test, which its page is meant to call. */
export async function serveApi(
  { pageFaults }: { readonly pageFaults: string[] },
  use: (api: ApiServer) => Promise<void>,
): Promise<void> {
  const server = await startApiServer();
  await use(server);
  await server.close();
  const others = pageFaults.filter((fault) => !fault.startsWith('request: http://127.0.0.1:'));
  pageFaults.splice(0, pageFaults.length, ...others);
}

/** A real API on loopback: it echoes, redirects, hangs, streams and refuses other origins, by the path. */
export async function startApiServer(): Promise<ApiServer> {
  const contacts: Contact[] = [];
  const server = createServer((request, response) => {
    void handle(request, response, contacts);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    contacts,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  contacts: Contact[],
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://server');
  const isOpen = pathname !== '/closed';
  if (isOpen) {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*, Authorization');
    response.setHeader('Access-Control-Allow-Methods', '*');
  }
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
    return;
  }
  let body = '';
  request.setEncoding('latin1');
  for await (const chunk of request) body += String(chunk);
  const { method = '', headers } = request;
  contacts.push({ method, path: request.url ?? '', headers, body });
  switch (pathname) {
    case '/redirect':
      response.writeHead(302, { Location: searchParams.get('to') ?? '/' }).end();
      return;
    case '/never':
      return;
    case '/huge':
      response.writeHead(200, { 'Content-Type': 'text/plain' });
      for (let part = 0; part < 12; part += 1) response.write('x'.repeat(1024 * 1024));
      response.end();
      return;
    case '/stream':
      response.writeHead(200, { 'Content-Type': 'text/plain' });
      response.write('one\n');
      response.end('two\n');
      return;
    case '/binary':
      response.writeHead(200, { 'Content-Type': 'application/octet-stream' });
      response.end(Buffer.from([0, 255, 1, 254]));
      return;
    case '/status':
      response.writeHead(Number(searchParams.get('code') ?? 200), {
        'Content-Type': 'application/json',
        'X-Hidden': 'not exposed',
        'X-Shown': 'exposed',
        'Access-Control-Expose-Headers': 'X-Shown',
      });
      response.end('{"status":true}');
      return;
    default:
      response.writeHead(200, {
        'Content-Type': 'application/json',
        'Set-Cookie': 'session=1; SameSite=None; Secure',
      });
      response.end(JSON.stringify({ method, path: request.url, headers, body }));
  }
}
