import { spawn } from 'node:child_process';
import { buildWhenStale, DIST } from './fresh-build';
import { isCode, isOurServer, serveDist } from './serve-dist';

const DEFAULT_PORT = 4173;

await start();

/** Serves the built application on this machine and opens it where there is a display. */
async function start(): Promise<void> {
  const port = readPort(process.env['PORT']);
  if (port === null) {
    process.stderr.write(
      `PORT is "${process.env['PORT']}". Choose a number from 1 to 65535: PORT=4174 npm start\n`,
    );
    process.exitCode = 1;
    return;
  }
  const url = `http://localhost:${port}/`;
  if (await isOurServer(url)) {
    process.stdout.write(`Code Connector is already running at ${url}\n`);
    openInBrowser(url);
    return;
  }
  await buildWhenStale();
  try {
    // Both, because `localhost` is the one or the other, depending on the system and the program.
    const server = await serveDist(DIST, { port, hosts: ['127.0.0.1', '::1'] });
    const stop = () => void server.close();
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  } catch (error) {
    if (!isCode(error, 'EADDRINUSE') && !isCode(error, 'EACCES')) throw error;
    process.stderr.write(
      `Port ${port} is ${isCode(error, 'EACCES') ? 'not allowed' : 'used by another program'}. ` +
        `Choose another one: PORT=${port + 1} npm start\n` +
        'The browser keeps your projects per address: on another port you start with an empty list.\n',
    );
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`Code Connector is running at ${url}\nStop it with Ctrl+C.\n`);
  openInBrowser(url);
}

function readPort(text: string | undefined): number | null {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : null;
}

function openInBrowser(url: string): void {
  const command = openCommand();
  if (command === null) return;
  const [program, ...given] = command;
  const child = spawn(program, [...given, url], { stdio: 'ignore', detached: true });
  // The address stands in the terminal: where no browser opens, a person opens it.
  child.on('error', () => undefined);
  child.unref();
}

function openCommand(): readonly [string, ...string[]] | null {
  if (process.env['CI'] !== undefined) return null;
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['cmd', '/c', 'start', ''];
  const hasDisplay =
    process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
  return hasDisplay ? ['xdg-open'] : null;
}
