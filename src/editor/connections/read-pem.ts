import { fromBase64, toBase64 } from '@/lib/base64';

/** What a text that should be a private key is, as far as it can be told. */
export type PemReport =
  | {
      readonly status: 'private key';
      /** "RSA". */
      readonly kind: string;
      readonly bits: number;
      /** SHA-256 of the public key (SubjectPublicKeyInfo), as OpenSSH writes fingerprints. */
      readonly fingerprint: string;
      readonly publicKey: string;
      readonly format: string;
    }
  | {
      readonly status: 'unusable';
      readonly message: string;
      /** The text with its line ends mended. */
      readonly mended?: string;
    };

const ALGORITHMS = [
  { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  { name: 'ECDSA', namedCurve: 'P-256' },
  { name: 'ECDSA', namedCurve: 'P-384' },
  { name: 'ECDSA', namedCurve: 'P-521' },
  { name: 'Ed25519' },
] as const;

/** Reads a PEM text by WebCrypto: its kind, its size, its fingerprint, or why it cannot sign. */
export async function readPem(text: string): Promise<PemReport> {
  const lineEnds = checkLineEnds(text);
  if (lineEnds !== null) return lineEnds;
  const block = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/.exec(text);
  if (block === null) return notPem(text);
  const [, label = '', inner = ''] = block;
  const refused = refusedLabel(label, inner);
  if (refused !== null) return unusable(refused);
  const der = fromBase64(inner);
  if (der === null) {
    return unusable('The text between BEGIN and END is damaged: it is no base64. Copy it again.');
  }
  const pkcs8 =
    label === 'RSA PRIVATE KEY' ? wrapRsa(der) : label === 'EC PRIVATE KEY' ? wrapEc(der) : der;
  if (pkcs8 === null) return unusable('The key is on a curve that browsers do not know.');
  if (globalThis.crypto.subtle === undefined) {
    return unusable('The key cannot be looked at: this page was not served by https.');
  }
  for (const algorithm of ALGORITHMS) {
    // One after the other: the first that takes it is its kind.
    const key = await importKey(pkcs8, algorithm);
    if (key !== null) return describe(key, label);
  }
  return unusable(
    'This is no private key that a browser can read: it is damaged, or of a kind other than RSA, EC and Ed25519.',
  );
}

function checkLineEnds(text: string): PemReport | null {
  if (/\\n/.test(text)) {
    return {
      ...unusable('The line ends are written as \\n. They must be real line ends.'),
      mended: text.replaceAll(/(\\r)?\\n/g, '\n').replaceAll(/^["']|["'],?$/g, ''),
    };
  }
  if (/\r(?!\n)/.test(text)) {
    const message = 'The lines end as on old Macs (CR alone), which other programs do not read.';
    return { ...unusable(message), mended: text.replaceAll(/\r(?!\n)/g, '\n') };
  }
  const oneLine =
    /^\s*(-----BEGIN [A-Z0-9 ]+-----)[ \t]*([A-Za-z0-9+/= \t]+?)[ \t]*(-----END [A-Z0-9 ]+-----)\s*$/.exec(
      text,
    );
  if (oneLine === null) return null;
  const [, begin = '', inner = '', end = ''] = oneLine;
  return {
    ...unusable('The line ends are gone: all of the key stands in one line.'),
    mended: `${begin}\n${wrapped(inner.replaceAll(/\s/g, ''))}\n${end}\n`,
  };
}

function notPem(text: string): PemReport {
  if (/^ssh-(rsa|ed25519)|^ecdsa-sha2-/.test(text.trim())) {
    return unusable('This is a public key of SSH. Paste the private key: the file without .pub.');
  }
  if (/-----BEGIN /.test(text)) {
    return unusable(
      'The key has a BEGIN line and no END line of the same name: a part is missing.',
    );
  }
  if (text.trimStart().startsWith('PuTTY-User-Key-File')) {
    return unusable('This is a key of PuTTY. Export it as an OpenSSH or PEM key first.');
  }
  return unusable('This is no PEM text. It begins with “-----BEGIN PRIVATE KEY-----”.');
}

function refusedLabel(label: string, inner: string): string | null {
  if (label === 'ENCRYPTED PRIVATE KEY' || /Proc-Type:.*ENCRYPTED/.test(inner)) {
    return 'This is encrypted. Code cannot use it without its passphrase: decrypt it by “openssl pkey -in key.pem -out plain.pem”.';
  }
  if (label.endsWith('PUBLIC KEY')) {
    return 'This is a public key. Paste the private key, which begins with “-----BEGIN PRIVATE KEY-----”.';
  }
  if (label.includes('CERTIFICATE')) {
    return 'This is a certificate, which holds a public key. Paste the private key.';
  }
  if (label === 'OPENSSH PRIVATE KEY') {
    return 'This is a key in the format of OpenSSH. Convert it by “ssh-keygen -p -m PKCS8 -f key”.';
  }
  return label.endsWith('PRIVATE KEY') ? null : `This is a ${label.toLowerCase()}, no private key.`;
}

function unusable(message: string) {
  return { status: 'unusable', message } as const;
}

async function importKey(
  pkcs8: Uint8Array<ArrayBuffer>,
  algorithm: (typeof ALGORITHMS)[number],
): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']);
  } catch {
    return null;
  }
}

async function describe(key: CryptoKey, label: string): Promise<PemReport> {
  const { kty = '', crv, n = '', e, x, y } = await crypto.subtle.exportKey('jwk', key);
  const open: JsonWebKey = {
    kty,
    ...(crv === undefined ? {} : { crv }),
    ...(kty === 'RSA' ? { n } : {}),
    ...(e === undefined ? {} : { e }),
    ...(x === undefined ? {} : { x }),
    ...(y === undefined ? {} : { y }),
  };
  const publicKey = await crypto.subtle.importKey('jwk', open, key.algorithm, true, ['verify']);
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', spki));
  return {
    status: 'private key',
    kind: kty === 'RSA' ? 'RSA' : kty === 'OKP' ? 'Ed25519' : `EC ${crv ?? ''}`,
    bits: kty === 'RSA' ? bitsOf(n) : (CURVE_BITS[crv ?? ''] ?? 256),
    fingerprint: `SHA256:${toBase64(hash).replaceAll('=', '')}`,
    publicKey: toPem('PUBLIC KEY', spki),
    format: label === 'PRIVATE KEY' ? 'PKCS #8' : label === 'RSA PRIVATE KEY' ? 'PKCS #1' : 'SEC 1',
  };
}

const CURVE_BITS: Readonly<Record<string, number>> = {
  'P-256': 256,
  'P-384': 384,
  'P-521': 521,
  Ed25519: 256,
};

function bitsOf(modulus: string): number {
  const bytes = fromBase64(modulus.replaceAll('-', '+').replaceAll('_', '/')) ?? new Uint8Array();
  const [first = 0] = bytes;
  return bytes.length === 0 ? 0 : bytes.length * 8 - (Math.clz32(first) - 24);
}

/** The kinds of pair that are made here. */
const PAIR_KINDS = {
  'RSA, 2048 bits': {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
  'RSA, 4096 bits': {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 4096,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
  'EC P-256': { name: 'ECDSA', namedCurve: 'P-256' },
} as const;

/** A kind of key pair that can be generated here. */
export type PairKind = keyof typeof PAIR_KINDS;

/** A new private key as PEM (PKCS #8). Its public key can be read from it. */
export async function generatePrivateKey(kind: PairKind): Promise<string> {
  const pair = await crypto.subtle.generateKey(PAIR_KINDS[kind], true, ['sign', 'verify']);
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', pair.privateKey);
  return toPem('PRIVATE KEY', new Uint8Array(pkcs8));
}

function toPem(label: string, der: Uint8Array): string {
  return `-----BEGIN ${label}-----\n${wrapped(toBase64(der))}\n-----END ${label}-----\n`;
}

function wrapped(base64: string): string {
  return (base64.match(/.{1,64}/g) ?? []).join('\n');
}

const RSA_ALGORITHM = [
  0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
];
const EC_PUBLIC_KEY = [0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
const CURVES = [
  [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07],
  [0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22],
  [0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x23],
];

/** PKCS #1 in the envelope of PKCS #8, the only one that WebCrypto takes (RFC 5208). */
function wrapRsa(pkcs1: Uint8Array): Uint8Array<ArrayBuffer> {
  return envelope(RSA_ALGORITHM, pkcs1);
}

/** SEC 1 in the envelope of PKCS #8; the curve stands in it as an object identifier. */
function wrapEc(sec1: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const curve = CURVES.find((oid) => includes(sec1, oid));
  return curve === undefined ? null : envelope(tagged(0x30, [...EC_PUBLIC_KEY, ...curve]), sec1);
}

function envelope(algorithm: readonly number[], key: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(tagged(0x30, [0x02, 0x01, 0x00, ...algorithm, ...tagged(0x04, [...key])]));
}

function tagged(tag: number, content: readonly number[]): number[] {
  const { length } = content;
  if (length < 0x80) return [tag, length, ...content];
  if (length < 0x100) return [tag, 0x81, length, ...content];
  return [tag, 0x82, length >> 8, length & 0xff, ...content];
}

function includes(bytes: Uint8Array, part: readonly number[]): boolean {
  return bytes.some((_, at) => part.every((byte, index) => bytes[at + index] === byte));
}
