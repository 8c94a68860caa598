import type { Page } from '@playwright/test';
import { jwtVerify, SignJWT } from 'jose';
import { automationTest as test, expect } from './shared-page';
import { projectFile } from './project-file';

/** `require` of npm packages: from the application's own catalogue, from a mirror, and why not. */

async function runCode(page: Page, code: string, network: 'blocked' | 'live' = 'blocked') {
  const file = projectFile('Modules', [
    { name: 'T', code: 'module.exports = async () => ({ payload: null });' },
    { name: 'Step', code },
  ]);
  const record = await page.evaluate(
    async ([text, mode]) => {
      await window.codeConnector.open(text);
      return window.codeConnector.run({ network: mode });
    },
    [file, network] as const,
  );
  return { record, step: record.steps.find(({ key }) => key === 'step') };
}

const body = (head: string, data: string) =>
  `${head}\nmodule.exports = async () => ({ data: ${data} });`;

test('every package of the catalogue works offline', async ({ page }) => {
  const { step } = await runCode(
    page,
    `const _ = require('lodash');
const { format, parseISO } = require('date-fns');
const dayjs = require('dayjs');
const { DateTime } = require('luxon');
const { v5 } = require('uuid');
const Papa = require('papaparse');
const { XMLParser } = require('fast-xml-parser');
const qs = require('qs');
const YAML = require('yaml');
const JSZip = require('jszip');
const axios = require('axios');
const Ajv = require('ajv');
const jose = require('jose');
module.exports = async () => {
  const zip = new JSZip();
  zip.file('a.txt', 'hello');
  const packed = await JSZip.loadAsync(await zip.generateAsync({ type: 'uint8array' }));
  return { data: {
    lodash: _.groupBy([1, 2, 3], (n) => (n % 2 ? 'odd' : 'even')),
    dateFns: format(parseISO('2026-01-02T00:00:00'), 'yyyy/MM/dd'),
    dayjs: dayjs('2026-01-31').add(1, 'month').format('YYYY-MM-DD'),
    luxon: DateTime.fromISO('2026-03-01T12:00:00Z', { zone: 'utc' }).plus({ days: 1 }).toISODate(),
    uuid: v5('name', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'),
    papaparse: Papa.parse('a,b\\n1,"x, y"', { header: true }).data,
    xml: new XMLParser().parse('<a><b>1</b></a>'),
    qs: qs.stringify({ a: { b: [1, 2] } }, { encode: false }),
    yaml: YAML.parse('a: [1, two]'),
    jszip: await packed.file('a.txt').async('string'),
    axios: typeof axios.create().get,
    ajv: new Ajv().validate({ type: 'object', required: ['a'] }, { a: 1 }),
    jose: jose.decodeJwt('eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.').sub,
  } };
};`,
  );
  expect(step?.error).toBeUndefined();
  expect(step?.results).toEqual({
    lodash: { odd: [1, 3], even: [2] },
    dateFns: '2026/01/02',
    dayjs: '2026-02-28',
    luxon: '2026-03-02',
    uuid: '9b8edca0-90f2-5031-8e5d-3f708834696c',
    papaparse: [{ a: '1', b: 'x, y' }],
    xml: { a: { b: 1 } },
    qs: 'a[b][0]=1&a[b][1]=2',
    yaml: { a: [1, 'two'] },
    jszip: 'hello',
    axios: 'function',
    ajv: true,
    jose: 'a',
  });
});

test('jose signs, checks, encrypts and decrypts by way of the host', async ({ page }) => {
  const key = new TextEncoder().encode('a secret of thirty-two bytes ....');
  const theirs = await new SignJWT({ sub: 'b' }).setProtectedHeader({ alg: 'HS256' }).sign(key);
  const { step } = await runCode(
    page,
    `const jose = require('jose');
module.exports = async () => {
  const key = new TextEncoder().encode('a secret of thirty-two bytes ....');
  const data = { theirs: (await jose.jwtVerify(${JSON.stringify(theirs)}, key)).payload.sub };
  data.wrong = await jose.jwtVerify(${JSON.stringify(`${theirs}A`)}, key).catch((error) => error.code);
  data.mine = await new jose.SignJWT({ sub: 'a' }).setProtectedHeader({ alg: 'HS256' }).sign(key);
  for (const alg of ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA']) {
    const { publicKey, privateKey } = await jose.generateKeyPair(alg, { extractable: true });
    const token = await new jose.SignJWT({ sub: alg }).setProtectedHeader({ alg }).sign(privateKey);
    const pem = await jose.exportSPKI(publicKey);
    const again = await jose.importSPKI(pem, alg);
    data[alg] = (await jose.jwtVerify(token, again)).payload.sub;
  }
  for (const [alg, enc] of [['dir', 'A256GCM'], ['A128KW', 'A128CBC-HS256'], ['PBES2-HS256+A128KW', 'A256GCM'], ['A256GCMKW', 'A256GCM']]) {
    const secret = alg === 'A128KW' ? key.slice(0, 16) : key.slice(0, 32);
    const token = await new jose.EncryptJWT({ sub: alg }).setProtectedHeader({ alg, enc }).encrypt(secret);
    data[alg] = (await jose.jwtDecrypt(token, secret, { keyManagementAlgorithms: [alg] })).payload.sub;
  }
  for (const alg of ['RSA-OAEP-256', 'ECDH-ES']) {
    const { publicKey, privateKey } = await jose.generateKeyPair(alg);
    const token = await new jose.EncryptJWT({ sub: alg }).setProtectedHeader({ alg, enc: 'A256GCM' }).encrypt(publicKey);
    data[alg] = (await jose.jwtDecrypt(token, privateKey)).payload.sub;
  }
  return { data };
};`,
  );
  expect(step?.error).toBeUndefined();
  const { mine, ...rest } = (step?.results ?? {}) as Record<string, string>;
  expect((await jwtVerify(mine ?? '', key)).payload.sub).toBe('a');
  const same = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));
  expect(rest).toEqual({
    theirs: 'b',
    wrong: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    ...same(['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA']),
    ...same(['dir', 'A128KW', 'PBES2-HS256+A128KW', 'A256GCMKW', 'RSA-OAEP-256', 'ECDH-ES']),
  });
});

test('axios calls by way of the host', async ({ page }) => {
  const { step } = await runCode(
    page,
    body(
      "const axios = require('axios');",
      "await axios.get('https://api.example.com/x').catch((error) => error.message + ' ' + (error.cause?.message ?? ''))",
    ),
  );
  expect(step?.results).toContain('The network is blocked');
});

test('another version of the same major is answered by the catalogue, with a word', async ({
  page,
}) => {
  const { record, step } = await runCode(
    page,
    body("const _ = require('lodash@4.17.21/lodash.js');", '_.chunk([1, 2, 3], 2)'),
  );
  expect(step?.results).toEqual([[1, 2], [3]]);
  expect(record.status).toBe('succeeded');
});

const REFUSED: readonly (readonly [name: string, specifier: string, words: RegExp])[] = [
  [
    'a package that is not here',
    'left-pad',
    /not in the offline catalogue, and the network is blocked/,
  ],
  ['another major version', 'lodash@3', /not in the offline catalogue/],
  ['a file of the step', './helpers', /A step has no files beside it/],
  ['an address', 'https://evil.example/x.js', /Name an npm package/],
  ['a part of Node', 'node:fs', /a part of Node that a browser cannot give/],
  ['a property of objects', 'constructor', /not in the offline catalogue/],
];

for (const [name, specifier, words] of REFUSED) {
  test(`${name} is refused in words`, async ({ page }) => {
    const { step } = await runCode(page, body(`const x = require('${specifier}');`, 'typeof x'));
    expect(step?.error?.message).toContain(`require("${specifier.replace('node:', '')}")`);
    expect(step?.error?.message).toMatch(words);
  });
}

test('a live run downloads what is missing, once, from the first mirror that has it', async ({
  page,
  context,
  pageFaults,
}) => {
  const asked: string[] = [];
  await context.route(/^https:\/\/(unpkg\.com|cdn\.jsdelivr\.net)\//, async (route) => {
    const url = route.request().url();
    asked.push(url);
    const headers = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript' };
    if (url.includes('/absent')) return route.fulfill({ status: 404, headers });
    if (url.startsWith('https://unpkg.com/second')) return route.fulfill({ status: 503, headers });
    if (url.includes('/several')) {
      return route.fulfill({ headers, body: "module.exports = require('./part');" });
    }
    if (url.includes('/hashing')) {
      const text = "module.exports = () => require('crypto').createHash('md5').digest('hex');";
      return route.fulfill({ headers, body: text });
    }
    if (url.includes('/esm')) return route.fulfill({ headers, body: 'export default 1;' });
    return route.fulfill({ headers, body: "module.exports = () => 'downloaded';" });
  });
  const call = (specifier: string) =>
    runCode(page, body(`const x = require('${specifier}');`, 'x()'), 'live');

  expect((await call('left-pad@1.3.0')).step?.results).toBe('downloaded');
  expect((await call('left-pad@1.3.0')).step?.results).toBe('downloaded');
  expect(asked).toEqual(['https://unpkg.com/left-pad@1.3.0']);
  expect((await call('second@1/dist/x.js')).step?.results).toBe('downloaded');
  expect(asked.at(-1)).toBe('https://cdn.jsdelivr.net/npm/second@1/dist/x.js');
  expect((await call('hashing@1')).step?.results).toBe('d41d8cd98f00b204e9800998ecf8427e');
  expect((await call('several@1')).step?.error?.message).toContain('one self-contained file');
  expect((await call('esm@1')).step?.error?.message).toContain('ES module');
  expect((await call('absent@1')).step?.error?.message).toContain('unpkg.com: status 404');

  const others = pageFaults.filter(
    (fault) => !/unpkg|jsdelivr|Failed to load resource/.test(fault),
  );
  pageFaults.splice(0, pageFaults.length, ...others);
});
