import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that answers anyone, sends them on to `?to=`, and remembers who came. */
export interface Sink {
  readonly url: string;
  /** Every connection, request and packet since it was opened. */
  readonly contacts: readonly string[];
  readonly close: () => Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  css: 'text/css',
  svg: 'image/svg+xml',
};

const BODIES: Readonly<Record<string, string>> = { json: '{}', css: '', svg: '<svg/>' };

/** A server on loopback that answers anybody and remembers who asked. */
export async function openSink(): Promise<Sink> {
  const contacts: string[] = [];
  const server = createServer((request, response) => {
    contacts.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const ending = /\.(\w+)/.exec(request.url ?? '')?.[1] ?? '';
    response.setHeader('Access-Control-Allow-Origin', '*');
    const to = new URL(request.url ?? '/', 'http://sink').searchParams.get('to');
    if (to !== null) {
      response.writeHead(302, { Location: to }).end();
      return;
    }
    response.setHeader('Content-Type', TYPES[ending] ?? 'text/javascript');
    response.end(BODIES[ending] ?? 'export default 1');
  });
  server.on('connection', () => contacts.push('a connection'));
  server.on('upgrade', (request, socket) => {
    contacts.push(`UPGRADE ${request.url ?? ''}`);
    socket.destroy();
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // An address of a listening TCP server is never a string.
  const { port } = server.address() as AddressInfo;
  // WebTransport and WebRTC speak UDP.
  const packets = createSocket('udp4', () => contacts.push('a packet'));
  await new Promise<void>((resolve) => {
    packets.bind(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${port}/`,
    contacts,
    close: async () => {
      packets.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
