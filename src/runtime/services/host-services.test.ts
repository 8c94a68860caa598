import { afterEach, describe, expect, it } from 'vitest';
import { serveGuarded } from '@/runtime/protocol/rpc';
import type { SubtleRequest } from '@/runtime/protocol/subtle';
import { hostServices } from './host-services';

const raw = (value: unknown) => ({ type: 'RAW', value });
const apply = (name: string, ...args: readonly unknown[]) => ({
  id: 'x',
  type: 'APPLY',
  path: [name],
  argumentList: args.map(raw),
});

const request = { url: 'https://a.example/', method: 'GET', headers: [], body: null };
const digest: SubtleRequest = {
  operation: 'digest',
  algorithm: [['name', 'SHA-256']],
  keyAlgorithm: [],
  format: '',
  key: null,
  wrapped: null,
  data: new Uint8Array(1),
  signature: null,
  extractable: false,
  usages: [],
  length: null,
};

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** The host's end serves; the other end is a worker's, which may post anything. */
function serve({ isOver = false } = {}) {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const called: string[] = [];
  const refused: string[] = [];
  const owner = {
    onReport: () => void called.push('report'),
    onFetch: async () => {
      called.push('fetch');
      return Promise.resolve({
        ok: false as const,
        via: 'none' as const,
        failure: { kind: 'blocked' as const, message: '' },
        droppedHeaders: [],
      });
    },
    onAbort: (id: number) => void (id === 77 || called.push('abort')),
    onSubtle: async () => {
      called.push('subtle');
      return Promise.resolve({ ok: false as const, name: 'OperationError', message: '' });
    },
    onGone: () => undefined,
  };
  serveGuarded(
    port1,
    hostServices(() => (isOver ? null : owner)),
    (what) => refused.push(what),
  );
  /** Posts, and waits until a plain call behind it has been answered. */
  const post = async (message: unknown, transfer: Transferable[] = []): Promise<unknown[]> => {
    const replies: unknown[] = [];
    await new Promise<void>((resolve) => {
      port2.addEventListener('message', ({ data }: MessageEvent<{ id: string }>) => {
        if (data.id === 'behind') resolve();
        else replies.push(data);
      });
      port2.start();
      port2.postMessage(message, transfer);
      port2.postMessage({ ...apply('abort', 77), id: 'behind' });
    });
    return replies;
  };
  return { post, called, refused };
}

const good = {
  report: ['[]', [new Uint8Array(1)]],
  fetch: [1, request],
  abort: [1],
  subtle: [digest],
} as const;

describe('what a worker may call', () => {
  it.each(Object.entries(good))('is %s, with the arguments it takes', async (name, args) => {
    const { post, called, refused } = serve();
    const replies = await post(apply(name, ...args));
    expect([called, refused]).toEqual([[name], []]);
    expect(replies).toMatchObject([{ id: 'x', type: 'RAW' }]);
  });

  it.each(Object.entries(good))('is no more once the run is over: %s', async (name, args) => {
    const { post, called, refused } = serve({ isOver: true });
    await post(apply(name, ...args));
    expect([called, refused]).toEqual([[], []]);
  });

  it('is not to be given ports', async () => {
    const { post, called, refused } = serve();
    const { port1, port2 } = new MessageChannel();
    open.push(port1);
    await post({ ...apply('report', ...good.report), more: port2 }, [port2]);
    expect([called, refused]).toEqual([[], ['a message with ports']]);
  });

  const many = Array.from({ length: 100_000 }, () => 'x');
  const headers = many.map((name) => ({ name, value: name }));
  const hostile: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['a text', 'report'],
    ['a list', [apply('report', ...good.report)]],
    ['another verb', { ...apply('report', ...good.report), type: 'CONSTRUCT' }],
    ['a set', { ...apply('report'), type: 'SET', path: ['__proto__', 'x'], value: raw(1) }],
    ['a service of no name', { ...apply('report'), path: [] }],
    ['a member of a service', { ...apply('report'), path: ['report', 'constructor'] }],
    ['a service that all objects have', apply('constructor', 'return 1')],
    ['a prototype', apply('__proto__')],
    ['a name that is no text', { ...apply('report'), path: [['report']] }],
    ['no id', { ...apply('report', ...good.report), id: undefined }],
    ['a giant id', { ...apply('report', ...good.report), id: 'x'.repeat(101) }],
    ['arguments that are no list', { ...apply('report'), argumentList: { length: 2 } }],
    ['giant arguments', apply('report', ...many)],
    [
      'an argument by a handler',
      { ...apply('abort'), argumentList: [{ type: 'HANDLER', name: 'proxy', value: 1 }] },
    ],
    ['a report without parts', apply('report', '[]')],
    ['a report of more', apply('report', '[]', [], 1)],
    ['a report that is no text', apply('report', [], [])],
    ['a giant report', apply('report', ' '.repeat(4 * 1024 * 1024 + 1), [])],
    ['parts that are no bytes', apply('report', '[]', [[1, 2]])],
    ['parts with holes', apply('report', '[]', Object.assign([], { length: 3 }))],
    ['a request without an id', apply('fetch', request)],
    ['a request of a strange id', apply('fetch', 0.5, request)],
    ['a request without headers', apply('fetch', 1, { ...request, headers: null })],
    ['a giant address', apply('fetch', 1, { ...request, url: 'x'.repeat(100_000) })],
    ['giant headers', apply('fetch', 1, { ...request, headers })],
    ['a body of text', apply('fetch', 1, { ...request, body: 'x' })],
    ['an end of nothing', apply('abort')],
    ['an end of everything', apply('abort', Infinity)],
    ['an operation that all objects have', apply('subtle', { ...digest, operation: 'toString' })],
    ['giant usages', apply('subtle', { ...digest, usages: many })],
    ['a giant algorithm', apply('subtle', { ...digest, algorithm: many.map(() => ['name', 'x']) })],
    ['a number for a key that is none', apply('subtle', { ...digest, key: -1 })],
  ];
  it.each(hostile)('is refused before anything is done: %s', async (_, message) => {
    const { post, called, refused } = serve();
    const replies = await post(message);
    expect([called, replies]).toEqual([[], []]);
    expect(refused).toHaveLength(1);
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });
});
