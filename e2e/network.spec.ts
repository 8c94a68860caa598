import type { Page } from '@playwright/test';
import { automationTest as base, expect } from './shared-page';
import { projectFile } from './project-file';
import { serveApi, startApiServer, type ApiServer } from './servers/api-server';

/** Requests of user code against a real server: what leaves the machine and what does not. */

const test = base.extend<{ readonly api: ApiServer }>({
  api: serveApi,
});

interface Options {
  readonly network?: 'blocked' | 'mocked' | 'live';
  readonly allowedOrigins?: readonly string[];
  readonly stepTimeoutMs?: number;
  readonly settings?: Record<string, unknown>;
}

/** Runs one action that may call `API`, and gives its record. */
async function runCode(page: Page, code: string, api: ApiServer, options: Options = {}) {
  const { settings, ...rest } = options;
  const file = JSON.parse(
    projectFile('Network', [
      { name: 'T', code: 'module.exports = async () => ({ payload: null });' },
      {
        name: 'Step',
        code: `const API = ${JSON.stringify(api.origin)};\nmodule.exports = async (context) => {\n${code}\n};`,
      },
    ]),
  ) as { project: Record<string, unknown> };
  file.project['network'] = { mode: 'live', allowLocalNetwork: true, ...settings };
  const record = await page.evaluate(
    async ([text, request]) => {
      await window.codeConnector.open(text);
      return window.codeConnector.run(request);
    },
    [
      JSON.stringify(file),
      { network: 'live' as const, allowedOrigins: [api.origin], ...rest },
    ] as const,
  );
  return { record, step: record.steps.find(({ key }) => key === 'step') };
}

test('a live request is sent without cookies and referrer, and its answer is a real response', async ({
  page,
  api,
}) => {
  const { step } = await runCode(
    page,
    `const response = await fetch(API + '/orders?page=2', {
       method: 'POST',
       headers: { Authorization: 'Bearer t', 'X-Shop': 'acme' },
       body: JSON.stringify({ a: 1 }),
     });
     const copy = response.clone();
     return { data: { ok: response.ok, url: response.url, redirected: response.redirected, isResponse: response instanceof Response,
       type: response.headers.get('content-type'), json: await response.json(), text: (await copy.text()).length > 10, copyUrl: copy.url } };`,
    api,
  );
  expect(step?.error).toBeUndefined();
  expect(step?.results).toMatchObject({
    ok: true,
    url: `${api.origin}/orders?page=2`,
    copyUrl: `${api.origin}/orders?page=2`,
    redirected: false,
    isResponse: true,
    type: 'application/json',
    text: true,
    json: { method: 'POST', body: '{"a":1}' },
  });
  const [contact] = api.contacts;
  expect(contact?.headers).toMatchObject({ authorization: 'Bearer t', 'x-shop': 'acme' });
  expect(contact?.headers.cookie).toBeUndefined();
  expect(contact?.headers.referer).toBeUndefined();
});

test('axios sends, headers a browser forbids are named in the log, and errors have a status', async ({
  page,
  api,
  pageFaults,
}) => {
  const { step } = await runCode(
    page,
    `const axios = require('axios');
     const client = axios.create({ baseURL: API, headers: { 'X-Shop': 'acme', Cookie: 'a=1' }, timeout: 4000 });
     const { data, status, headers } = await client.post('/echo', { a: 1 }, { params: { page: 2 } });
     const missing = await client.get('/status?code=404').catch((error) => [error.name, error.response?.status]);
     return { data: { status, type: headers['content-type'], body: data.body, shop: data.headers['x-shop'], missing } };`,
    api,
  );
  expect(step?.error).toBeUndefined();
  expect(step?.results).toEqual({
    status: 200,
    type: 'application/json',
    body: '{"a":1}',
    shop: 'acme',
    missing: ['AxiosError', 404],
  });
  expect(api.contacts[0]).toMatchObject({ method: 'POST', path: '/echo?page=2' });
  expect(api.contacts[0]?.headers.cookie).toBeUndefined();
  const warned = step?.logs.filter(({ level }) => level === 'warn') ?? [];
  expect(warned.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Left out of the request: cookie/i),
  ]);
  // The browser tells of the 404 in its own console.
  const others = pageFaults.filter((fault) => !fault.includes('Failed to load resource'));
  pageFaults.splice(0, pageFaults.length, ...others);
});

test('bodies of every kind arrive, binary answers and streams come back', async ({ page, api }) => {
  const { step } = await runCode(
    page,
    `const send = async (body, path = '/echo') => (await fetch(API + path, { method: 'POST', body })).json();
     const form = new FormData();
     form.append('name', 'Ada');
     form.append('file', new Blob(['hello'], { type: 'text/plain' }), 'a.txt');
     const stream = new ReadableStream({ start(c) { c.enqueue(new TextEncoder().encode('streamed')); c.close(); } });
     const answers = {
       search: await send(new URLSearchParams({ a: '1', b: 'x y' })),
       form: await send(form),
       blob: await send(new Blob(['blob'], { type: 'text/csv' })),
       bytes: await send(new Uint8Array([1, 2, 250])),
       buffer: await send(Buffer.from('buffer')),
       stream: await send(stream),
       request: await (await fetch(new Request(API + '/echo', { method: 'PUT', body: 'r', headers: { 'X-R': '1' } }))).json(),
     };
     const binary = Buffer.from(await (await fetch(API + '/binary')).arrayBuffer());
     const parts = [];
     for await (const part of (await fetch(API + '/stream')).body) parts.push(Buffer.from(part).toString());
     return { data: { answers, binary: binary.toString('hex'), streamed: parts.join('') } };`,
    api,
  );
  expect(step?.error).toBeUndefined();
  const { answers, binary, streamed } = (step?.results ?? {}) as {
    answers: Record<string, { body: string; headers: Record<string, string>; method: string }>;
    binary: string;
    streamed: string;
  };
  expect(binary).toBe('00ff01fe');
  expect(streamed).toBe('one\ntwo\n');
  expect(answers['search']).toMatchObject({ body: 'a=1&b=x+y' });
  expect(answers['search']?.headers['content-type']).toContain('x-www-form-urlencoded');
  expect(answers['form']?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  expect(answers['form']?.body).toContain('filename="a.txt"');
  expect(answers['blob']?.headers['content-type']).toBe('text/csv');
  expect(answers['bytes']?.body).toBe('\u0001\u0002\u00fa');
  expect(answers['buffer']?.body).toBe('buffer');
  expect(answers['stream']?.body).toBe('streamed');
  expect(answers['request']).toMatchObject({ method: 'PUT', body: 'r', headers: { 'x-r': '1' } });
});

test('a request is aborted by its signal, and by the end of its step', async ({ page, api }) => {
  const { step } = await runCode(
    page,
    `try { await fetch(API + '/never', { signal: AbortSignal.timeout(100) }); } catch (error) {
       const stop = new AbortController();
       stop.abort(new Error('mine'));
       const second = await fetch(API, { signal: stop.signal }).catch((e) => e.message);
       return { data: [error.name, second] };
     }`,
    api,
  );
  expect(step?.results).toEqual(['TimeoutError', 'mine']);
  const { record } = await runCode(page, "await fetch(API + '/never');", api, {
    stepTimeoutMs: 400,
  });
  expect(record.status).toBe('timed out');
});

const REFUSED: readonly (readonly [name: string, code: string, options: Options, words: RegExp])[] =
  [
    ['while the network is blocked', "await fetch(API + '/x');", { network: 'blocked' }, /blocked/],
    [
      'to an origin that is not allowed',
      "await fetch(API + '/x');",
      { allowedOrigins: ['https://other.example'] },
      /not among the project's allowed origins/,
    ],
    [
      'to the local network without the switch',
      "await fetch(API + '/x');",
      { settings: { allowLocalNetwork: false } },
      /local network/,
    ],
    ['to a relative address', "await fetch('/x');", {}, /no absolute URL/],
    ['to a file', "await fetch('file:///etc/passwd');", {}, /file: addresses/],
    ['by TRACE', "await fetch(API, { method: 'TRACE' });", {}, /TRACE/],
    [
      'that no mock answers',
      "await fetch(API + '/x');",
      { network: 'mocked' },
      /No mock answers GET/,
    ],
  ];

for (const [name, code, options, words] of REFUSED) {
  test(`a request ${name} is refused in words and never sent`, async ({ page, api }) => {
    const { record, step } = await runCode(page, code, api, options);
    expect(record.status).toBe('failed');
    expect(step?.error?.message).toMatch(words);
    expect(api.contacts).toEqual([]);
  });
}

test('the editor itself cannot be called', async ({ page, api }) => {
  const { step } = await runCode(
    page,
    `await fetch(${JSON.stringify(new URL(page.url()).origin)} + '/index.html');`,
    api,
    { allowedOrigins: [new URL(page.url()).origin] },
  );
  expect(step?.error?.message).toContain('the editor itself');
});

test('a redirect is refused by default, and followed within the list', async ({ page, api }) => {
  const code = "return { data: (await fetch(API + '/redirect?to=/echo')).url };";
  const refused = await runCode(page, code, api);
  expect(refused.step?.error?.message).toContain('answered with a redirect');
  const followed = await runCode(page, code, api, { settings: { followRedirects: true } });
  expect(followed.step?.results).toBe(`${api.origin}/echo`);

  const other = await startApiServer();
  const away = await runCode(page, `await fetch(API + '/redirect?to=${other.origin}/x');`, api, {
    settings: { followRedirects: true },
  });
  expect(away.step?.error?.message).toContain('not among the allowed origins');
  await other.close();
});

test('what the browser hides is said', async ({ page, context, api, pageFaults }) => {
  const { step } = await runCode(page, "await fetch(API + '/closed');", api);
  expect(step?.error?.message).toContain('CORS');
  const hidden = await runCode(
    page,
    "const { headers } = await fetch(API + '/status?code=404'); return { data: [headers.get('x-shown'), headers.get('x-hidden')] };",
    api,
  );
  expect(hidden.step?.results).toEqual(['exposed', null]);
  await context.setOffline(true);
  const offline = await runCode(page, "await fetch('https://api.example.com/x');", api, {
    allowedOrigins: ['https://api.example.com'],
  });
  await context.setOffline(false);
  expect(offline.step?.error?.message).toContain('This device is offline');
  // The browser tells of the refusal by CORS in its own console.
  const others = pageFaults.filter(
    (fault) => !/CORS policy|Failed to load resource|api\.example\.com/.test(fault),
  );
  pageFaults.splice(0, pageFaults.length, ...others);
});

test('an answer of more than 10 MB is refused', async ({ page, api }) => {
  const { step } = await runCode(page, "await fetch(API + '/huge');", api);
  expect(step?.error?.message).toContain('larger than 10 MB');
  const large = await runCode(
    page,
    `const body = await fetch(API, { method: 'POST', body: new Uint8Array(11 * 1024 * 1024) }).catch((error) => error.message);
     const headers = await fetch(API, { headers: { a: 'x'.repeat(70_000) } }).catch((error) => error.message);
     return { data: [body, headers, (await fetch(API + '/echo')).status] };`,
    api,
  );
  expect(large.step?.results).toEqual([
    expect.stringContaining('too large a body'),
    expect.stringContaining('too large a head'),
    200,
  ]);
});

test('mocks answer by rule, and nothing is sent', async ({ page, api }) => {
  const rule = (part: Record<string, unknown>, at: number) => ({
    id: `rule${at}`,
    isOn: true,
    method: '',
    urlPattern: '*',
    statusCode: 200,
    headers: [],
    body: '{}',
    delayMs: 0,
    fault: 'none',
    ...part,
  });
  const rules = [
    { method: 'GET', urlPattern: '*/orders/*', body: '{"id":7}' },
    { method: 'POST', urlPattern: '*/orders', statusCode: 422, body: '{"error":"no"}' },
    { urlPattern: '*/broken', fault: 'network-error' },
    { urlPattern: '*/slow', delayMs: 60_000 },
  ].map(rule);
  const { step } = await runCode(
    page,
    `const get = await (await fetch('https://api.example.com/orders/7')).json();
     const post = await fetch('https://api.example.com/orders', { method: 'POST', body: 'x' });
     const broken = await fetch('https://api.example.com/broken').catch((error) => error.name);
     const slow = await fetch('https://api.example.com/slow', { signal: AbortSignal.timeout(50) }).catch((error) => error.name);
     return { data: [get, post.status, await post.json(), broken, slow] };`,
    api,
    { network: 'mocked', settings: { rules } },
  );
  expect(step?.error).toBeUndefined();
  expect(step?.results).toEqual([{ id: 7 }, 422, { error: 'no' }, 'TypeError', 'TimeoutError']);
  expect(api.contacts).toEqual([]);
});

test('a hundred requests at once are sent, in turns', async ({ page, api }) => {
  const { step } = await runCode(
    page,
    "const all = await Promise.all(Array.from({ length: 100 }, (_, at) => fetch(API + '/echo?' + at))); return { data: all.filter(({ ok }) => ok).length };",
    api,
  );
  expect(step?.results).toBe(100);
});

test('old ways to call name the one that works', async ({ page, api }) => {
  for (const name of ['XMLHttpRequest', 'WebSocket', 'EventSource']) {
    const { step } = await runCode(page, `new ${name}(API);`, api);
    expect(step?.error?.message).toContain(`${name} is not available here. Use fetch`);
  }
});

test('a project from a file is blocked until a person chooses otherwise', async ({ page, api }) => {
  const { step } = await runCode(page, "await fetch(API + '/x');", api, {
    network: undefined as never,
  });
  expect(step?.error?.message).toMatch(/blocked/);
  expect(api.contacts).toEqual([]);
});
