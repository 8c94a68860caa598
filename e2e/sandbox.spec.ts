import { createHash, generateKeyPairSync } from 'node:crypto';
import type { Page } from '@playwright/test';
import { automationTest as test, expect } from './shared-page';
import { projectFile, type CodeStep } from './project-file';

/** The true sandbox, driven through the automation interface: what code can do in it and what it cannot. */

const TRIGGER = 'module.exports = async (context, payload) => ({ payload: payload.body.data });';

interface Request {
  readonly body?: string;
  readonly method?: string;
  readonly contentType?: string;
  readonly headers?: Record<string, string>;
}

async function run(
  page: Page,
  steps: readonly CodeStep[],
  options: {
    readonly payload?: Request;
    readonly edges?: readonly (readonly [number, number])[];
    readonly stepTimeoutMs?: number;
    readonly results?: Record<string, unknown>;
  } = {},
) {
  const { payload, edges, ...rest } = options;
  const text = projectFile('Sandbox', steps, '{"a":1}', edges);
  return page.evaluate(
    async ([file, request]) => {
      await window.codeConnector.open(file);
      return window.codeConnector.run(request);
    },
    [text, { ...(payload === undefined ? {} : { payload }), ...rest }] as const,
  );
}

/** Runs one action behind a plain trigger and gives its record. */
async function runCode(page: Page, code: string, options: Parameters<typeof run>[2] = {}) {
  const record = await run(
    page,
    [
      { name: 'T', code: TRIGGER },
      { name: 'Step', code },
    ],
    options,
  );
  return { record, step: record.steps.find(({ key }) => key === 'step') };
}

const action = (body: string): string =>
  `module.exports = async (context, stepResults) => {\n${body}\n};`;

test.describe('what code can reach', () => {
  test('an opaque origin, and neither storage nor network', async ({ page, baseURL }) => {
    const { step } = await runCode(
      page,
      action(`
        const tried = {};
        const attempt = async (name, act) => {
          try { tried[name] = 'LEAK ' + String(await act()); } catch (error) { tried[name] = 'refused'; }
        };
        await attempt('fetch', () => fetch('/'));
        await attempt('import', () => import('data:text/javascript,export default 1'));
        await attempt('import of the page', () => import(${JSON.stringify(baseURL)}));
        await attempt('importScripts', () => importScripts('data:text/javascript,1'));
        await attempt('XMLHttpRequest', () => new XMLHttpRequest());
        await attempt('WebSocket', () => new WebSocket('ws://localhost'));
        await attempt('indexedDB', () => indexedDB.open('code-connector'));
        await attempt('caches', () => caches.keys());
        await attempt('BroadcastChannel', () => new BroadcastChannel('x'));
        await attempt('Worker', () => new Worker('data:text/javascript,1'));
        await attempt('localStorage', () => localStorage.length);
        await attempt('document', () => document.cookie);
        await attempt('parent', () => parent.location.href);
        const origin = String(self.location.origin);
        return { data: { tried, origin } };`),
    );
    const results = step?.results as { tried: Record<string, string>; origin: string };
    expect(Object.values(results.tried)).toEqual(Object.values(results.tried).map(() => 'refused'));
    expect(Object.keys(results.tried)).toHaveLength(13);
    expect(results.origin).toBe('null');
  });

  test('the removed globals are not the boundary: raw requests fail by the policy', async ({
    page,
  }) => {
    // Bringing a function back from another realm is not possible; a raw dynamic import cannot be removed at all.
    const { step } = await runCode(
      page,
      action(`
        const blob = URL.createObjectURL(new Blob(['export default 1'], { type: 'text/javascript' }));
        const outcome = await import(blob).then(() => 'LEAK', () => 'refused');
        return { data: outcome };`),
    );
    expect(step?.results).toBe('refused');
  });

  test('a stolen endpoint cannot run code in the editor or set its prototypes', async ({
    page,
  }) => {
    const { record } = await runCode(
      page,
      action(`
        const stolen = new Set();
        const post = MessagePort.prototype.postMessage;
        const set = WeakMap.prototype.set;
        WeakMap.prototype.set = function (key, value) { stolen.add(key); stolen.add(value); return set.call(this, key, value); };
        MessagePort.prototype.postMessage = function (...args) { stolen.add(this); return post.apply(this, args); };
        context.logger.info('x');
        await new Promise((resolve) => setTimeout(resolve, 120));
        context.logger.info('y');
        await new Promise((resolve) => setTimeout(resolve, 120));
        for (const port of stolen) {
          if (!(port instanceof MessagePort)) continue;
          post.call(port, { id: 'a', type: 'CONSTRUCT', path: ['report', 'constructor'], argumentList: [{ type: 'RAW', value: 'window.__taken = true; return 1' }] });
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
        for (const port of stolen) {
          if (port instanceof MessagePort) post.call(port, { id: 'b', type: 'SET', path: ['__proto__', 'polluted'], argumentList: [{ type: 'RAW', value: 'yes' }] });
        }
        await new Promise((resolve) => setTimeout(resolve, 200));
        return { data: [...stolen].filter((port) => port instanceof MessagePort).length };`),
    );
    expect(record.status).toBe('failed');
    expect(record.error?.code).toBe('CC-PROTOCOL');
    const harm = await page.evaluate(() => [
      Reflect.get(window, '__taken'),
      Reflect.get({}, 'polluted'),
    ]);
    expect(harm).toEqual([undefined, undefined]);
    // The next run is none the worse.
    const next = await runCode(page, action('return { data: 2 };'));
    expect(next.step?.results).toBe(2);
  });

  test('one run cannot poison the next', async ({ page }) => {
    await runCode(
      page,
      action(
        "Array.prototype.map = () => ['poisoned']; globalThis.left = 1; return { data: [1].map((x) => x) };",
      ),
    );
    const { step } = await runCode(
      page,
      action('return { data: [[1].map((x) => x + 1), typeof left] };'),
    );
    expect(step?.results).toEqual([[2], 'undefined']);
  });
});

test('the built sandbox has exactly its policy, and its hashes are those of its scripts', async ({
  page,
  baseURL,
}) => {
  const response = await page.request.get(new URL('sandbox.html', baseURL).href);
  const html = await response.text();
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
  const hashes = [...policy.matchAll(/'(sha256-[^']+)'/g)].map((match) => match[1]);
  expect(policy.replaceAll(/sha256-[^']+/g, 'sha256')).toBe(
    "default-src 'none'; script-src 'sha256' 'sha256' 'unsafe-eval'; worker-src blob:; base-uri 'none'; form-action 'none'",
  );
  const outer = /<script>([\s\S]*)<\/script>/.exec(html)?.[1] ?? '';
  expect(hashes[0]).toBe(`sha256-${createHash('sha256').update(outer).digest('base64')}`);
  const home = await page.request.get(new URL('index.html', baseURL).href);
  const index = (await home.text()).replaceAll('&#39;', "'");
  expect(index).toContain("script-src 'self';");
  expect(index).not.toContain('unsafe-eval');
});

test('the frames have exactly the attributes that hold them', async ({ page }) => {
  await runCode(page, action('return { data: 1 };'));
  const outer = page.locator('iframe[title="code sandbox"]');
  await expect(outer).toHaveAttribute('referrerpolicy', 'no-referrer');
  await expect(outer).toHaveAttribute('aria-hidden', 'true');
  await expect(outer).toHaveAttribute('tabindex', '-1');
  const inner = outer.contentFrame().locator('iframe');
  await expect(inner).toHaveAttribute('sandbox', 'allow-scripts');
  await expect(inner).toHaveAttribute('allow', '');
  await expect(inner).toHaveAttribute('referrerpolicy', 'no-referrer');
});

// The other ways not to end: limits.spec.ts.
test('code that does not end times out, the page goes on, the next run works', async ({ page }) => {
  const { record, step } = await runCode(page, action('for (;;);'), { stepTimeoutMs: 400 });
  expect(record.status).toBe('timed out');
  expect(record.error?.code).toBe('CC-TIMEOUT-STEP');
  expect(record.error?.message).toContain('Your code in Step ran longer than 400 ms');
  expect(step?.durationMs).toBeGreaterThanOrEqual(400);
  const next = await runCode(page, action('return { data: "again" };'));
  expect(next.step?.results).toBe('again');
});

test('100,000 log rows are bounded, kept at both ends, and all there before the end', async ({
  page,
}) => {
  const { step } = await runCode(
    page,
    action(
      "for (let i = 0; i < 100000; i += 1) context.logger.info('row ' + i); return { data: 1 };",
    ),
  );
  expect(step?.logs).toHaveLength(10_001);
  expect(step?.logs[0]?.message).toBe('row 0');
  expect(step?.logs[5_000]?.message).toBe(
    '90,000 rows left out: a step keeps its first and last 5,000.',
  );
  expect(step?.logs.at(-1)?.message).toBe('row 99999');
  const few = await runCode(
    page,
    action('for (let i = 0; i < 9900; i += 1) context.logger.info(i); return { data: 1 };'),
  );
  expect(few.step?.logs).toHaveLength(9_900);
  expect(few.step?.logs.map(({ message }) => Number(message))).toEqual(
    Array.from({ length: 9_900 }, (_, index) => index),
  );
});

test('a log row is cut at 4,096 characters and says so; console is captured', async ({ page }) => {
  const { step } = await runCode(
    page,
    action(
      "context.logger.warn('x'.repeat(5000)); console.log('%s has %d', 'cart', 3, { a: [1] }); console.error(new Error('no')); return {};",
    ),
  );
  expect(step?.logs[0]).toMatchObject({ level: 'warn', truncated: true });
  expect(step?.logs[0]?.message).toHaveLength(4_096);
  expect(step?.logs[1]).toMatchObject({ level: 'info', message: 'cart has 3 { a: [ 1 ] }' });
  expect(step?.logs[2]?.message).toContain('Error: no');
});

test('errors stand at the line of the code; what is thrown and is none, where that is certain', async ({
  page,
}) => {
  const cases: readonly (readonly [string, string, number | undefined, number | undefined])[] = [
    ['a throw on line 1', "module.exports = () => { throw new Error('one'); };", 1, 32],
    [
      'a throw inside',
      "module.exports = async () => {\n  const a = 1;\n  throw new Error('three');\n};",
      3,
      9,
    ],
    ['an error after await', 'module.exports = async () => {\n  await null;\n  null.x;\n};', 3, 8],
    [
      'a rejection nobody awaits',
      "module.exports = async () => {\n  Promise.reject(new Error('lost'));\n  await new Promise((r) => setTimeout(r, 500));\n};",
      2,
      18,
    ],
    [
      'an error in a timer',
      "module.exports = async () => {\n  setTimeout(() => {\n    throw new Error('late');\n  }, 5);\n  await new Promise((r) => setTimeout(r, 500));\n};",
      3,
      11,
    ],
    ['a syntax error', 'module.exports = async () => {\n  const = 1;\n};', 2, 9],
    ['a thrown text', "module.exports = async () => {\n  throw 'no';\n};", 2, 3],
    ['a thrown null', 'module.exports = async () => {\n\n  throw null;\n};', 3, 3],
    [
      'the first of several',
      "module.exports = async () => {\n  const no = async () => { throw new Error('no'); };\n  await Promise.any([no(), no()]);\n};",
      2,
      34,
    ],
    [
      'a text that may come from two places',
      "module.exports = async ({ flow }) => {\n  if (flow === null) throw 'no';\n  throw 'no';\n};",
      undefined,
      undefined,
    ],
  ];
  for (const [name, code, line, column] of cases) {
    await test.step(name, async () => {
      const { record } = await runCode(page, code);
      expect(record.status).toBe('failed');
      const { error } = record;
      expect(error?.step).toBe('step');
      expect([error?.line, error?.column]).toEqual([line, column]);
      if (line === undefined) expect(error?.message).toContain('without a place');
      expect(error).not.toHaveProperty('thrown');
    });
  }
});

test('a hostile error is cut to size', async ({ page }) => {
  const { record } = await runCode(
    page,
    action(
      "const e = new Error('m'.repeat(5_000_000)); e.name = 'n'.repeat(9000); e.stack = 's'.repeat(2_000_000); throw e;",
    ),
  );
  expect(record.error?.name.length).toBeLessThanOrEqual(200);
  expect(record.error?.message.length).toBeLessThanOrEqual(8_192);
  expect((record.error?.stack ?? '').length).toBeLessThanOrEqual(65_536);
});

test.describe('results', () => {
  test('binary values, dates and copies cross as they are', async ({ page }) => {
    const record = await run(page, [
      { name: 'T', code: TRIGGER },
      {
        name: 'Make',
        code: action(
          "const shared = { n: 1 }; return { data: { b: Buffer.from('hi'), d: new Date(0), u: undefined, m: new Map([['k', 1]]), s: new Set([1]), big: 10n, shared, again: shared } };",
        ),
      },
      {
        name: 'Read',
        code: action(
          'const { b, d, m, s, shared } = stepResults.make.results; shared.n = 2; return { data: [Buffer.isBuffer(b), b.toString(), d instanceof Date, m, s, stepResults.make.results.again.n, stepResults.make.results.shared.n] };',
        ),
      },
    ]);
    expect(record.steps[1]?.results).toEqual({
      b: { type: 'Buffer', data: [104, 105] },
      d: '1970-01-01T00:00:00.000Z',
      m: { k: 1 },
      s: [1],
      big: 10,
      shared: { n: 1 },
      again: { n: 1 },
    });
    expect(record.steps[2]?.results).toEqual([true, 'hi', true, { k: 1 }, [1], 1, 2]);
  });

  const REFUSED: readonly (readonly [string, string, string, string])[] = [
    ['a function', 'return { data: { list: [1, { run() {} }] } };', 'P10002', 'data.list[1].run'],
    ['a circle', 'const a = { b: {} }; a.b.a = a; return { data: a };', 'P10003', 'data.b.a'],
    ['a symbol', "return { data: { s: Symbol('x') } };", 'P10003', 'data.s'],
    ['a huge integer', 'return { data: [2n ** 70n] };', 'P10003', 'data[0]'],
    [
      'a getter that throws',
      "return { data: { get x() { throw new Error('no'); } } };",
      'P10003',
      'data.x',
    ],
  ];
  for (const [name, code, errorCode, path] of REFUSED) {
    test(`${name} is refused with its path`, async ({ page }) => {
      const { record } = await runCode(page, action(code));
      expect(record.error?.code).toBe(errorCode);
      expect(record.error?.message).toContain(path);
    });
  }

  test('own __proto__ keys change nothing', async ({ page }) => {
    const { record } = await runCode(
      page,
      action('return { data: JSON.parse(\'{"__proto__":{"polluted":1},"constructor":2}\') };'),
    );
    expect(record.status).toBe('succeeded');
    expect(await page.evaluate(() => Reflect.get({}, 'polluted'))).toBeUndefined();
  });

  test('a step that returns no data warns and is empty', async ({ page }) => {
    const { record, step } = await runCode(page, action('return 5;'));
    expect(record.status).toBe('succeeded');
    expect(step && 'results' in step).toBe(false);
  });
});

test('branches run at the same time, a worker each, and join', async ({ page }) => {
  const wait = (name: string) =>
    action(
      `await new Promise((resolve) => setTimeout(resolve, 300)); context.executionState.${name} = 1; return { data: '${name}' };`,
    );
  const record = await run(
    page,
    [
      { name: 'T', code: TRIGGER },
      { name: 'Left', code: wait('left') },
      { name: 'Right', code: wait('right') },
      {
        name: 'Join',
        code: action(
          'return { data: [stepResults.left.results, stepResults.right.results, Object.keys(context.executionState).sort()] };',
        ),
      },
    ],
    {
      edges: [
        [0, 1],
        [0, 2],
        [1, 3],
        [2, 3],
      ],
    },
  );
  expect(record.status).toBe('succeeded');
  const [left, right] = ['left', 'right'].map((key) =>
    record.steps.find((step) => step.key === key),
  );
  const startOf = (step: typeof left) => Date.parse(step?.startedAt ?? '');
  // Each begins before the other has ended.
  expect(startOf(left)).toBeLessThan(startOf(right) + (right?.durationMs ?? 0));
  expect(startOf(right)).toBeLessThan(startOf(left) + (left?.durationMs ?? 0));
  expect(record.steps.at(-1)?.results).toEqual(['left', 'right', ['left', 'right']]);
});

test.describe('the payload by content type', () => {
  const CASES: readonly (readonly [string, Request, unknown])[] = [
    ['JSON', { body: '{"n":[1]}' }, { n: [1] }],
    [
      'JSON with a suffix',
      { body: '{"n":1}', contentType: 'application/cloudevents+json; charset=utf-8' },
      { n: 1 },
    ],
    ['XML', { body: '<a/>', contentType: 'application/xml' }, '<a/>'],
    ['CSV', { body: 'a,b', contentType: 'text/csv' }, 'a,b'],
    ['a form', { body: 'a=1&b=2', contentType: 'application/x-www-form-urlencoded' }, 'a=1&b=2'],
    [
      'binary',
      { body: 'PK', contentType: 'application/octet-stream' },
      { type: 'Buffer', data: [80, 75] },
    ],
    [
      'multipart',
      {
        contentType: 'multipart/form-data; boundary=xx',
        body: '--xx\r\nContent-Disposition: form-data; name="person"\r\nContent-Type: application/json\r\n\r\n{"first":"Ada"}\r\n--xx\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n--xx--\r\n',
      },
      {
        person: { data: { first: 'Ada' }, contentType: 'application/json' },
        note: { data: 'hello', contentType: 'text/plain' },
      },
    ],
    ['nothing', { body: '' }, null],
  ];
  for (const [name, payload, expected] of CASES) {
    test(name, async ({ page }) => {
      const record = await run(
        page,
        [
          {
            name: 'T',
            code: 'module.exports = async (context, payload) => ({ payload: payload.body.data });',
          },
        ],
        { payload },
      );
      expect(record.status).toBe('succeeded');
      expect(record.steps[0]?.results).toEqual(expected);
    });
  }

  test('malformed JSON is answered with 400 and the flow does not run', async ({ page }) => {
    const record = await run(page, [{ name: 'T', code: TRIGGER }], { payload: { body: '{oops' } });
    expect(record).toMatchObject({ status: 'failed', steps: [] });
    expect(record.response).toMatchObject({
      statusCode: 400,
      body: '{"error":"Received malformed JSON payload."}',
    });
  });
});

test('a trigger that throws is answered with 400; a pinned step is not executed', async ({
  page,
}) => {
  const failed = await run(page, [
    { name: 'T', code: "module.exports = async () => { throw new Error('No signature'); };" },
  ]);
  expect(failed.response).toMatchObject({ statusCode: 400, body: '{"error":"No signature"}' });
  const pinned = await run(
    page,
    [
      { name: 'T', code: TRIGGER },
      { name: 'Call', code: action("throw new Error('must not run');") },
      { name: 'After', code: action('return { data: stepResults.call.results.n + 1 };') },
    ],
    { results: { call: { n: 41 } } },
  );
  expect(pinned.steps.map(({ status }) => status)).toEqual(['succeeded', 'pinned', 'succeeded']);
  expect(pinned.steps[2]?.results).toBe(42);
});

test('a long answer and a large state arrive as they were', async ({ page }) => {
  const record = await run(
    page,
    [
      {
        name: 'T',
        code: `module.exports = async (context) => {
        context.instanceState.large = 'é'.repeat(1_000_000);
        return { payload: 1, response: { statusCode: 200, contentType: 'text/plain', body: 'ö'.repeat(3_000_000) } };
      };`,
      },
      { name: 'Step', code: action('return { data: context.instanceState.large.length };') },
      { name: 'Other', code: action('return { data: context.instanceState.large.length };') },
    ],
    {
      edges: [
        [0, 1],
        [0, 2],
      ],
    },
  );
  expect(record.status).toBe('succeeded');
  expect(record.response?.body).toBe('ö'.repeat(3_000_000));
  expect(record.steps.map(({ results }) => results)).toEqual([1, 1_000_000, 1_000_000]);
});

const RSA = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

test('the built-in modules answer as Node does', async ({ page }) => {
  const { step, record } = await runCode(
    page,
    action(`
      const crypto = require('node:crypto');
      const { format } = require('util');
      const url = require('url');
      const querystring = require('querystring');
      const { Buffer: B } = require('buffer');
      return { data: [
        crypto.createHash('sha256').update('a').digest('hex'),
        crypto.createHmac('sha1', 'k').update('a').digest('base64'),
        crypto.timingSafeEqual(B.from('a'), B.from('a')),
        crypto.randomBytes(8).length,
        /^[0-9a-f-]{36}$/.test(crypto.randomUUID()),
        format('%s-%d', 'x', 2),
        url.parse('https://a.example/b?c=1').pathname,
        querystring.parse('a=1&b=2').b,
        B === Buffer,
        require('node:stream').Readable.prototype instanceof require('events'),
        require('zlib').gunzipSync(require('zlib').gzipSync('zipped')).toString(),
        require('process') === process,
        require('path').join('/a', '../b'),
        crypto.createVerify('sha256').update('a').verify(${JSON.stringify(RSA.publicKey)},
          crypto.createSign('sha256').update('a').sign(${JSON.stringify(RSA.privateKey)})),
      ] };`),
  );
  expect(record.error).toBeUndefined();
  expect(step?.results).toEqual([
    createHash('sha256').update('a').digest('hex'),
    'QOfUQcrbF7B/BQNBqiOmgg7YHIs=',
    true,
    8,
    true,
    'x-2',
    '/b',
    '2',
    true,
    true,
    'zipped',
    true,
    '/b',
    true,
  ]);
});
