import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIST } from '@/tools/fresh-build';
import { makeSandboxPage } from '@/tools/sandbox-plugin';
import { serveDist } from '@/tools/serve-dist';

const COMLINK = fileURLToPath(new URL('../../node_modules/comlink/dist/', import.meta.url));

/** A cookie that no script of a page sees, told to who brings it. */
const HELD = 'held=SECRET-http-only';

/** The application served for attempts, and a page beside it. */
export interface TestBuild {
  readonly home: string;
  /** A page of the application's origin that nothing protects. */
  readonly control: string;
  readonly close: () => Promise<void>;
}

function keepCookie({ url, headers }: IncomingMessage, response: ServerResponse): boolean {
  response.setHeader('Set-Cookie', `${HELD}; HttpOnly; SameSite=Strict; Path=/`);
  if (url !== '/cookies') return false;
  response.setHeader('Content-Type', 'text/plain');
  response.end(headers.cookie?.split('; ').find((cookie) => cookie === HELD) ?? '');
  return true;
}

/**
 * The built application in a folder of its own, with a page beside it that has no policy. With `keepsGlobals` its
 * sandbox removes nothing from the workers.
 */
export async function serveTestBuild(keepsGlobals: boolean): Promise<TestBuild> {
  const folder = await mkdtemp(join(tmpdir(), 'test-build-'));
  await cp(DIST, folder, { recursive: true });
  // What a service worker keeps would stand before the files of this folder.
  await rm(join(folder, 'service-worker.js'), { force: true });
  if (keepsGlobals) {
    await writeFile(join(folder, 'sandbox.html'), await makeSandboxPage({ keepsGlobals }));
  }
  await mkdir(join(folder, 'control'));
  await cp(join(COMLINK, 'esm', 'comlink.mjs'), join(folder, 'control', 'comlink.mjs'));
  await cp(join(COMLINK, 'umd', 'comlink.js'), join(folder, 'control', 'comlink.js'));
  await writeFile(
    join(folder, 'control', 'index.html'),
    '<!doctype html><meta charset="utf-8"><title>control</title><script src="comlink.js"></script>',
  );
  const server = await serveDist(folder, { port: 0, first: keepCookie });
  const home = `http://127.0.0.1:${server.port}/`;
  return {
    home,
    control: `${home}control/index.html`,
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
