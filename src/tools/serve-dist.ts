import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';

/** A static server of one folder. */
export interface DistServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

interface ServeOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** The first must be free, the others are used where the machine has them. */
  readonly hosts?: readonly string[];
  /** Asked before the files; true where it has answered. */
  readonly first?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** Where our own server says who it is, so that it is told from another program on its port. */
const MARKER_PATH = '/.code-connector';
const MARKER = 'code-connector';

/** Serves a folder on this machine only. */
export async function serveDist(root: string, options: ServeOptions): Promise<DistServer> {
  const listener = answerFrom(root, options.first);
  const [first = '127.0.0.1', ...others] = options.hosts ?? ['127.0.0.1'];
  const main = await listen(listener, first, options.port);
  const servers = [main];
  // An address of a listening TCP server is never a string: that is for pipes.
  const { port } = main.address() as AddressInfo;
  for (const host of others) {
    const server = await listen(listener, host, port).catch((error: unknown) => {
      if (isCode(error, 'EADDRNOTAVAIL') || isCode(error, 'EAFNOSUPPORT')) return null;
      throw error;
    });
    if (server !== null) servers.push(server);
  }
  return {
    port,
    close: async () => {
      await Promise.all(servers.map(close));
    },
  };
}

/** True where our own server answers at that address. */
export async function isOurServer(origin: string): Promise<boolean> {
  try {
    const answer = await fetch(new URL(MARKER_PATH, origin), { signal: AbortSignal.timeout(2000) });
    return answer.ok && (await answer.text()) === MARKER;
  } catch {
    // Nobody there, or somebody who speaks no HTTP: either way not ours.
    return false;
  }
}

/** True for a system error with that code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function answerFrom(root: string, first: ServeOptions['first']): RequestListener {
  // `dev`: files are looked up per request, so that a new build is served without a restart.
  const files = sirv(root, {
    dev: true,
    etag: true,
    setHeaders: (response, path) => {
      response.setHeader('X-Content-Type-Options', 'nosniff');
      // File names under assets carry their content's hash; everything else may change at any time.
      const isHashed = path.startsWith('/assets/');
      response.setHeader(
        'Cache-Control',
        isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  return (request, response) => {
    if (request.url === MARKER_PATH) {
      response.setHeader('Content-Type', 'text/plain');
      response.end(MARKER);
      return;
    }
    if (first?.(request, response) === true) return;
    files(request, response, () => {
      response.statusCode = 404;
      response.setHeader('Content-Type', 'text/plain; charset=utf-8');
      response.end('Nothing here.');
    });
  };
}

async function listen(listener: RequestListener, host: string, port: number): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return server;
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
