import type { RunRequest } from '@/app/run-request';
import { stepKey } from '@/model/step-key';
import { projectFile } from '../project-file';
import { action, consoleShows, openProject, project, runOpen } from './application';
import { until, type Engine } from './engine';
import { openSink, type Sink } from './sink';
import type { TestBuild } from './test-build';

/**
 * What code tries by way of the editor's own services: other addresses than the allowed ones, secrets in disguise, keys
 * of another run, and a word from branch to branch. The services are called by their stolen port, past whatever the
 * harness checks.
 */

/** One attempt, by its row of the list of threats. */
export interface HostAttempt {
  readonly row: number;
  readonly name: string;
  /** What went wrong; null where nothing did. */
  readonly attempt: (setting: HostSetting) => Promise<string | null>;
  /** Held by the removal of globals alone: without it this must leak, which is the proof that it bites. */
  readonly onlyByRemoval?: boolean;
}

/** What an attempt is made with. */
export interface HostSetting {
  readonly engine: Engine;
  /** Must hear nothing. */
  readonly sink: Sink;
  /** An origin that runs may call. */
  readonly allowed: Sink;
  readonly build: TestBuild;
}

/** The port to the editor's services, taken while the harness sends a row; `ask` calls one by it. */
const ASK = `
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const post = MessagePort.prototype.postMessage;
  let services = null;
  MessagePort.prototype.postMessage = function (...args) {
    if (args[0] && args[0].path && args[0].path[0] === 'report') services = this;
    return post.apply(this, args);
  };
  context.logger.info('x');
  for (let i = 0; services === null && i < 50; i += 1) { await pause(20); context.logger.info('y'); }
  MessagePort.prototype.postMessage = post;
  if (services === null) throw new Error('no port');
  let last = 0;
  const ask = (name, ...args) => new Promise((resolve) => {
    const id = 'mine' + (last += 1);
    services.addEventListener('message', ({ data }) => { if (data && data.id === id) resolve(data.value); });
    post.call(services, { id, type: 'APPLY', path: [name], argumentList: args.map((value) => ({ type: 'RAW', value })) });
  });
  const call = async (url) => {
    const reply = await ask('fetch', last + 1_000, { url, method: 'GET', headers: [], body: null });
    return reply && reply.ok ? new TextDecoder().decode(reply.answer.body) || 'an answer' : '';
  };
`;

/** Calls addresses one by one; tells which of them answered. */
const callAll = (urls: readonly string[]) => `${ASK}
  const urls = ${JSON.stringify(urls)};
  const answered = [];
  for (const url of urls) if (await call(url)) answered.push(url);
  return { data: answered };`;

async function answeredOf(
  engine: Engine,
  urls: readonly string[],
  network: object,
  allowedOrigins: readonly string[],
): Promise<unknown> {
  await openProject(engine, withNetwork(action(callAll(urls)), network));
  const run = await runOpen(engine, { network: 'live', allowedOrigins, stepTimeoutMs: 20_000 });
  return run.status === 'succeeded' ? run.results : run;
}

function withNetwork(code: string, network: object): string {
  const file = JSON.parse(project(code)) as { project: Record<string, unknown> };
  file.project['network'] = { mode: 'live', ...network };
  return JSON.stringify(file);
}

/** All of them. */
export const hostAttempts: readonly HostAttempt[] = [
  {
    row: 67,
    name: 'this machine in every spelling of its address',
    attempt: async ({ engine, sink }) => {
      const { port } = new URL(sink.url);
      const urls = [
        ...[
          '127.0.0.1',
          'localhost',
          'LOCALHOST.',
          'x.localhost',
          '127.1',
          '2130706433',
          '0x7f.1',
          '0177.0.0.1',
          '0',
          '[::1]',
          '[::ffff:127.0.0.1]',
          '[::ffff:7f00:1]',
          '１２７.0.0.1',
          '127。0。0。1',
        ].map((host) => `http://${host}:${port}/spelled`),
        `http:\\\\127.0.0.1:${port}\\spelled`,
        `http://127.0.\n0.1:${port}/spelled`,
        ` http://127.0.0.1:${port}/spelled`,
        `http:127.0.0.1:${port}/spelled`,
      ];
      // Allowed by the project, so that nothing but the rule about this machine is in the way.
      const origins = urls.map((url) => new URL(url).origin);
      const answered = await answeredOf(engine, urls, {}, origins);
      return same(answered, []) ? null : `answered: ${JSON.stringify(answered)}`;
    },
  },
  {
    row: 67,
    name: 'addresses that only look like the allowed one',
    attempt: async ({ engine, sink, allowed, build }) => {
      const { host, origin, port } = new URL(allowed.url);
      const other = new URL(sink.url);
      // The allowed one itself, written in two ways: they answer, or this shows nothing.
      const right = [allowed.url, `http://${host}\\@${other.host}/user`];
      const urls = [
        ...right,
        `http://${host}@${other.host}/user`,
        `http://user:word@${host}/user`,
        `${origin}.${other.host}/name`,
        `http://localhost:${port}/other-name`,
        `http://127.0.0.1:${other.port}/port`,
        `//${other.host}/scheme`,
        build.home,
        `${build.home}cookies`,
        `blob:${origin}/x`,
        'data:text/plain,x',
        'file:///etc/passwd',
        'javascript:1',
      ];
      const answered = await answeredOf(engine, urls, { allowLocalNetwork: true }, [origin]);
      return same(answered, right) ? null : `answered: ${JSON.stringify(answered)}`;
    },
  },
  {
    row: 67,
    name: 'an address that is another one when it is read again',
    attempt: async ({ engine, sink, allowed }) => {
      const code = `let read = 0;
        const url = { toString: () => ((read += 1) === 1 ? '${allowed.url}' : '${sink.url}twice') };
        const seen = await fetch(url).then((answer) => answer.text(), () => '');
        return { data: seen };`;
      await openProject(engine, withNetwork(action(code), { allowLocalNetwork: true }));
      const { origin } = new URL(allowed.url);
      const run = await runOpen(engine, { network: 'live', allowedOrigins: [origin] });
      return run.status === 'succeeded' ? null : `ended as ${JSON.stringify(run)}`;
    },
  },
  {
    row: 68,
    name: 'a redirect from an allowed address to another',
    attempt: async ({ engine, sink, allowed }) => {
      const { origin } = new URL(allowed.url);
      const to = `${allowed.url}redirect?to=${encodeURIComponent(`${sink.url}redirected`)}`;
      const network = { allowLocalNetwork: true };
      const answered = await answeredOf(engine, [allowed.url, to], network, [origin]);
      return same(answered, [allowed.url]) ? null : `answered: ${JSON.stringify(answered)}`;
    },
  },
  {
    row: 65,
    name: 'a request after the end of the run',
    attempt: async ({ engine, sink, allowed }) => {
      const code = `${ASK}
        const late = () => { void call('${sink.url}late'); setTimeout(late, 20); };
        setTimeout(late, 0);
        return { data: 1 };`;
      await openProject(engine, withNetwork(action(code), { allowLocalNetwork: true }));
      const request: RunRequest = {
        network: 'live',
        allowedOrigins: [new URL(allowed.url).origin],
      };
      const run = await runOpen(engine, request);
      await openProject(
        engine,
        project(action('await new Promise((go) => setTimeout(go, 200)); return { data: 1 };')),
      );
      await runOpen(engine);
      return run.status === 'succeeded' ? null : `ended as ${JSON.stringify(run)}`;
    },
  },
  {
    row: 43,
    name: 'a key of another run by its number',
    attempt: async ({ engine }) => {
      const request = (part: string) =>
        `{ operation: 'digest', algorithm: [], keyAlgorithm: [], format: '', key: null, wrapped: null, data: null, signature: null, extractable: false, usages: [], length: null, ${part} }`;
      const importKey = request(
        "operation: 'importKey', format: 'raw', algorithm: [['name', 'HMAC'], ['hash', 'SHA-256']], data: new Uint8Array(32), usages: ['sign']",
      );
      const sign = request(
        "operation: 'sign', algorithm: [['name', 'HMAC']], key: 1, data: new Uint8Array(1)",
      );
      const withKey = `${ASK} const made = await ask('subtle', ${importKey}); const signed = await ask('subtle', ${sign}); return { data: [made.ok, signed.ok] };`;
      await openProject(engine, project(action(withKey)));
      // Its own key it may use: the proof that the call is a right one.
      const own = await runOpen(engine);
      await openProject(
        engine,
        project(
          action(
            `${ASK} const signed = await ask('subtle', ${sign}); return { data: [signed.ok, signed.name] };`,
          ),
        ),
      );
      const other = await runOpen(engine);
      return same(
        [own.results, other.results],
        [
          [true, true],
          [false, 'TypeError'],
        ],
      )
        ? null
        : JSON.stringify([own, other]);
    },
  },
  ...(
    [
      ['an operation that is none', "ask('subtle', { operation: 'constructor' })", 'CC-PROTOCOL'],
      ['a list of a million holes', "ask('abort', new Array(1_000_000))", 'CC-RESULT-TOO-LARGE'],
      [
        'a request with a list for its address',
        "ask('fetch', 1, { url: ['x'], method: 'GET', headers: [], body: null })",
        'CC-PROTOCOL',
      ],
    ] as const
  ).map(([name, code, ends]) => ({
    row: 41,
    name: `a service with ${name}`,
    attempt: async ({ engine }: HostSetting) => {
      await openProject(engine, project(action(`${ASK} return { data: await ${code} };`)));
      const run = await runOpen(engine, { stepTimeoutMs: 10_000 });
      return run.error?.code === ends ? null : JSON.stringify(run);
    },
  })),
  {
    row: 54,
    name: 'a line end in the names of flow and step',
    attempt: async ({ engine }) => {
      const evil = ['x', '\n', '\r', '\u2028', '*/', '`', "'"]
        .map((end) => `${end}globalThis.injected = 1; //`)
        .join('');
      const name = `Step${evil}`;
      const steps = [
        { name: 'T', code: 'module.exports = async () => ({ payload: 1 });' },
        { name, code: action('return { data: typeof injected };') },
      ];
      await openProject(engine, projectFile(`Flow${evil}`, steps));
      const run = await runOpen(engine, {}, stepKey(name));
      return run.results === 'undefined' ? null : JSON.stringify(run);
    },
  },
  {
    row: 71,
    name: 'running as soon as its file is open',
    attempt: async ({ engine }) => {
      const code = "context.logger.info('ran by' + ' itself'); return {};";
      const hasRun = async () =>
        engine.evaluate(() => document.body.innerText.includes('ran by itself'), null);
      await openProject(engine, project(`/* */ ${action(code)}\n`));
      await engine.evaluate(async () => {
        // All that an opened project sets in motion by itself has begun by then.
        await new Promise((resolve) => {
          setTimeout(resolve, 500);
        });
      }, null);
      if (await hasRun()) return 'it has run';
      await engine.click('button', 'Run');
      await consoleShows(engine, /ran by itself/);
      return null;
    },
  },
  {
    row: 64,
    name: 'markup in logs, error and answer',
    attempt: async ({ engine }) => {
      const steps = [
        {
          name: 'T',
          code: `const html = ${JSON.stringify(MARKUP)};
            module.exports = async () => ({ payload: html, response: { statusCode: 200, contentType: 'text/html', headers: { 'X-Html': html }, body: html } });`,
        },
        {
          name: 'Step',
          code: `module.exports = async ({ logger }, { t }) => { logger.info(t.results); console.log(t.results); throw new Error(t.results); };`,
        },
      ];
      await openProject(engine, projectFile('Markup', steps));
      await engine.click('button', 'Run');
      await consoleShows(engine, /Run failed/);
      // As text it is there, or nothing was shown at all.
      await consoleShows(engine, /<img src="x"/);
      await engine.click('tab', 'Response');
      await consoleShows(engine, /text\/html[\s\S]*<img src="x"/);
      const made = await engine.evaluate(
        () => document.querySelectorAll('img[src="x"], .engines-64, a[href^="javascript:"]').length,
        null,
      );
      return made === 0 ? null : `${made} elements of the code stand in the page`;
    },
  },
  {
    row: 66,
    name: 'a secret in other spellings: logs, result, error and answer',
    attempt: async ({ engine }) => {
      await openProject(engine, secretProject());
      // Given for one run it is no connection's: every spelling is found, or the search sees nothing.
      const open = await spelled(engine, { Key: { fields: { apiKey: SECRET } } });
      const unseen = PLACES.filter((place) => !open.includes(place));
      await enterSecret(engine);
      const found = await spelled(engine);
      if (unseen.length > 0) return `the search does not see ${unseen.join(', ')}`;
      return found.length === 0 ? null : `found in ${found.join(', ')}`;
    },
  },
  {
    row: 9,
    name: 'a word to the run after it by a channel',
    attempt: async ({ engine }) => {
      const speak = `if (typeof BroadcastChannel === 'undefined') return {};
        const channel = new BroadcastChannel('engines-9');
        setInterval(() => channel.postMessage('secret'), 5);
        return {};`;
      await openProject(engine, project(action(speak)));
      await runOpen(engine);
      await openProject(engine, project(action(HEAR)));
      const { status, results } = await runOpen(engine);
      return status === 'succeeded' && results === 'nothing'
        ? null
        : `heard ${JSON.stringify(results)}`;
    },
  },
  {
    row: 9,
    name: 'a word to the branch beside it by a channel',
    onlyByRemoval: true,
    attempt: async ({ engine }) => {
      const speak = `if (typeof BroadcastChannel === 'undefined') return {};
        const channel = new BroadcastChannel('engines-9');
        for (let i = 0; i < 60; i += 1) {
          channel.postMessage('secret');
          await new Promise((go) => setTimeout(go, 20));
        }
        return {};`;
      const steps = [
        { name: 'T', code: 'module.exports = async () => ({ payload: 1 });' },
        { name: 'Speak', code: action(speak) },
        { name: 'Hear', code: action(HEAR) },
        // Either branch may start last: what was heard is told behind both.
        { name: 'Tell', code: action('return { data: stepResults.hear.results };') },
      ];
      await openProject(
        engine,
        projectFile('Engines', steps, '{}', [
          [0, 1],
          [0, 2],
          [1, 3],
          [2, 3],
        ]),
      );
      const { status, results } = await runOpen(engine, {}, 'tell');
      return status === 'succeeded' && results === 'nothing'
        ? null
        : `heard ${JSON.stringify(results)}`;
    },
  },
];

const HEAR = `if (typeof BroadcastChannel === 'undefined') return { data: 'nothing' };
  const channel = new BroadcastChannel('engines-9');
  return new Promise((resolve) => {
    channel.onmessage = ({ data }) => resolve({ data });
    setTimeout(() => resolve({ data: 'nothing' }), 700);
  });`;

/** Opens a server that runs may call, and tries all; what leaks, and what did where only the removal holds it. */
export async function tryHost(
  engine: Engine,
  sink: Sink,
  build: TestBuild,
): Promise<readonly (readonly [HostAttempt, string])[]> {
  const allowed = await openSink();
  const wrong: (readonly [HostAttempt, string])[] = [];
  try {
    for (const one of hostAttempts) {
      const told = await one.attempt({ engine, sink, allowed, build });
      if (told !== null) wrong.push([one, told]);
    }
  } finally {
    await allowed.close();
  }
  return wrong;
}

const MARKUP =
  '<img src="x" onerror="window.taken = 1"><script>window.taken = 1</script><b class="engines-64">b</b><a href="javascript:window.taken = 1">a</a>';

const SECRET = 'engines/secret+Ärger "9"=';

const PLACES = ['logs', 'results', 'error', 'response'] as const;

/** In every form that a redactor knows, and inside longer ones. */
const SPELL = `const text = Object.values(configVars.Key.fields)[0];
  const spelled = [text, encodeURIComponent(text), JSON.stringify(text), Buffer.from(text).toString('base64'),
    Buffer.from('a' + text).toString('base64'), Buffer.from('ab' + text).toString('base64url'), Buffer.from(text).toString('hex'),
    'Basic ' + Buffer.from('user:' + text).toString('base64'), new URLSearchParams({ text }).toString()];`;

function secretProject(): string {
  const steps = [
    {
      name: 'T',
      code: `module.exports = async ({ configVars }) => { ${SPELL}
        return { payload: 1, response: { statusCode: 200, contentType: 'text/plain', body: spelled.join('\\n') } }; };`,
    },
    {
      name: 'Say',
      code: `module.exports = async ({ configVars, logger }) => { ${SPELL}
        for (const one of spelled) logger.info(one);
        return { data: { spelled, [text]: Buffer.from(text) } }; };`,
    },
    {
      name: 'Throw',
      code: `module.exports = async ({ configVars }) => { ${SPELL} throw new Error(spelled.join(' ')); };`,
    },
  ];
  const file = JSON.parse(projectFile('Secret', steps)) as { project: Record<string, unknown> };
  file.project['configVars'] = [
    {
      id: '71'.padStart(16, '0'),
      name: 'Key',
      dataType: 'connection',
      connection: { component: 'code', key: 'apiKey', inputs: {} },
    },
  ];
  return JSON.stringify(file);
}

/** Types it where a person would. */
async function enterSecret(engine: Engine): Promise<void> {
  await engine.click('button', 'Connections');
  await until(
    'The field of the secret is there',
    () =>
      engine.evaluate(
        () => document.querySelector('[aria-label="Connections"] input[type="password"]') !== null,
        null,
      ),
    Boolean,
  );
  await engine.evaluate((secret) => {
    const field = document.querySelector<HTMLInputElement>(
      '[aria-label="Connections"] input[type="password"]',
    );
    // What the page's own framework listens to is the property's change behind its back.
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    if (field === null) throw new Error('No field.');
    field.focus();
    value?.set?.call(field, secret);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.blur();
  }, SECRET);
}

/** The places of the record in which any spelling is found. */
async function spelled(engine: Engine, configVars?: Record<string, unknown>): Promise<string[]> {
  const places = await engine.evaluate(async (given) => {
    const { steps, error, response } = await window.codeConnector.run(
      given === null ? {} : { configVars: given },
    );
    return {
      logs: steps.flatMap(({ logs }) => logs.map(({ message }) => message)).join('\n'),
      results: JSON.stringify(steps.map(({ results }) => results ?? null)),
      error: JSON.stringify(error ?? null),
      response: response?.body ?? '',
    };
  }, configVars ?? null);
  const bytes = Buffer.from(SECRET);
  const forms = [
    SECRET,
    encodeURIComponent(SECRET),
    JSON.stringify(SECRET).slice(1, -1),
    bytes.toString('base64').replace(/=+$/, '').slice(0, -1),
    bytes.toString('hex'),
    // Behind one and two other bytes base64 has other letters; the first and last of them hold strangers' bits.
    Buffer.from(`a${SECRET}`).toString('base64').slice(4, -4),
    Buffer.from(`ab${SECRET}`).toString('base64url').slice(4, -4),
    Buffer.from(`user:${SECRET}`).toString('base64').slice(8, -4),
    new URLSearchParams({ text: SECRET }).toString().slice(5),
    Array.from(bytes).join(','),
  ];
  return PLACES.filter((place) => forms.some((form) => places[place].includes(form)));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
