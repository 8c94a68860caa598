import { generateKeyPairSync, createPublicKey, createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generatePrivateKey, readPem } from './read-pem';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const ed = generateKeyPairSync('ed25519');
const pem = { format: 'pem' } as const;
const pkcs8 = rsa.privateKey.export({ type: 'pkcs8', ...pem }).toString();

function fingerprint(privatePem: string): string {
  const spki = createPublicKey(privatePem).export({ type: 'spki', format: 'der' });
  return `SHA256:${createHash('sha256').update(spki).digest('base64').replaceAll('=', '')}`;
}

describe('readPem', () => {
  it.each([
    [pkcs8, 'RSA', 2048, 'PKCS #8'],
    [rsa.privateKey.export({ type: 'pkcs1', ...pem }).toString(), 'RSA', 2048, 'PKCS #1'],
    [ec.privateKey.export({ type: 'pkcs8', ...pem }).toString(), 'EC P-384', 384, 'PKCS #8'],
    [ec.privateKey.export({ type: 'sec1', ...pem }).toString(), 'EC P-384', 384, 'SEC 1'],
    [ed.privateKey.export({ type: 'pkcs8', ...pem }).toString(), 'Ed25519', 256, 'PKCS #8'],
    [pkcs8.replaceAll('\n', '\r\n'), 'RSA', 2048, 'PKCS #8'],
  ])(
    'tells kind, bits, format and the fingerprint that Node computes (%#)',
    async (text, kind, bits, format) => {
      expect(await readPem(text)).toMatchObject({
        status: 'private key',
        kind,
        bits,
        format,
        fingerprint: fingerprint(text),
      });
    },
  );

  it('gives the public key of a private one', async () => {
    const report = await readPem(pkcs8);
    expect(report).toMatchObject({
      publicKey: rsa.publicKey.export({ type: 'spki', ...pem }).toString(),
    });
  });

  it.each([
    [rsa.publicKey.export({ type: 'spki', ...pem }).toString(), /^This is a public key/],
    [rsa.publicKey.export({ type: 'pkcs1', ...pem }).toString(), /^This is a public key/],
    [
      rsa.privateKey
        .export({ type: 'pkcs8', ...pem, cipher: 'aes-256-cbc', passphrase: 'x' })
        .toString(),
      /^This is encrypted/,
    ],
    [
      rsa.privateKey
        .export({ type: 'pkcs1', ...pem, cipher: 'aes-256-cbc', passphrase: 'x' })
        .toString(),
      /^This is encrypted/,
    ],
    ['ssh-rsa AAAAB3Nza someone@somewhere', /public key of SSH/],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', /certificate/],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----', /OpenSSH/],
    [pkcs8.slice(0, 300), /part is missing/],
    [pkcs8.replace(/MII/, '???'), /damaged/],
    [
      '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----',
      /no private key that a browser/,
    ],
    ['hunter2', /no PEM text/],
  ])('says what else it is (%#)', async (text, message) => {
    const report = await readPem(text);
    expect(report.status === 'unusable' && report.message).toMatch(message);
  });

  it.each([
    ['written as \\n', pkcs8.replaceAll('\n', String.raw`\n`)],
    ['of old Macs', pkcs8.replaceAll('\n', '\r')],
    ['turned into spaces', pkcs8.trim().replaceAll('\n', ' ')],
  ])('mends line ends %s', async (_name, text) => {
    const report = await readPem(text);
    expect(report.status).toBe('unusable');
    const mended = report.status === 'unusable' ? report.mended : undefined;
    expect(await readPem(mended ?? '')).toMatchObject({ fingerprint: fingerprint(pkcs8) });
  });
});

it.each(['RSA, 2048 bits', 'EC P-256'] as const)(
  'a new key of kind %s can be read',
  async (kind) => {
    expect(await readPem(await generatePrivateKey(kind))).toMatchObject({ status: 'private key' });
  },
);
