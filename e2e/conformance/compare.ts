import {
  constants,
  createSign,
  generateKeyPairSync,
  publicEncrypt,
  sign,
  type KeyObject,
} from 'node:crypto';
import { createRequire } from 'node:module';
import { CASES } from './cases';

/** What a case gave: the text of its value, or that there is nothing. */
export type Outcome =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'threw'; readonly code: string; readonly message: string };

/** By member, what its expressions came to. */
export type Outcomes = Readonly<Record<string, Outcome>>;

/** The same text is run in the sandbox and in Node. */
export function stepText(module: string, keys: object): string {
  const cases = CASES[module] ?? {};
  const tries = Object.entries(cases).map(
    ([name, expression]) => `${JSON.stringify(name)}: async () => (${expression}),`,
  );
  return `${PRELUDE}
const k = ${JSON.stringify(keys)};
const m = ${moduleText(module)};
const cases = {
${tries.join('\n')}
};
module.exports = async () => {
  const data = {};
  for (const [name, make] of Object.entries(cases)) data[name] = await a.outcome(m, name, make, ${module === 'crypto.subtle'});
  return { data };
};`;
}

function moduleText(module: string): string {
  if (module === 'globals') return 'globalThis';
  if (module === 'crypto.subtle') return 'globalThis.crypto.subtle';
  return `require('${module}')`;
}

/** Runs a step's text in this process. */
export async function runInNode(text: string): Promise<Outcomes> {
  const module = { exports: {} as unknown };
  // Our own text, as the sandbox runs it.
  // oxlint-disable-next-line typescript/no-implied-eval
  const run = new Function('module', 'exports', 'require', '__filename', '__dirname', text) as (
    ...given: unknown[]
  ) => void;
  run(module, module.exports, createRequire(import.meta.url), 'step.js', '.');
  const main = module.exports as () => Promise<{ data: Outcomes }>;
  return (await main()).data;
}

const PRELUDE = `const { Buffer: B } = require('buffer');
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const show = (value, depth = 0) => {
  if (depth > 12) return 'deep';
  switch (typeof value) {
    case 'undefined': return 'undefined';
    case 'function': return 'function';
    case 'symbol': return String(value);
    case 'bigint': return value + 'n';
    case 'number': return Object.is(value, -0) ? '-0' : Number.isFinite(value) ? value : String(value);
    case 'object': break;
    default: return value;
  }
  if (value === null) return null;
  if (ArrayBuffer.isView(value)) return 'bytes ' + hex(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  if (value instanceof ArrayBuffer) return 'bytes ' + hex(new Uint8Array(value));
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return value.name + ': ' + value.message;
  if (value instanceof Map) return ['Map', ...[...value].map((item) => show(item, depth + 1))];
  if (value instanceof Set) return ['Set', ...[...value].map((item) => show(item, depth + 1))];
  if (Array.isArray(value)) return value.map((item) => show(item, depth + 1));
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, show(value[key], depth + 1)]));
};
const a = {
  thrown(call) {
    try { call(); return 'nothing thrown'; } catch (error) {
      if (error.code === 'CC-NOT-AVAILABLE') throw error;
      return error.name + ' ' + (error.code ?? '');
    }
  },
  bytes: (length) => B.from(Array.from({ length }, (_, index) => (index * index) % 251)),
  der: (pem) => B.from(pem.replace(/-----[^-]+-----/g, ''), 'base64'),
  keyAndIv: (name) => [
    B.alloc(Number(/^aes-(\\d+)/.exec(name)?.[1] ?? 256) / 8, 7),
    name.includes('ecb') ? null : B.alloc(/gcm|poly/.test(name) ? 12 : 16, 3),
  ],
  async readAll(stream) {
    const parts = [];
    for await (const part of stream) parts.push(part);
    return parts.every((part) => typeof part === 'string') ? parts.join('') : B.concat(parts.map((part) => B.from(part)));
  },
  kinds: () => [
    new Date(0), (function () { return arguments; })(), Object(1n), Object(true), Object(1), Object('a'), Object(Symbol('s')),
    new Error('e'), /a/, async () => 1, function* () {}, (function* () {})(), Promise.resolve(), new Map(), new Set(),
    new Map().keys(), new Set().values(), new WeakMap(), new WeakSet(), new ArrayBuffer(1), new DataView(new ArrayBuffer(1)),
    new Uint8Array(1), new Uint8ClampedArray(1), new Uint16Array(1), new Uint32Array(1), new Int8Array(1), new Int16Array(1),
    new Int32Array(1), new Float32Array(1), new Float64Array(1), new BigInt64Array(1), new BigUint64Array(1), new Proxy({}, {}),
    { [Symbol.toStringTag]: 'Date' }, {},
  ],
  async outcome(holder, name, make, isAlgorithm) {
    const [path] = name.split(' ');
    if (!isAlgorithm && !['require', 'module', 'exports', '__filename', '__dirname'].includes(path)) {
      let at = holder;
      for (const part of path.split(/[.#]/)) at = at === undefined || at === null ? undefined : (at[part] === undefined && path.includes('#') && typeof at === 'function' ? Object.getOwnPropertyDescriptor(at.prototype, part) ?? at.prototype[part] : at[part]);
      if (at === undefined) return { kind: 'absent' };
    }
    try {
      return { kind: 'value', text: JSON.stringify(show(await make())) };
    } catch (error) {
      return { kind: 'threw', code: String(error?.code ?? error?.name), message: String(error?.message).split('\\n')[0].slice(0, 300) };
    }
  },
};`;

/** Keys, signatures and sealed messages made by Node, new for each run. */
export function makeKeys(): object {
  const pem = (key: KeyObject, type: 'pkcs8' | 'spki' | 'pkcs1' | 'sec1') =>
    String(key.export({ type, format: 'pem' } as { type: 'pkcs8'; format: 'pem' }));
  const data = Buffer.from('a');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const all: Record<string, object> = {
    rsa: {
      pkcs8: pem(rsa.privateKey, 'pkcs8'),
      pkcs1: pem(rsa.privateKey, 'pkcs1'),
      spki: pem(rsa.publicKey, 'spki'),
      jwk: rsa.privateKey.export({ format: 'jwk' }),
      encrypted: rsa.privateKey.export({
        type: 'pkcs8',
        format: 'pem',
        cipher: 'aes-256-cbc',
        passphrase: 'p',
      }),
      signature: sign('sha256', data, rsa.privateKey).toString('base64'),
      pss: sign('sha256', data, {
        key: rsa.privateKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
      }).toString('base64'),
      sealed: publicEncrypt(rsa.publicKey, data).toString('base64'),
      sealed256: publicEncrypt({ key: rsa.publicKey, oaepHash: 'sha256' }, data).toString('base64'),
    },
  };
  const curves = { p256: 'prime256v1', p384: 'secp384r1', p521: 'secp521r1', k256: 'secp256k1' };
  for (const [name, namedCurve] of Object.entries(curves)) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve });
    all[name] = {
      pkcs8: pem(privateKey, 'pkcs8'),
      sec1: pem(privateKey, 'sec1'),
      spki: pem(publicKey, 'spki'),
      signature: createSign('sha256').update('a').sign(privateKey, 'base64'),
      flat: sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64'),
    };
  }
  const ed = generateKeyPairSync('ed25519');
  all['ed25519'] = {
    pkcs8: pem(ed.privateKey, 'pkcs8'),
    spki: pem(ed.publicKey, 'spki'),
    signature: sign(null, data, ed.privateKey).toString('base64'),
  };
  const x = generateKeyPairSync('x25519');
  all['x25519'] = { pkcs8: pem(x.privateKey, 'pkcs8'), spki: pem(x.publicKey, 'spki') };
  return { ...all, certificate: CERTIFICATE };
}

/** Of a key that nothing else uses, valid from 2026 to 2126. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBkjCCATmgAwIBAgIUQ1V+RBClyt6fU+ZHq3q4PHjr+zcwCgYIKoZIzj0EAwIw
HjEcMBoGA1UEAwwTY29uZm9ybWFuY2UuZXhhbXBsZTAgFw0yNjExMjUxMzExMDZa
GA8yMTI2MTEwMTEzMTEwNlowHjEcMBoGA1UEAwwTY29uZm9ybWFuY2UuZXhhbXBs
ZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFO0TLL8CTTDBNhq5HAlWlLuJaaa
75UfyY5/0l4PB9UybrujKsVzeORcwZ9LNjTomhCuKCDxFu1KZWosrxX+7CSjUzBR
MB0GA1UdDgQWBBSJJnSFd3Y9LYOiJWfCuk+qIDnUezAfBgNVHSMEGDAWgBSJJnSF
d3Y9LYOiJWfCuk+qIDnUezAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cA
MEQCIGTUqGVoFPuOSt4E0bm1jvUA0qNGjlF0Ajg4Dv8+jKHNAiATpv49hgsBVgsw
UZ3Lkkq6UGXfetSMNOjLV8Re/U7llg==
-----END CERTIFICATE-----
`;
