import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { action, expectNextRun, openApplication, runCode } from '../application';
import { attempts, type Attempt } from '../attempt-list';
import type { Check } from '../check';
import { check, same, type Engine } from '../engine';

interface Sink {
  readonly url: string;
  readonly contacts: string[];
  readonly close: () => Promise<void>;
}

/** Everything that code may try, against seeded secrets and a server that must hear nothing. */
export const attemptChecks: readonly Check[] = [
  {
    name: 'what code tries to reach: no leak, no contact; unprotected the same tries leak',
    run: async ({ engine, home }) => {
      const sink = await openSink();
      try {
        await openApplication(engine, home);
        await seedSecrets(engine);
        const controls = await countControls(engine, sink, home);
        check('the unprotected worker leaks, or these tries show nothing', controls >= 3, controls);
        const heard = sink.contacts.splice(0).length;
        check('the sink hears the unprotected worker', heard > 0, heard);

        const leaks: string[] = [];
        for (const attempt of attempts) {
          const seen = await tryOne(engine, attempt, sink, home);
          if (seen !== 'refused') leaks.push(`${attempt.row} ${attempt.name}: ${seen}`);
        }
        await expectNextRun(engine);
        same('leaks', leaks, []);
        same('contacts of the sink', sink.contacts, []);
        return `${attempts.length} attempts, ${leaks.length} leaks, ${sink.contacts.length} sink contacts, ${controls} controls leak`;
      } finally {
        await sink.close();
      }
    },
  },
];

/** Runs an attempt in the sandbox. Whatever does not come to an end by itself is refused too. */
async function tryOne(engine: Engine, attempt: Attempt, sink: Sink, home: string): Promise<string> {
  const code = action(`
    let seen;
    try {
      seen = await (async () => { ${fill(attempt.code, sink, home)} })();
    } catch { seen = undefined; }
    return { data: seen === undefined || seen === null || seen === 0 || seen === false ? 'refused' : 'LEAK ' + String(seen).slice(0, 100) };`);
  const run = await runCode(engine, code, { stepTimeoutMs: 3_000 });
  return run.status === 'succeeded' ? String(run.results) : 'refused';
}

/** How many of the attempts leak in a worker of the page itself: the proof that they bite. */
async function countControls(engine: Engine, sink: Sink, home: string): Promise<number> {
  let leaks = 0;
  for (const { code } of attempts.filter(({ row }) => row === 1 || row === 4 || row === 13)) {
    const text = `(async () => { ${fill(code, sink, home)} })().then(
      (seen) => postMessage(seen === undefined ? 'refused' : 'LEAK'), () => postMessage('refused'));`;
    const seen = await engine.evaluate(
      (source) =>
        new Promise<string>((resolve) => {
          const blob = new Blob([source], { type: 'text/javascript' });
          const worker = new Worker(URL.createObjectURL(blob));
          worker.addEventListener('message', ({ data }) => resolve(String(data)));
          worker.addEventListener('error', () => resolve('refused'));
        }),
      text,
    );
    if (seen === 'LEAK') leaks += 1;
  }
  return leaks;
}

function fill(code: string, sink: Sink, home: string): string {
  return code.replaceAll('SINK', sink.url).replaceAll('HOME', home);
}

async function seedSecrets(engine: Engine): Promise<void> {
  await engine.evaluate(async () => {
    localStorage.setItem('secret', 'SECRET-local');
    sessionStorage.setItem('secret', 'SECRET-session');
    document.cookie = 'secret=SECRET-cookie';
    const cache = await caches.open('engines-secret');
    await cache.put('/secret', new Response('SECRET-cache'));
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open('engines-secret', 1);
      request.addEventListener('upgradeneeded', () => {
        request.result.createObjectStore('kept').put('SECRET-database', 'secret');
      });
      request.addEventListener('success', () => {
        request.result.close();
        resolve();
      });
      request.addEventListener('error', () => reject(new Error('No database.')));
    });
  }, null);
}

/** A server that answers anyone, and remembers who came. */
async function openSink(): Promise<Sink> {
  const contacts: string[] = [];
  const server = createServer((request, response) => {
    contacts.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', 'text/javascript');
    response.end('export default 1');
  });
  server.on('upgrade', (request, socket) => {
    contacts.push(`UPGRADE ${request.url ?? ''}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // An address of a listening TCP server is never a string.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    contacts,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
