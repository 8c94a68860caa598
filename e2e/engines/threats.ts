import { action, openApplication, runCode, type Outcome } from './application';
import { attempts, type Attempt } from './attempt-list';
import type { Engine } from './engine';
import { hostAttempts, tryHost } from './host-attempts';
import { openSink, type Sink } from './sink';
import { tamperings, type Tampering } from './tamper-list';
import { serveTestBuild, type TestBuild } from './test-build';

/** What came of the attempts under one protection. */
export interface ThreatRow {
  readonly protection: string;
  /** At most three of each row of the threat table count. */
  readonly attempts: number;
  readonly leaks: readonly string[];
  readonly contacts: readonly string[];
}

/** What became of all attempts in one engine. */
export interface ThreatReport {
  /** The sandbox, with globals removed and without. */
  readonly rows: readonly ThreatRow[];
  /** What leaks where nothing protects. */
  readonly controls: readonly string[];
  /** Attempts that should leak there and do not: they prove nothing. */
  readonly toothless: readonly string[];
}

/** For an attempt in the sandbox, and for one that nothing holds and whose servers answer. */
const PATIENCE_MS = { sandbox: 2_000, control: 4_000 };

/** Counted: an attempt is one of its row's first three. */
function counted(list: readonly { readonly row: number }[]): number {
  const rows = new Map<number, number>();
  for (const { row } of list) rows.set(row, Math.min(3, (rows.get(row) ?? 0) + 1));
  return [...rows.values()].reduce((sum, count) => sum + count, 0);
}

/** Tries everything: in the sandbox as it is built, in one that removes nothing, and where nothing protects. */
export async function tryThreats(engine: Engine): Promise<ThreatReport> {
  const rows: ThreatRow[] = [];
  const controls: string[] = [];
  const toothless: string[] = [];
  for (const keepsGlobals of [false, true]) {
    const build = await serveTestBuild(keepsGlobals);
    const sink = await openSink();
    try {
      await openApplication(engine, build.home);
      await seedSecrets(engine);
      const leaks = [...(await tryAttempts(engine, sink, build)), ...(await tryTamperings(engine))];
      const told = await tryHost(engine, sink, build);
      for (const [one, what] of told) {
        if (!keepsGlobals || one.onlyByRemoval !== true) leaks.push(`${nameOf(one)}: ${what}`);
      }
      leaks.push(...(await tellHarm(engine)));
      rows.push({
        protection: keepsGlobals ? 'globals kept' : 'globals removed',
        attempts: counted([...attempts, ...tamperings, ...hostAttempts]),
        leaks,
        contacts: [...sink.contacts],
      });
      if (keepsGlobals) {
        const unheld = await tryUnprotected(engine, sink, build);
        controls.push(...unheld.map(nameOf));
        toothless.push(
          ...attempts.filter((one) => shouldBite(one, engine) && !unheld.includes(one)).map(nameOf),
        );
        for (const one of hostAttempts.filter(({ onlyByRemoval }) => onlyByRemoval === true)) {
          const isHeard = told.some(([heard]) => heard === one);
          (isHeard ? controls : toothless).push(nameOf(one));
        }
        ((await isTakenOver(engine)) ? controls : toothless).push(
          '39 an unguarded Comlink endpoint',
        );
      }
    } finally {
      await sink.close();
      await build.close();
    }
  }
  return { rows, controls, toothless };
}

/** The report as a table for people. */
export function tableOf(engine: Engine, { rows, controls }: ThreatReport): string {
  const lines = [
    ['', 'attempts', 'leaks', 'sink contacts', 'controls that leak'],
    ...rows.map(({ protection, attempts: count, leaks, contacts }) => [
      protection,
      String(count),
      String(leaks.length),
      String(contacts.length),
      '',
    ]),
    ['nothing protects', '', '', '', String(controls.length)],
  ];
  const widths = [18, 10, 7, 15, 20];
  return [
    engine.name,
    ...lines.map((cells) => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('')),
  ].join('\n      ');
}

/** Nearly all attempts in one run; what leaks, by name. */
async function tryAttempts(engine: Engine, sink: Sink, build: TestBuild): Promise<string[]> {
  const together = attempts.filter(({ when }) => when !== 'alone');
  const alone = attempts.filter(({ when }) => when === 'alone');
  const run = await runAttempts(engine, together, sink, build);
  if (!Array.isArray(run.results) || run.results.length !== together.length) {
    return [`the attempts did not come to an end: ${JSON.stringify(run).slice(0, 400)}`];
  }
  // One text for each attempt.
  const seen = run.results as string[];
  const leaks = together.flatMap((one, at) =>
    seen[at] === '' ? [] : [`${nameOf(one)}: ${seen[at]}`],
  );
  for (const one of alone) {
    const { status, results } = await runAttempts(engine, [one], sink, build);
    const isRefused = status === 'failed' || same(results, ['']);
    if (!isRefused) leaks.push(`${nameOf(one)}: ${status} ${JSON.stringify(results)}`);
  }
  return leaks;
}

async function runAttempts(
  engine: Engine,
  list: readonly Attempt[],
  sink: Sink,
  build: TestBuild,
): Promise<Outcome> {
  const code = `${batch(list, sink, build, PATIENCE_MS.sandbox)}\nreturn { data: await tryAll() };`;
  return runCode(engine, action(code), { stepTimeoutMs: 90_000 });
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Each in a run of its own, in the same page: every next run must work whatever the one before did. */
async function tryTamperings(engine: Engine): Promise<string[]> {
  const leaks: string[] = [];
  for (const one of tamperings) {
    if (one.before !== undefined)
      await runCode(engine, action(PAUSE + one.before), { stepTimeoutMs: 1_000 });
    const run = await runCode(engine, action(PAUSE + one.code), { stepTimeoutMs: 10_000 });
    const wrong = whatIsWrong(one, run);
    if (wrong !== null) leaks.push(`${nameOf(one)}: ${wrong}`);
  }
  return leaks;
}

function whatIsWrong({ ends }: Tampering, { status, error, results }: Outcome): string | null {
  const isSilent = results === null || results === undefined;
  if (typeof results === 'string' && results.startsWith('LEAK')) return results;
  if (ends === 'succeeded' ? status === ends : status === ends || error?.code === ends) return null;
  return `ended as ${status} ${error?.code ?? ''} ${error?.message ?? ''}${isSilent ? '' : JSON.stringify(results)}`;
}

/** What the page must not have heard or become. */
async function tellHarm(engine: Engine): Promise<string[]> {
  return engine.evaluate(() => {
    const harm: string[] = [...window.heardOfAttempts];
    if (Reflect.get(globalThis, 'taken') !== undefined) harm.push('code ran in the editor');
    if (Reflect.get({}, 'polluted') !== undefined) harm.push('the prototype of objects was set');
    return harm;
  }, null);
}

/** The same attempts in plain workers of a page without a policy; those that leak. */
async function tryUnprotected(engine: Engine, sink: Sink, build: TestBuild): Promise<Attempt[]> {
  await engine.open(build.control);
  const before = sink.contacts.length;
  const leaks = new Set<Attempt>();
  const reached: string[] = [];
  const tried = attempts.filter((one) => isSafeUnprotected(one, engine));
  for (const isAlone of [false, true]) {
    const list = tried.filter(({ when }) => (when === 'alone') === isAlone);
    const { seen, heard } = await askWorker(
      engine,
      `${batch(list, sink, build, PATIENCE_MS.control)}\ntryAll().then((seen) => postMessage(seen));`,
    );
    for (const [at, one] of list.entries()) if (seen[at] !== '') leaks.add(one);
    reached.push(...heard);
  }
  const told = [...sink.contacts.slice(before), ...reached].join('\n');
  return attempts.filter((one, at) => leaks.has(one) || told.includes(placeOf(at)));
}

/** What a plain worker of the page answers, and what the page hears meanwhile. */
async function askWorker(
  engine: Engine,
  text: string,
): Promise<{ readonly seen: readonly string[]; readonly heard: readonly string[] }> {
  return engine.evaluate(async (source) => {
    const channel = new BroadcastChannel('engines-secret');
    const heard: string[] = [];
    channel.addEventListener('message', ({ data }) => heard.push(String(data)));
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
    const seen = await new Promise<string[]>((resolve, reject) => {
      setTimeout(() => reject(new Error('The unprotected worker does not answer.')), 90_000);
      worker.addEventListener('error', ({ message }) => reject(new Error(message)));
      worker.addEventListener('message', ({ data }) => {
        if (Array.isArray(data)) resolve(data as string[]);
      });
    });
    worker.terminate();
    channel.close();
    return { seen, heard };
  }, text);
}

/** Comlink as anyone would use it: what a worker does to the page with the plain messages of its protocol. */
async function isTakenOver(engine: Engine): Promise<boolean> {
  const told = await engine.evaluate(async () => {
    const { Comlink } = window as unknown as {
      Comlink: { expose: (api: object, port: MessagePort) => void };
    };
    const { port1, port2 } = new MessageChannel();
    Comlink.expose({ log: () => undefined }, port1);
    const source = `onmessage = ({ ports: [port] }) => {
      const raw = (value) => ({ type: 'RAW', value });
      port.onmessage = ({ data }) => {
        if (!(data.value instanceof MessagePort)) return;
        data.value.onmessage = (event) => postMessage(event.data.value);
        data.value.postMessage({ id: '2', type: 'APPLY', path: [], argumentList: [] });
      };
      port.postMessage({ id: '0', type: 'SET', path: ['__proto__', 'polluted'], value: raw('yes') });
      port.postMessage({ id: '1', type: 'CONSTRUCT', path: ['log', 'constructor'], argumentList: [raw('return localStorage.secret')] });
    };`;
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
    const secret = await new Promise<string>((resolve) => {
      worker.addEventListener('message', ({ data }) => resolve(String(data)));
      setTimeout(() => resolve('nothing'), 4_000);
      worker.postMessage('init', [port2]);
    });
    worker.terminate();
    return [secret, String(Reflect.get({}, 'polluted'))];
  }, null);
  return told[0] === 'SECRET-local' && told[1] === 'yes';
}

const PAUSE = 'const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));\n';

/** The attempts as a function that tries all and gives one text each: empty where it reached nothing. */
function batch(
  list: readonly Attempt[],
  sink: Sink,
  { home }: TestBuild,
  patienceMs: number,
): string {
  const acts = list.map(({ code, when }) => {
    const body = code
      .replaceAll('SINK', `${sink.url}${placeOf(attempts.findIndex((one) => one.code === code))}`)
      .replaceAll('HOME', home);
    return `[${when === 'first'}, async () => { ${body} }]`;
  });
  return `${PAUSE}
    const acts = [${acts.join(',\n')}];
    const tell = (seen) => {
      if (seen === undefined || seen === null || seen === 0 || seen === false || seen === '') return '';
      try { return 'LEAK ' + String(seen).slice(0, 100); } catch { return 'LEAK ' + typeof seen; }
    };
    const tryOne = async (act) => {
      try { return tell(await Promise.race([act(), pause(${patienceMs})])); } catch { return ''; }
    };
    const tryAll = async () => {
      const seen = [];
      for (const [at, [isFirst, act]] of acts.entries()) if (isFirst) seen[at] = await tryOne(act);
      return Promise.all(acts.map(([isFirst, act], at) => (isFirst ? seen[at] : tryOne(act))));
    };`;
}

function placeOf(at: number): string {
  return `attempt-${at}/`;
}

function nameOf({ row, name }: { readonly row: number; readonly name: string }): string {
  return `${row} ${name}`;
}

function shouldBite({ bites }: Attempt, engine: Engine): boolean {
  return bites?.some((name) => engine.name.startsWith(name)) === true;
}

/** An import in a timer's text ends the process of a Firefox tab. */
function isSafeUnprotected({ name }: Attempt, engine: Engine): boolean {
  return !(engine.name.startsWith('Firefox') && name === 'import in a timer of text');
}

/** Puts a secret wherever a page keeps things, and listens to everything that may tell of one. */
async function seedSecrets(engine: Engine): Promise<void> {
  await engine.evaluate(async () => {
    localStorage.setItem('secret', 'SECRET-local');
    sessionStorage.setItem('secret', 'SECRET-session');
    document.cookie = 'secret=SECRET-cookie';
    const cache = await caches.open('engines-secret');
    await cache.put('/secret', new Response('SECRET-cache'));
    // Not in every engine, and then no secret can be there.
    const storage = navigator.storage as StorageManager | undefined;
    const root = await storage?.getDirectory().catch(() => null);
    const file = await root?.getFileHandle('secret.txt', { create: true });
    const out = await file?.createWritable?.();
    await out?.write('SECRET-file');
    await out?.close();
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
    window.heardOfAttempts = [];
    const heard = (what: string): void => {
      window.heardOfAttempts.push(what);
    };
    const channel = new BroadcastChannel('engines-secret');
    channel.addEventListener('message', () => heard('the editor heard a channel'));
    addEventListener('message', ({ source }) => {
      if (source !== window) heard('the editor heard a message');
    });
  }, null);
}

declare global {
  interface Window {
    heardOfAttempts: string[];
  }
}
