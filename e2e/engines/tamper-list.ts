/** An attempt that changes what it stands on, so that it has a run of its own. */
export interface Tampering {
  /** The row of the threat table that it tries. */
  readonly row: number;
  readonly name: string;
  /** Runs first, to an end of whatever kind; what it leaves must not be found. */
  readonly before?: string;
  /** The body of a step's function; `pause` waits so many milliseconds. */
  readonly code: string;
  /** How the run must end: with its result, by an error's code, or either. A result that says anything is a leak. */
  readonly ends: 'succeeded' | 'either' | (string & {});
}

/** The ports to the editor, taken from under the harness while it sends two rows. */
export const STEAL = `
  const stolen = new Set();
  const post = MessagePort.prototype.postMessage;
  const keep = (value) => { if (value instanceof MessagePort) stolen.add(value); };
  const set = WeakMap.prototype.set;
  WeakMap.prototype.set = function (key, value) { keep(key); keep(value); return set.call(this, key, value); };
  MessagePort.prototype.postMessage = function (...args) { keep(this); return post.apply(this, args); };
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (...args) { keep(this); return add.apply(this, args); };
  context.logger.info('x');
  await pause(120);
  context.logger.info('y');
  await pause(120);
  const heard = [];
  for (const port of stolen) {
    add.call(port, 'message', ({ data, ports }) => {
      if (data && data.id === 'mine') heard.push(JSON.stringify(data));
      for (const other of ports) {
        heard.push('a port');
        other.onmessage = (event) => heard.push(JSON.stringify(event.data));
        other.postMessage({ id: 'mine', type: 'APPLY', path: [], argumentList: [] });
      }
    });
  }
  const say = (message, ports = []) => { for (const port of stolen) post.call(port, message, ports); };
  const raw = (value) => ({ type: 'RAW', value });
`;

const stolenThen = (row: number, name: string, code: string): Tampering => ({
  row,
  name,
  code: `${STEAL}${code}\nawait pause(400); return { data: heard.length === 0 ? undefined : 'LEAK ' + heard };`,
  ends: 'CC-PROTOCOL',
});

const call = (verb: string, path: string, value: string) =>
  `say({ id: 'mine', type: '${verb}', path: ${path}, value: raw(${value}), argumentList: [raw(${value})] });`;

const reports = (events: string) =>
  `say({ id: 'mine', type: 'APPLY', path: ['report'], argumentList: [raw(JSON.stringify(${events})), raw([])] });`;

/** How many prototypes code may have changed before a run: none of it is found in the next. */
const POISON = `
  Array.prototype.map = () => ['poisoned'];
  Promise.prototype.then = function () { return this; };
  JSON.stringify = () => '"poisoned"';
  globalThis.left = context.executionId;
  return { data: 1 };`;

/** Each in a run of its own. */
export const tamperings: readonly Tampering[] = [
  stolenThen(38, 'ports taken by patched maps, messages of no meaning', "say({ id: 'mine' });"),
  stolenThen(
    39,
    'constructing a function of the editor',
    call(
      'CONSTRUCT',
      "['report', 'constructor']",
      "'globalThis.taken = 1; return localStorage.secret'",
    ),
  ),
  stolenThen(
    39,
    'calling the constructor of a function of the editor',
    call(
      'APPLY',
      "['report', 'constructor']",
      "'globalThis.taken = 1; return localStorage.secret'",
    ),
  ),
  stolenThen(
    40,
    'setting the prototype of all objects',
    call('SET', "['__proto__', 'polluted']", "'yes'"),
  ),
  stolenThen(40, 'setting a service', call('SET', "['report']", "'yes'")),
  stolenThen(41, 'releasing the editor’s end', call('RELEASE', '[]', '0')),
  stolenThen(41, 'asking for another end', call('ENDPOINT', '[]', '0')),
  stolenThen(41, 'reading a member of a service', call('GET', "['report', 'name']", '0')),
  stolenThen(
    42,
    'a live object for an answer',
    "say({ id: '1', type: 'HANDLER', name: 'proxy', value: {} });",
  ),
  stolenThen(
    42,
    'a port for an answer',
    "for (const port of stolen) { const { port2 } = new MessageChannel(); post.call(port, { id: '1', type: 'HANDLER', name: 'proxy', value: port2 }, [port2]); }",
  ),
  stolenThen(
    43,
    'the end of a step that has not begun',
    reports("[{ t: 'end', k: 'other', r: -1, summary: '', warnings: [] }]"),
  ),
  stolenThen(43, 'a second start of its own step', reports("[{ t: 'start', k: 'step' }]")),
  stolenThen(43, 'the state of a run that goes on', reports("[{ t: 'state', state: '{}' }]")),
  {
    row: 44,
    name: 'prototypes changed by the run before',
    before: POISON,
    code: `const seen = [1].map((x) => x + 1)[0] === 2 && JSON.stringify([1]) === '[1]';
      return { data: seen ? undefined : 'LEAK poisoned' };`,
    ends: 'succeeded',
  },
  {
    row: 45,
    name: 'what the run before has left',
    before: POISON,
    code: "return { data: typeof left === 'undefined' ? undefined : 'LEAK ' + left };",
    ends: 'succeeded',
  },
  {
    row: 47,
    name: 'functions of the harness by the frames of a stack',
    code: `const found = [];
      const collect = () => {
        const before = Error.prepareStackTrace;
        Error.prepareStackTrace = (mine, sites) => sites;
        const sites = new Error().stack;
        Error.prepareStackTrace = before;
        if (!Array.isArray(sites)) return;
        for (const site of sites) for (const one of [site.getFunction(), site.getThis()]) {
          if (typeof one === 'function' && !String(one).includes('collect')) found.push(String(one).slice(0, 80));
        }
      };
      collect();
      context.logger.info({ get collect() { collect(); return 1; }, toString() { collect(); return 'x'; } });
      console.log('%s', { toString() { collect(); return 'x'; } });
      return { data: found.length === 0 ? undefined : 'LEAK ' + found };`,
    ends: 'succeeded',
  },
  {
    row: 48,
    name: 'functions of the harness by their callers',
    code: `const found = [];
      function collect() {
        let one = collect;
        for (let i = 0; i < 50 && one; i += 1) {
          try { one = one.caller; } catch { break; }
          if (typeof one === 'function' && !String(one).includes('collect')) found.push(String(one).slice(0, 80));
          if (one === collect) break;
        }
      }
      collect();
      context.logger.info({ get a() { collect(); return 1; }, toJSON: collect, toString: collect });
      return { data: found.length === 0 ? undefined : 'LEAK ' + found };`,
    ends: 'succeeded',
  },
  {
    row: 50,
    name: 'a thenable that looks at who waits',
    code: `return { then(resolve) {
      const got = resolve.constructor('return typeof localStorage')();
      resolve({ data: got === 'undefined' ? undefined : 'LEAK ' + got });
    } };`,
    ends: 'succeeded',
  },
  {
    row: 50,
    name: 'a result that answers every question',
    code: `const all = new Proxy(function () {}, { get: (_, name) => (name === 'then' ? undefined : all), ownKeys: () => ['length', 'name', 'prototype'] });
      return { data: all };`,
    ends: 'P10002',
  },
  {
    row: 50,
    name: 'a result of getters that throw',
    code: "return Object.defineProperty({}, 'data', { get() { throw new Error('no'); } });",
    ends: 'failed',
  },
  {
    row: 51,
    name: 'a result with own keys of prototypes',
    code: `context.instanceState.kept = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
      delete context.instanceState.kept;
      return JSON.parse('{"x":{"__proto__":{"polluted":1}},"__proto__":{"polluted":1}}');`,
    ends: 'succeeded',
  },
  {
    row: 53,
    name: 'code that ends the function it stands in',
    code: '}); globalThis.broken = 1; (async function () {',
    ends: 'failed',
  },
  {
    row: 65,
    name: 'messages after the end of the run',
    before: `${STEAL}
      const late = () => { say({ id: 'mine', type: 'APPLY', path: ['report'], argumentList: [raw('[]'), raw([])] }); setTimeout(late, 20); };
      late();
      return { data: 1 };`,
    code: 'await pause(150); return {};',
    ends: 'succeeded',
  },
];
