/**
 * What is tried of each built-in module: a member, and an expression whose value must be the same in the sandbox and in
 * Node. `m` is the module, `k` the keys made for the test, `a` the tools of `cases-prelude`. Words after the member's
 * name tell one try from another.
 */
export type Cases = Readonly<Record<string, string>>;

const ints = (names: readonly string[], make: (name: string) => string): Cases =>
  Object.fromEntries(names.map((name) => [`Buffer#${name}`, make(name)]));

const both = (start: string, ends: string) => ends.split(' ').map((end) => `${start}${end}`);

const buffer: Cases = {
  Buffer: 'm.Buffer === Buffer && typeof m.Buffer',
  'Buffer.poolSize': 'm.Buffer.poolSize',
  'Buffer.from':
    "[m.Buffer.from('añ'), m.Buffer.from([1, 256, -1]), m.Buffer.from('ff0g', 'hex'), m.Buffer.from('_-8', 'base64url'), m.Buffer.from('YQ', 'base64'), m.Buffer.from('añ', 'latin1'), m.Buffer.from('añ', 'utf16le'), m.Buffer.from(new Uint16Array([1, 300])), m.Buffer.from(new ArrayBuffer(2)), m.Buffer.from({ type: 'Buffer', data: [1] }), a.thrown(() => m.Buffer.from(1)), a.thrown(() => m.Buffer.from('a', 'none'))]",
  'Buffer.copyBytesFrom': 'm.Buffer.copyBytesFrom(new Uint16Array([1, 2, 3]), 1)',
  'Buffer.of': 'm.Buffer.of(1, 2)',
  'Buffer.alloc':
    "[m.Buffer.alloc(3), m.Buffer.alloc(3, 'ab'), m.Buffer.alloc(2, 7), a.thrown(() => m.Buffer.alloc(-1))]",
  'Buffer.allocUnsafe': 'm.Buffer.allocUnsafe(4).length',
  'Buffer.allocUnsafeSlow': 'm.Buffer.allocUnsafeSlow(4).length',
  'Buffer.isBuffer': '[m.Buffer.isBuffer(m.Buffer.alloc(1)), m.Buffer.isBuffer(new Uint8Array(1))]',
  'Buffer.compare':
    "[m.Buffer.compare(m.Buffer.from('a'), m.Buffer.from('b')), m.Buffer.compare(new Uint8Array([1]), new Uint8Array([1]))]",
  'Buffer.isEncoding':
    "['utf8', 'UTF-8', 'base64url', 'hex', 'binary', 'none'].map((name) => m.Buffer.isEncoding(name))",
  'Buffer.concat':
    "[m.Buffer.concat([m.Buffer.from('a'), new Uint8Array([98])]), m.Buffer.concat([m.Buffer.from('abc')], 2)]",
  'Buffer.byteLength':
    "[m.Buffer.byteLength('añ€'), m.Buffer.byteLength('YWI', 'base64'), m.Buffer.byteLength('ff', 'hex'), m.Buffer.byteLength(new ArrayBuffer(3))]",
  SlowBuffer: 'typeof m.SlowBuffer',
  transcode: "m.transcode(m.Buffer.from('añ'), 'utf8', 'latin1')",
  isUtf8: "[m.isUtf8(m.Buffer.from('ñ')), m.isUtf8(m.Buffer.from([0xff]))]",
  isAscii: "[m.isAscii(m.Buffer.from('a')), m.isAscii(m.Buffer.from('ñ'))]",
  kMaxLength: 'm.kMaxLength > 2 ** 30',
  kStringMaxLength: 'm.kStringMaxLength',
  btoa: "m.btoa('a')",
  atob: "m.atob('YQ==')",
  constants: '[Object.keys(m.constants), m.constants.MAX_STRING_LENGTH]',
  INSPECT_MAX_BYTES: 'm.INSPECT_MAX_BYTES',
  Blob: "await new m.Blob(['ab', new Uint8Array([99])]).text()",
  File: "new m.File(['a'], 'n.txt', { type: 'text/plain' }).name",
  resolveObjectURL: "m.resolveObjectURL('blob:nodedata:none')",
  'Buffer#parent': 'm.Buffer.alloc(1).parent.byteLength >= 1',
  'Buffer#offset': 'typeof m.Buffer.from(new ArrayBuffer(4), 2).offset',
  'Buffer#copy':
    "(() => { const b = m.Buffer.alloc(3); return [m.Buffer.from('abc').copy(b, 1, 1), b]; })()",
  'Buffer#toString':
    "['utf8', 'hex', 'base64', 'base64url', 'latin1', 'ascii', 'utf16le', 'binary'].map((name) => m.Buffer.from('añ€?>').toString(name)).concat(m.Buffer.from('abc').toString('utf8', 1, 2))",
  'Buffer#toLocaleString': "m.Buffer.from('a').toLocaleString()",
  'Buffer#equals':
    "[m.Buffer.from('a').equals(new Uint8Array([97])), m.Buffer.from('a').equals(m.Buffer.from('b')), a.thrown(() => m.Buffer.from('a').equals('a'))]",
  'Buffer#inspect': "m.Buffer.from('abc').inspect()",
  'Buffer#compare':
    "[m.Buffer.from('a').compare(m.Buffer.from('b')), m.Buffer.from('abc').compare(m.Buffer.from('xbc'), 1, 3, 1, 3)]",
  'Buffer#indexOf':
    "[m.Buffer.from('abcabc').indexOf('c'), m.Buffer.from('abcabc').indexOf(m.Buffer.from('ca')), m.Buffer.from('abcabc').indexOf(99, 3), m.Buffer.from('abc').indexOf('x')]",
  'Buffer#lastIndexOf': "m.Buffer.from('abcabc').lastIndexOf('b')",
  'Buffer#includes': "[m.Buffer.from('abc').includes('b'), m.Buffer.from('abc').includes('x')]",
  'Buffer#fill':
    "[m.Buffer.alloc(4).fill('ab'), m.Buffer.alloc(4).fill(1, 1, 2), m.Buffer.alloc(3).fill('6162', 'hex')]",
  'Buffer#write':
    "(() => { const b = m.Buffer.alloc(6); return [b.write('añ', 1), b.write('ff', 4, 'hex'), b]; })()",
  'Buffer#toJSON': "m.Buffer.from('ab').toJSON()",
  'Buffer#subarray':
    "(() => { const b = m.Buffer.from('abc'); b.subarray(1)[0] = 120; return [b, m.Buffer.isBuffer(b.subarray(1))]; })()",
  'Buffer#slice': "[m.Buffer.from('abc').slice(-2), m.Buffer.from('abc').slice(1, 2)]",
  'Buffer#swap16': "m.Buffer.from('abcd').swap16()",
  'Buffer#swap32': "m.Buffer.from('abcd').swap32()",
  'Buffer#swap64': "m.Buffer.from('abcdefgh').swap64()",
  ...ints(
    [
      ...both('readBig', 'UInt64LE UInt64BE Uint64LE Uint64BE Int64LE Int64BE'),
      ...both('readU', 'Int32LE Int16LE Int8 Int32BE Int16BE int32LE int16LE int8 int32BE int16BE'),
      ...both('read', 'Int32LE Int16LE Int8 Int32BE Int16BE FloatLE FloatBE DoubleLE DoubleBE'),
    ],
    (name) =>
      `[m.Buffer.from('81828384858687880102030405060708', 'hex').${name}(1), a.thrown(() => m.Buffer.alloc(1).${name}(9))]`,
  ),
  ...ints(
    both('read', 'UIntLE UIntBE UintLE UintBE IntLE IntBE'),
    (name) => `[1, 3, 6].map((size) => m.Buffer.from('8182838485868788', 'hex').${name}(1, size))`,
  ),
  ...ints(
    both('writeBig', 'UInt64LE UInt64BE Uint64LE Uint64BE Int64LE Int64BE'),
    (name) =>
      `(() => { const b = m.Buffer.alloc(9); return [b.${name}(123456789012345n, 1), b]; })()`,
  ),
  ...ints(
    [
      ...both(
        'writeU',
        'Int32LE Int16LE Int8 Int32BE Int16BE int32LE int16LE int8 int32BE int16BE',
      ),
      ...both('write', 'Int32LE Int16LE Int8 Int32BE Int16BE FloatLE FloatBE DoubleLE DoubleBE'),
    ],
    (name) =>
      `(() => { const b = m.Buffer.alloc(9); return [b.${name}(101, 1), b, a.thrown(() => b.${name}(1, 9))]; })()`,
  ),
  ...ints(
    both('write', 'UIntLE UIntBE UintLE UintBE IntLE IntBE'),
    (name) => `(() => { const b = m.Buffer.alloc(9); return [b.${name}(70000, 1, 4), b]; })()`,
  ),
  ...ints(
    both('', 'asciiSlice base64Slice base64urlSlice latin1Slice hexSlice ucs2Slice utf8Slice'),
    (name) => `m.Buffer.from('añ?>').${name}(0, 4)`,
  ),
  ...ints(
    both('', 'asciiWrite base64Write base64urlWrite latin1Write hexWrite ucs2Write utf8Write'),
    (name) => `(() => { const b = m.Buffer.alloc(6); return [b.${name}('6162', 1), b]; })()`,
  ),
};

const crypto: Cases = {
  ...Object.fromEntries(
    [
      'md5',
      'sha1',
      'sha224',
      'sha256',
      'sha384',
      'sha512',
      'sha512-256',
      'sha3-256',
      'ripemd160',
      'RSA-SHA256',
    ].map((name) => [
      `createHash ${name}`,
      `m.createHash('${name}').update('a').update('ñ').digest('hex')`,
    ]),
  ),
  'createHash errors':
    "[a.thrown(() => m.createHash('none')), a.thrown(() => { const h = m.createHash('md5'); h.digest(); h.digest(); }), m.createHash('md5').update('a').copy().digest('base64')]",
  'createHash shake256': "m.createHash('shake256', { outputLength: 8 }).update('a').digest('hex')",
  'createHash blake2b512': "m.createHash('blake2b512').update('a').digest('hex')",
  createHmac:
    "['md5', 'sha1', 'sha256', 'sha512'].map((name) => m.createHmac(name, 'key').update('a').digest('base64url'))",
  'createHmac with a KeyObject':
    "m.createHmac('sha256', m.createSecretKey('key', 'utf8')).update('a').digest('hex')",
  Hash: "m.createHash('md5') instanceof m.Hash",
  'Hash as a stream':
    "await new Promise((resolve) => { const h = m.createHash('md5'); h.on('readable', () => resolve(h.read())); h.write('a'); h.end(); })",
  Hmac: "m.createHmac('md5', 'k') instanceof m.Hmac",
  hash: "m.hash('sha1', 'a')",
  getHashes: "['sha256', 'md5'].every((name) => m.getHashes().includes(name))",
  randomBytes:
    '[m.randomBytes(70000).length, await new Promise((resolve) => m.randomBytes(3, (error, bytes) => resolve([error, bytes.length])))]',
  randomFill:
    'await new Promise((resolve) => m.randomFill(Buffer.alloc(8), (error, bytes) => resolve([error, bytes.length])))',
  // Offset and size are in elements: the first and the last are left alone.
  randomFillSync:
    '[m.randomFillSync(Buffer.alloc(8), 4).subarray(0, 4), m.randomFillSync(new Uint32Array(3), 1, 1).filter((_, at) => at !== 1)]',
  randomInt:
    '[m.randomInt(1), m.randomInt(5, 6), await new Promise((resolve) => m.randomInt(1, (error, value) => resolve(value))), a.thrown(() => m.randomInt(0))]',
  randomUUID:
    '/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(m.randomUUID())',
  getRandomValues: 'm.getRandomValues(new Uint8Array(4)).length',
  timingSafeEqual:
    "[m.timingSafeEqual(Buffer.from('a'), Buffer.from('a')), m.timingSafeEqual(Buffer.from('a'), Buffer.from('b')), a.thrown(() => m.timingSafeEqual(Buffer.from('a'), Buffer.from('ab'))), a.thrown(() => m.timingSafeEqual('a', 'a'))]",
  pbkdf2:
    "await new Promise((resolve) => m.pbkdf2('p', 's', 100, 20, 'sha1', (error, key) => resolve(key)))",
  pbkdf2Sync: "['sha1', 'sha256', 'sha512'].map((name) => m.pbkdf2Sync('p', 's', 100, 20, name))",
  scrypt:
    "await new Promise((resolve) => m.scrypt('p', 's', 16, { N: 1024 }, (error, key) => resolve(key)))",
  scryptSync:
    "[m.scryptSync('p', 's', 16), m.scryptSync('p', 's', 16, { N: 1024, r: 4, p: 2 }), a.thrown(() => m.scryptSync('p', 's', 16, { N: 3 }))]",
  hkdf: "await new Promise((resolve) => m.hkdf('sha256', 'k', 's', 'i', 20, (error, key) => resolve(key)))",
  hkdfSync: "m.hkdfSync('sha512', 'k', 's', 'i', 20)",
  ...Object.fromEntries(
    [
      'aes-128-cbc',
      'aes-192-cbc',
      'aes-256-cbc',
      'aes-128-ctr',
      'aes-256-ctr',
      'aes-128-ecb',
      'aes-256-ecb',
      'aes-256-cfb',
      'aes-128-gcm',
      'aes-256-gcm',
      'chacha20-poly1305',
    ].map((name) => [
      `createCipheriv ${name}`,
      `(() => { const [key, iv] = a.keyAndIv('${name}'); const o = { authTagLength: 16 }; const c = m.createCipheriv('${name}', key, iv, o); const isSealed = /gcm|poly/.test('${name}'); if (isSealed) c.setAAD(Buffer.from('aad')); const text = c.update('hello wörld', 'utf8', 'hex') + c.update(Buffer.alloc(20)).toString('hex') + c.final('hex'); const d = m.createDecipheriv('${name}', key, iv, o); if (isSealed) d.setAAD(Buffer.from('aad')).setAuthTag(c.getAuthTag()); return [text, isSealed && c.getAuthTag(), Buffer.concat([d.update(text, 'hex'), d.final()])]; })()`,
    ]),
  ),
  'createCipheriv errors':
    "[a.thrown(() => m.createCipheriv('none', 'k', 'i')), a.thrown(() => m.createCipheriv('aes-128-cbc', 'k', Buffer.alloc(16))), a.thrown(() => m.createCipheriv('aes-128-cbc', Buffer.alloc(16), 'i'))]",
  'createCipheriv aes-128-ccm':
    "(() => { const c = m.createCipheriv('aes-128-ccm', Buffer.alloc(16), Buffer.alloc(12), { authTagLength: 16 }); return c.update('a', 'utf8', 'hex') + c.final('hex'); })()",
  'createCipheriv des-ede3-cbc':
    "(() => { const c = m.createCipheriv('des-ede3-cbc', Buffer.alloc(24, 'k1'), Buffer.alloc(8)); return c.update('a', 'utf8', 'hex') + c.final('hex'); })()",
  'createCipheriv update alone':
    "m.createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update('a', 'utf8', 'hex')",
  'createDecipheriv errors':
    "[a.thrown(() => { const d = m.createDecipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16)); d.update(Buffer.alloc(16)); d.final(); }), a.thrown(() => { const d = m.createDecipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12)); d.setAuthTag(Buffer.alloc(16)); d.update(Buffer.alloc(16)); d.final(); }), a.thrown(() => { const d = m.createDecipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16)); d.update('a'); d.final(); })]",
  'createDecipheriv without padding':
    "(() => { const c = m.createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16)).setAutoPadding(false); return Buffer.concat([c.update(Buffer.alloc(16)), c.final()]); })()",
  Cipheriv:
    "m.createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16)) instanceof m.Cipheriv",
  Decipheriv:
    "m.createDecipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16)) instanceof m.Decipheriv",
  getCiphers: "['aes-256-cbc', 'aes-128-gcm'].every((name) => m.getCiphers().includes(name))",
  getCipherInfo:
    "[m.getCipherInfo('none'), m.getCipherInfo('aes-256-cbc').keyLength, m.getCipherInfo('aes-256-gcm').ivLength, m.getCipherInfo('aes-256-cbc').mode]",
  createSecretKey:
    "(() => { const key = m.createSecretKey(Buffer.from('key')); return [key.type, key.symmetricKeySize, key.export(), key.export({ format: 'jwk' })]; })()",
  'createPrivateKey RSA':
    "(() => { const key = m.createPrivateKey(k.rsa.pkcs8); return [key.type, key.asymmetricKeyType, key.asymmetricKeyDetails, key.export({ type: 'pkcs8', format: 'pem' }), key.export({ type: 'pkcs1', format: 'der' }), key.export({ format: 'jwk' }), m.createPrivateKey({ key: k.rsa.jwk, format: 'jwk' }).export({ type: 'pkcs1', format: 'pem' }), m.createPrivateKey(k.rsa.pkcs1).equals(key)]; })()",
  'createPrivateKey EC':
    "['p256', 'p384', 'p521', 'k256'].map((name) => { const key = m.createPrivateKey(k[name].pkcs8); return [key.asymmetricKeyType, key.asymmetricKeyDetails, key.export({ type: 'pkcs8', format: 'pem' }), key.export({ type: 'sec1', format: 'pem' }), key.export({ format: 'jwk' }), m.createPrivateKey(k[name].sec1).equals(key)]; })",
  'createPrivateKey Ed25519':
    "['ed25519', 'x25519'].map((name) => { const key = m.createPrivateKey(k[name].pkcs8); return [key.asymmetricKeyType, key.export({ type: 'pkcs8', format: 'pem' }), key.export({ format: 'jwk' })]; })",
  'createPrivateKey errors':
    "[a.thrown(() => m.createPrivateKey('none')), a.thrown(() => m.createPrivateKey(1))]",
  'createPrivateKey with a passphrase':
    "(() => { const der = { key: a.der(k.rsa.encrypted), format: 'der', type: 'pkcs8' }; return [m.createPrivateKey({ key: k.rsa.encrypted, passphrase: 'p' }).export({ type: 'pkcs8', format: 'pem' }), m.createPrivateKey({ ...der, passphrase: Buffer.from('p') }).equals(m.createPrivateKey(k.rsa.pkcs8)), a.thrown(() => m.createPrivateKey(der))]; })()",
  createPublicKey:
    "['rsa', 'p256', 'p384', 'p521', 'k256', 'ed25519', 'x25519'].map((name) => { const key = m.createPublicKey(k[name].spki); return [key.type, key.asymmetricKeyType, key.export({ type: 'spki', format: 'pem' }), key.export({ format: 'jwk' }), m.createPublicKey(k[name].pkcs8).equals(key)]; })",
  'createPublicKey of a certificate':
    "m.createPublicKey(k.certificate).export({ type: 'spki', format: 'pem' })",
  KeyObject: "m.createSecretKey(Buffer.from('key')) instanceof m.KeyObject",
  'createSign RSA':
    "['sha1', 'sha256', 'sha384', 'sha512', 'RSA-SHA256'].map((name) => m.createSign(name).update('a').sign(k.rsa.pkcs8, 'base64'))",
  'createSign RSA PSS':
    "[m.createSign('sha256').update('a').sign({ key: k.rsa.pkcs8, padding: 6, saltLength: 0 }, 'hex'), m.createVerify('sha256').update('a').verify({ key: k.rsa.spki, padding: 6 }, m.createSign('sha256').update('a').sign({ key: k.rsa.pkcs8, padding: 6 }))]",
  'createSign EC':
    "['p256', 'p384', 'p521', 'k256'].map((name) => m.createVerify('sha256').update('a').verify(k[name].spki, m.createSign('sha256').update('a').sign(k[name].pkcs8)))",
  'createVerify RSA':
    "[m.createVerify('sha256').update('a').verify(k.rsa.spki, k.rsa.signature, 'base64'), m.createVerify('sha256').update('b').verify(k.rsa.spki, k.rsa.signature, 'base64'), m.createVerify('sha256').update('a').verify(k.rsa.spki, 'AA', 'base64'), m.createVerify('sha256').update('a').verify({ key: k.rsa.spki, padding: 6 }, k.rsa.pss, 'base64')]",
  'createVerify EC':
    "['p256', 'p384', 'p521', 'k256'].map((name) => [m.createVerify('sha256').update('a').verify(k[name].spki, k[name].signature, 'base64'), m.createVerify('sha256').update('b').verify(k[name].spki, k[name].signature, 'base64'), m.createVerify('sha256').update('a').verify({ key: k[name].spki, dsaEncoding: 'ieee-p1363' }, k[name].flat, 'base64')])",
  Sign: "m.createSign('sha256') instanceof m.Sign",
  Verify: "m.createVerify('sha256') instanceof m.Verify",
  'sign Ed25519': "m.sign(null, Buffer.from('a'), k.ed25519.pkcs8)",
  'sign RSA':
    "[m.sign('sha256', Buffer.from('a'), k.rsa.pkcs8), await new Promise((resolve) => m.sign('sha1', Buffer.from('a'), k.rsa.pkcs8, (error, s) => resolve(s)))]",
  verify:
    "[m.verify(null, Buffer.from('a'), k.ed25519.spki, Buffer.from(k.ed25519.signature, 'base64')), m.verify('sha256', Buffer.from('a'), k.rsa.spki, Buffer.from(k.rsa.signature, 'base64'))]",
  publicEncrypt: "m.privateDecrypt(k.rsa.pkcs8, m.publicEncrypt(k.rsa.spki, Buffer.from('a')))",
  privateDecrypt:
    "[m.privateDecrypt(k.rsa.pkcs8, Buffer.from(k.rsa.sealed, 'base64')), m.privateDecrypt({ key: k.rsa.pkcs8, oaepHash: 'sha256' }, Buffer.from(k.rsa.sealed256, 'base64'))]",
  privateEncrypt: "m.privateEncrypt(k.rsa.pkcs8, Buffer.from('a'))",
  publicDecrypt: "m.publicDecrypt(k.rsa.spki, m.privateEncrypt(k.rsa.pkcs8, Buffer.from('a')))",
  'generateKeyPairSync EC':
    "(() => { const { publicKey, privateKey } = m.generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } }); return [publicKey.length, privateKey.length, m.verify('sha256', Buffer.from('a'), publicKey, m.sign('sha256', Buffer.from('a'), privateKey))]; })()",
  'generateKeyPairSync Ed25519': "m.generateKeyPairSync('ed25519').publicKey.asymmetricKeyType",
  'generateKeyPairSync RSA':
    "m.generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.asymmetricKeyDetails",
  generateKeyPair:
    "await new Promise((resolve) => m.generateKeyPair('x25519', (error, open, secret) => resolve([error, open.type, secret.type])))",
  generateKeySync:
    "[m.generateKeySync('aes', { length: 256 }).symmetricKeySize, m.generateKeySync('hmac', { length: 64 }).type, a.thrown(() => m.generateKeySync('aes', { length: 7 }))]",
  generateKey:
    "await new Promise((resolve) => m.generateKey('hmac', { length: 64 }, (error, key) => resolve(key.symmetricKeySize)))",
  diffieHellman:
    "['p256', 'x25519'].map((name) => m.diffieHellman({ privateKey: m.createPrivateKey(k[name].pkcs8), publicKey: m.createPublicKey(k[name].spki) }))",
  createECDH:
    "(() => { const e = m.createECDH('prime256v1'); e.setPrivateKey(Buffer.alloc(32, 7)); return [e.getPublicKey('hex'), e.getPublicKey('hex', 'compressed'), e.getPrivateKey('hex'), e.computeSecret(e.getPublicKey())]; })()",
  ECDH: "m.createECDH('secp256k1') instanceof m.ECDH",
  getCurves:
    "['prime256v1', 'secp256k1', 'secp384r1', 'secp521r1'].every((name) => m.getCurves().includes(name))",
  createDiffieHellman: "typeof m.createDiffieHellman(m.getDiffieHellman('modp5').getPrime())",
  createDiffieHellmanGroup: "typeof m.createDiffieHellmanGroup('modp1')",
  getDiffieHellman: "typeof m.getDiffieHellman('modp1')",
  DiffieHellman: "typeof m.DiffieHellman(m.getDiffieHellman('modp5').getPrime())",
  DiffieHellmanGroup: "typeof m.DiffieHellmanGroup('modp1')",
  checkPrime: 'await new Promise((resolve) => m.checkPrime(7n, (error, is) => resolve(is)))',
  checkPrimeSync: 'm.checkPrimeSync(7n)',
  generatePrime:
    'await new Promise((resolve) => m.generatePrime(8, (error, prime) => resolve(typeof prime)))',
  generatePrimeSync: 'typeof m.generatePrimeSync(8)',
  X509Certificate: 'new m.X509Certificate(k.certificate).subject',
  Certificate: 'typeof new m.Certificate()',
  Cipher: 'typeof m.Cipher',
  Decipher: 'typeof m.Decipher',
  setEngine: 'process.browser ? m.setEngine("none") : "function"',
  getFips: 'm.getFips()',
  setFips: 'm.setFips(false)',
  secureHeapUsed: 'typeof m.secureHeapUsed()',
  constants:
    '[m.constants.RSA_PKCS1_PADDING, m.constants.RSA_PKCS1_OAEP_PADDING, m.constants.RSA_PKCS1_PSS_PADDING, m.constants.RSA_PSS_SALTLEN_DIGEST]',
  webcrypto: 'm.webcrypto === globalThis.crypto',
  subtle: 'm.subtle === globalThis.crypto.subtle',
};

const util: Cases = {
  inspect:
    "[{ a: 1, b: 'x', c: [1, , 3], d: { e: { f: { g: 1 } } } }, new Map([[{ a: 1 }, 'b']]), new Set([1]), [undefined, null, NaN, -0], () => 1, class A {}, Symbol('s'), 10n, new Date(0), /a/g, new (class Foo { x = 1; })(), Object.create(null), [1, 2, 3].map((n) => 'x'.repeat(40)), new Error('e').message, Buffer.from('abc'), new Uint8Array(3), { get a() { return 1; } }].map((value) => m.inspect(value))",
  'inspect options':
    "[m.inspect({ a: { b: { c: {} } } }, { depth: 0 }), m.inspect('a', { colors: true }), m.inspect({ b: 1, a: 2 }, { sorted: true, compact: false }), m.inspect({ [m.inspect.custom]: () => 'own' }), m.inspect(Array(200).fill(1), { maxArrayLength: 2 })]",
  'inspect a promise or proxy':
    '[m.inspect(Promise.resolve(1)), m.inspect(new Proxy({ a: 1 }, {}), { showProxy: true })]',
  'inspect cycles': '(() => { const o = { a: {} }; o.a.b = o; return m.inspect(o); })()',
  format:
    "[m.format('%s %d %i %f %j %o %O %%', 'a', 1.5, 1.5, '2', { a: 1 }, [1], { b: 2 }), m.format('a', 'b', { c: 1 }), m.format(1, 2), m.format('%s', Symbol('a')), m.format('%s', { a: { b: { c: 1 } } }), m.format('%d', 1n), m.format('%x', 1)]",
  formatWithOptions: "m.formatWithOptions({ colors: true }, '%O', { a: 1 })",
  promisify:
    "[await m.promisify((x, done) => done(null, x + 1))(1), await m.promisify((done) => done(new Error('e')))().catch((error) => error.message), await m.promisify(setTimeout)(1, 'v'), m.promisify(Object.assign(() => 1, { [m.promisify.custom]: () => 2 }))(), a.thrown(() => m.promisify(1))]",
  callbackify:
    'await new Promise((resolve) => m.callbackify(async (x) => x)(1, (error, value) => resolve([error, value])))',
  isDeepStrictEqual:
    "[m.isDeepStrictEqual({ a: [1, new Map([[1, { b: 2 }]])] }, { a: [1, new Map([[1, { b: 2 }]])] }), m.isDeepStrictEqual(1, '1'), m.isDeepStrictEqual(NaN, NaN), m.isDeepStrictEqual([1], { 0: 1 }), m.isDeepStrictEqual(new Set([{ a: 1 }]), new Set([{ a: 1 }])), m.isDeepStrictEqual(0, -0), m.isDeepStrictEqual(new Date(1), new Date(1))]",
  types: 'Object.keys(m.types).length > 30',
  ...Object.fromEntries(
    'isDate isArgumentsObject isBigIntObject isBooleanObject isNumberObject isStringObject isSymbolObject isNativeError isRegExp isAsyncFunction isGeneratorFunction isGeneratorObject isPromise isMap isSet isMapIterator isSetIterator isWeakMap isWeakSet isArrayBuffer isDataView isSharedArrayBuffer isAnyArrayBuffer isBoxedPrimitive isArrayBufferView isTypedArray isUint8Array isUint8ClampedArray isUint16Array isUint32Array isInt8Array isInt16Array isInt32Array isFloat32Array isFloat64Array isBigInt64Array isBigUint64Array isKeyObject isCryptoKey isProxy isExternal isModuleNamespaceObject'
      .split(' ')
      .map((name) => [`types.${name}`, `a.kinds().map((value) => m.types.${name}(value))`]),
  ),
  inherits:
    '(() => { function A() {} function B() {} m.inherits(A, B); return [new A() instanceof B, A.super_ === B]; })()',
  deprecate: "m.deprecate((x) => x + 1, 'old')(1)",
  debuglog: "[typeof m.debuglog('x'), m.debuglog('x')('not shown')]",
  debug: "typeof m.debug('x')",
  TextEncoder: "new m.TextEncoder().encode('ñ')",
  TextDecoder: "new m.TextDecoder('utf-16le').decode(new Uint8Array([97, 0]))",
  stripVTControlCharacters: "m.stripVTControlCharacters('\\u001b[31ma\\u001b[0m')",
  toUSVString: "m.toUSVString('a\\ud800b')",
  styleText: "[m.styleText('red', 'a'), m.styleText(['bold', 'underline'], 'a')]",
  parseEnv: '({ ...m.parseEnv(\'A=1\\nB="two words"\\n# note\\nexport C=x # y\') })',
  parseArgs:
    "({ ...m.parseArgs({ args: ['-f', '--bar', 'b'], options: { f: { type: 'boolean', short: 'f' }, bar: { type: 'string' } } }).values })",
  aborted: 'await m.aborted(AbortSignal.abort(), {})',
  MIMEType: "new m.MIMEType('text/plain; charset=utf-8').essence",
  MIMEParams: 'typeof new m.MIMEParams()',
  transferableAbortController: 'typeof m.transferableAbortController()',
  transferableAbortSignal: 'typeof m.transferableAbortSignal(AbortSignal.abort())',
  getSystemErrorName: 'm.getSystemErrorName(-2)',
  getSystemErrorMap: 'typeof m.getSystemErrorMap()',
  _errnoException: "m._errnoException(-2, 'open').code",
  _exceptionWithHostPort: "m._exceptionWithHostPort(-111, 'connect', 'h', 1).code",
  _extend: 'm._extend({ a: 1 }, { b: 2 })',
  log: 'typeof m.log',
  ...Object.fromEntries(
    'isArray isBoolean isBuffer isNull isNullOrUndefined isNumber isString isSymbol isUndefined isRegExp isObject isDate isError isFunction isPrimitive'
      .split(' ')
      .map((name) => [
        name,
        `[...a.kinds(), null, undefined, 1, 'a', true, [], {}, Buffer.alloc(1), new Error('e')].map((value) => m.${name}(value))`,
      ]),
  ),
};

const url: Cases = {
  URL: "[new m.URL('../b?c#d', 'https://u:p@a.example:8080/x/y').href, m.URL.canParse('none'), m.URL === URL]",
  URLSearchParams: "[...new m.URLSearchParams('a=1&b=2&a=%20+')]",
  parse:
    "[{ ...m.parse('https://u:p@a.example:80/b/c?d=e&f=g#h') }, { ...m.parse('/a?b=1', true) }.query.b, m.parse('mailto:a@b.example').protocol]",
  format:
    "[m.format({ protocol: 'https', hostname: 'a.example', pathname: '/b', query: { c: 1 } }), m.format(new URL('https://u:p@a.example/b#c'), { auth: false, fragment: false })]",
  resolve: "[m.resolve('/one/two/three', 'four'), m.resolve('http://a.example/one', '/two')]",
  resolveObject: "m.resolveObject('http://a.example/one', 'two').href",
  Url: "m.parse('a') instanceof m.Url",
  domainToASCII: "[m.domainToASCII('español.com'), m.domainToASCII('xn--iñvalid.com')]",
  domainToUnicode: "m.domainToUnicode('xn--espaol-zwa.com')",
  fileURLToPath:
    "[m.fileURLToPath('file:///a%20b/c'), a.thrown(() => m.fileURLToPath('http://a'))]",
  pathToFileURL: "m.pathToFileURL('/a b/c#d?e%').href",
  urlToHttpOptions: "({ ...m.urlToHttpOptions(new URL('https://u:p@[::1]:81/b?c')) })",
};

const querystring: Cases = {
  parse:
    "[{ ...m.parse('a=1&b=2&a=3&c') }, { ...m.parse('a:1;b:2', ';', ':') }, { ...m.parse('a=%zz&b=+') }, { ...m.parse('') }]",
  stringify:
    "[m.stringify({ a: [1, 'x y'], b: true, c: null, d: 'ñ&' }), m.stringify({ a: 1, b: 2 }, ';', ':')]",
  escape: 'm.escape("a b&ñ!\'()*")',
  unescape: "[m.unescape('a%20b'), m.unescape('%zz')]",
  encode: 'm.encode({ a: 1 })',
  decode: "({ ...m.decode('a=1') })",
  unescapeBuffer: "m.unescapeBuffer('a%20').toString()",
};

const path: Cases = {
  join: "[m.join('/a', '..', 'b', './c'), m.join(''), m.join('a', '', '../../b')]",
  resolve: "[m.resolve('/a', 'b', '../c'), m.resolve('/a', '/b')]",
  normalize: "['/a//b/../c/.', '', './x/', '../..'].map(m.normalize)",
  isAbsolute: "['/a', 'a', ''].map(m.isAbsolute)",
  relative: "[m.relative('/a/b/c', '/a/d'), m.relative('/a', '/a')]",
  dirname: "['/a/b', 'a', '/', '/a/'].map(m.dirname)",
  basename: "[m.basename('/a/b.txt'), m.basename('/a/b.txt', '.txt'), m.basename('/')]",
  extname: "['a.b', '.a', 'a.', 'a.b.c', 'a'].map(m.extname)",
  format: "m.format({ dir: '/a', name: 'b', ext: '.c' })",
  parse: "['/a/b.c', 'x', './.y'].map(m.parse)",
  toNamespacedPath: "m.toNamespacedPath('/a')",
  _makeLong: "m._makeLong('/a')",
  matchesGlob: 'typeof m.matchesGlob',
  sep: 'm.sep',
  delimiter: 'm.delimiter',
  posix: 'm.posix === m',
  win32: "m.win32.join('a', 'b')",
};

const events: Cases = {
  EventEmitter: 'm.EventEmitter === m && typeof new m().on',
  once: "(() => { const e = new m(); const p = m.once(e, 'x'); e.emit('x', 1, 2); return p; })()",
  'once errors':
    "(() => { const e = new m(); const p = m.once(e, 'x').catch((error) => error.message); e.emit('error', new Error('bad')); return p; })()",
  on: "await (async () => { const e = new m(); const all = []; setTimeout(() => { e.emit('x', 1); e.emit('x', 2); }, 1); for await (const [v] of m.on(e, 'x')) { all.push(v); if (v === 2) break; } return [all, e.listenerCount('x')]; })()",
  getEventListeners:
    "(() => { const e = new m(); e.on('x', () => 1); return m.getEventListeners(e, 'x').length; })()",
  getMaxListeners: 'm.getMaxListeners(new m())',
  setMaxListeners:
    '(() => { const e = new m(); m.setMaxListeners(5, e); return e.getMaxListeners(); })()',
  addAbortListener:
    '(() => { let n = 0; const c = new AbortController(); m.addAbortListener(c.signal, () => { n += 1; }); c.abort(); return n; })()',
  usingDomains: 'm.usingDomains',
  captureRejectionSymbol: 'm.captureRejectionSymbol',
  captureRejections: 'm.captureRejections',
  EventEmitterAsyncResource: 'typeof m.EventEmitterAsyncResource',
  errorMonitor:
    "(() => { const e = new m(); const all = []; e.on(m.errorMonitor, (error) => all.push(error.message)); e.on('error', () => all.push('handled')); e.emit('error', new Error('x')); return all; })()",
  defaultMaxListeners: 'm.defaultMaxListeners',
  init: 'typeof m.init',
  listenerCount:
    "(() => { const e = new m(); e.on('x', () => 1); return m.listenerCount(e, 'x'); })()",
  ...Object.fromEntries(
    Object.entries({
      emit: "const r = e.emit('x', 1, 2); return [r, e.emit('none'), all, a.thrown(() => e.emit('error', new TypeError('t')))];",
      addListener: "e.addListener('y', () => all.push('y')); e.emit('y'); return all;",
      on: "e.on('newListener', (name) => all.push(name)); e.on('z', () => 1); return [all, a.thrown(() => e.on('x', 1))];",
      prependListener: "e.prependListener('x', () => all.push('first')); e.emit('x'); return all;",
      once: "e.once('x', () => all.push('once')); e.emit('x'); e.emit('x'); return all;",
      prependOnceListener:
        "e.prependOnceListener('x', () => all.push('first')); e.emit('x'); e.emit('x'); return all;",
      removeListener:
        "const f = () => all.push('f'); e.on('x', f).removeListener('x', f); e.emit('x'); return all;",
      off: "const f = () => all.push('f'); e.on('x', f).off('x', f); e.emit('x'); return all;",
      removeAllListeners: "e.removeAllListeners('x'); return e.emit('x');",
      listeners: "return e.listeners('x').length;",
      rawListeners:
        "e.once('x', () => 1); return e.rawListeners('x').map((f) => typeof f.listener);",
      listenerCount: "return [e.listenerCount('x'), e.listenerCount('none')];",
      eventNames: 'return e.eventNames();',
      setMaxListeners: 'return e.setMaxListeners(3) === e && e.getMaxListeners();',
      getMaxListeners: 'return e.getMaxListeners();',
    }).map(([name, body]) => [
      `EventEmitter#${name}`,
      `(() => { const e = new m(); const all = []; e.on('x', (...args) => all.push(args)); ${body} })()`,
    ]),
  ),
};

const stream: Cases = {
  Readable: "await a.readAll(new m.Readable({ read() { this.push('ab'); this.push(null); } }))",
  'Readable.from': "await a.readAll(m.Readable.from(['a', 'b']))",
  'Readable.toWeb':
    "await new Response(m.Readable.toWeb(m.Readable.from([Buffer.from('a')]))).text()",
  'Readable.fromWeb': "await a.readAll(m.Readable.fromWeb(new Blob(['a']).stream()))",
  'Readable#on':
    "await new Promise((resolve) => { const all = []; m.Readable.from(['a', 'b']).on('data', (d) => all.push(d)).on('end', () => resolve(all)); })",
  'Readable#pipe': "await a.readAll(m.Readable.from(['a', 'b']).pipe(new m.PassThrough()))",
  'Readable#setEncoding':
    "await a.readAll(new m.Readable({ read() { this.push(Buffer.from('ñ')); this.push(null); } }).setEncoding('utf8'))",
  'Readable#iterator':
    'await (async () => { const all = []; for await (const d of m.Readable.from([1, 2])) all.push(d); return all; })()',
  ...Object.fromEntries(
    Object.entries({
      map: '.map((x) => x * 2).toArray()',
      filter: '.filter((x) => x > 1).toArray()',
      flatMap: '.flatMap((x) => [x, x]).toArray()',
      take: '.take(2).toArray()',
      drop: '.drop(1).toArray()',
      reduce: '.reduce((sum, x) => sum + x, 0)',
      some: '.some((x) => x > 2)',
      every: '.every((x) => x > 2)',
      find: '.find((x) => x > 1)',
      toArray: '.toArray()',
      forEach: '.forEach(() => 1)',
    }).map(([name, call]) => [`Readable#${name}`, `await m.Readable.from([1, 2, 3])${call}`]),
  ),
  Writable:
    "await new Promise((resolve) => { const all = []; const w = new m.Writable({ write(chunk, encoding, done) { all.push(chunk); done(); }, final(done) { all.push('final'); done(); } }); w.on('finish', () => resolve(all)); w.write('a'); w.end('b'); })",
  Duplex: 'typeof new m.Duplex({ read() {}, write(c, e, d) { d(); } }).pipe',
  Transform:
    "await a.readAll(m.Readable.from(['a', 'b']).pipe(new m.Transform({ transform(chunk, encoding, done) { done(null, String(chunk).toUpperCase()); }, flush(done) { done(null, '!'); } })))",
  PassThrough: "(() => { const p = new m.PassThrough(); p.end('a'); return p.read(); })()",
  Stream: '[m.Stream === m, new m.PassThrough() instanceof m.Stream]',
  pipeline:
    "await new Promise((resolve) => { const p = new m.PassThrough(); const all = []; p.on('data', (d) => all.push(d)); m.pipeline(m.Readable.from(['a']), p, (error) => resolve([error, all])); })",
  'pipeline errors':
    "await new Promise((resolve) => m.pipeline(new m.Readable({ read() { this.destroy(new Error('bad')); } }), new m.PassThrough(), (error) => resolve(error.message)))",
  finished:
    "await new Promise((resolve) => { const r = m.Readable.from(['a']); m.finished(r, (error) => resolve([error])); r.resume(); })",
  addAbortSignal:
    "await new Promise((resolve) => { const c = new AbortController(); m.addAbortSignal(c.signal, new m.PassThrough()).on('error', (error) => resolve(error.name)); c.abort(); })",
  compose: "await a.readAll(m.compose(m.Readable.from(['a']), new m.PassThrough()))",
  destroy:
    "(() => { const p = new m.PassThrough().on('error', () => 1); m.destroy(p); return p.destroyed; })()",
  isDestroyed: 'typeof m.isDestroyed',
  isDisturbed: "m.isDisturbed(m.Readable.from(['a']))",
  isErrored: "m.isErrored(m.Readable.from(['a']))",
  isReadable: "m.isReadable(m.Readable.from(['a']))",
  isWritable: 'typeof m.isWritable',
  duplexPair: 'typeof m.duplexPair',
  setDefaultHighWaterMark: 'typeof m.setDefaultHighWaterMark',
  getDefaultHighWaterMark: '[m.getDefaultHighWaterMark(false), m.getDefaultHighWaterMark(true)]',
  promises: 'Object.keys(m.promises).sort()',
  _isUint8Array: 'm._isUint8Array(new Uint8Array(1))',
  _uint8ArrayToBuffer: 'm._uint8ArrayToBuffer(new Uint8Array(1))',
  _isArrayBufferView: 'm._isArrayBufferView(new Uint8Array(1))',
};

const streamPromises: Cases = {
  pipeline:
    "await m.pipeline(['a', 'b'], async function* (source) { for await (const c of source) yield c; }, async (source) => { const all = []; for await (const c of source) all.push(c); return all; })",
  finished:
    "await (async () => { const { Readable } = require('stream'); const r = Readable.from(['a']); r.resume(); return m.finished(r); })()",
};

const stringDecoder: Cases = {
  StringDecoder:
    "(() => { const d = new m.StringDecoder('utf8'); const e = new m.StringDecoder('base64'); return [d.write(Buffer.from([0xe2, 0x82])), d.write(Buffer.from([0xac])), d.end(Buffer.from([0xe2])), e.write(Buffer.from('ab')), e.end(), new m.StringDecoder('utf16le').write(Buffer.from([97, 0, 98])), a.thrown(() => new m.StringDecoder('none'))]; })()",
};

const same = '{ a: [1, new Map([[1, { b: 2 }]])] }';
const assert: Cases = {
  ok: "[m.ok(1), a.thrown(() => m.ok(0, 'words')), a.thrown(() => m(false, 'words'))]",
  equal: "[m.equal(1, '1'), a.thrown(() => m.equal(1, 2, 'words'))]",
  notEqual: '[m.notEqual(1, 2), a.thrown(() => m.notEqual(1, 1))]',
  deepEqual: `[m.deepEqual(${same}, ${same}), m.deepEqual({ a: 1 }, { a: '1' }), a.thrown(() => m.deepEqual({ a: 1 }, { a: 2 }))]`,
  notDeepEqual:
    '[m.notDeepEqual({ a: 1 }, { a: 2 }), a.thrown(() => m.notDeepEqual({ a: 1 }, { a: 1 }))]',
  deepStrictEqual: `[m.deepStrictEqual(${same}, ${same}), a.thrown(() => m.deepStrictEqual({ a: 1 }, { a: '1' })), a.thrown(() => m.deepStrictEqual([1], [2], 'words'))]`,
  notDeepStrictEqual:
    "[m.notDeepStrictEqual({ a: 1 }, { a: '1' }), a.thrown(() => m.notDeepStrictEqual([1], [1]))]",
  strictEqual:
    "[m.strictEqual(1, 1), a.thrown(() => m.strictEqual(1, '1')), a.thrown(() => m.strictEqual(1, 2, new TypeError('own')))]",
  'strictEqual message':
    '(() => { try { m.strictEqual(1, 2); } catch (error) { return [error.message, error.actual, error.expected, error.operator, error.generatedMessage]; } })()',
  notStrictEqual: "[m.notStrictEqual(1, '1'), a.thrown(() => m.notStrictEqual(1, 1))]",
  throws:
    "[m.throws(() => { throw new TypeError('x'); }, TypeError), m.throws(() => { throw new Error('abc'); }, /b/), m.throws(() => { throw new Error('abc'); }, { message: 'abc' }), a.thrown(() => m.throws(() => 1))]",
  doesNotThrow:
    "[m.doesNotThrow(() => 1), a.thrown(() => m.doesNotThrow(() => { throw new Error('x'); }))]",
  rejects:
    "[await m.rejects(Promise.reject(new Error('x')), /x/), await m.rejects(Promise.resolve()).catch((error) => error.code)]",
  doesNotReject:
    "[await m.doesNotReject(Promise.resolve()), await m.doesNotReject(Promise.reject(new Error('x'))).catch((error) => error.code)]",
  ifError: "[m.ifError(null), a.thrown(() => m.ifError(new Error('x')))]",
  match: "[m.match('abc', /b/), a.thrown(() => m.match('abc', /x/))]",
  doesNotMatch: "[m.doesNotMatch('abc', /x/), a.thrown(() => m.doesNotMatch('abc', /b/))]",
  fail: "[a.thrown(() => m.fail()), a.thrown(() => m.fail('words'))]",
  AssertionError:
    "(() => { const error = new m.AssertionError({ actual: 1, expected: 2, operator: 'strictEqual' }); return [error.name, error.code, error instanceof Error]; })()",
  strict: "[a.thrown(() => m.strict.equal(1, '1')), m.strict.strict === m.strict]",
  CallTracker: 'typeof m.CallTracker',
};

const assertStrict: Cases = {
  equal: "[m.equal(1, 1), a.thrown(() => m.equal(1, '1'))]",
  deepEqual: "[m.deepEqual({ a: 1 }, { a: 1 }), a.thrown(() => m.deepEqual({ a: 1 }, { a: '1' }))]",
  notEqual: "[m.notEqual(1, '1'), a.thrown(() => m.notEqual(1, 1))]",
  notDeepEqual:
    "[m.notDeepEqual({ a: 1 }, { a: '1' }), a.thrown(() => m.notDeepEqual({ a: 1 }, { a: 1 }))]",
};

const streams = (kind: string, given: string) =>
  `await a.readAll((() => { const s = m.create${kind}(); s.end(${given}); return s; })())`;

const packers = ['deflate', 'deflateRaw', 'gzip'] as const;
const unpackers = {
  inflate: 'deflate',
  inflateRaw: 'deflateRaw',
  gunzip: 'gzip',
  unzip: 'gzip',
} as const;
const capital = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const zlib: Cases = {
  ...Object.fromEntries(
    packers.flatMap((name) => [
      [
        `${name}Sync`,
        `[m.${name}Sync('hello hello hello'), m.${name}Sync(a.bytes(5000), { level: 1 }), m.${name}Sync(a.bytes(5000), { level: 9, memLevel: 9 }), m.${name}Sync(''), a.thrown(() => m.${name}Sync(1))]`,
      ],
      [
        name,
        `await new Promise((resolve) => m.${name}('hello', { level: 9 }, (error, bytes) => resolve([error, bytes])))`,
      ],
      [`create${capital(name)}`, streams(capital(name), 'a.bytes(5000)')],
      [capital(name), `new m.${capital(name)}() instanceof m.${capital(name)}`],
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(unpackers).flatMap(([name, packer]) => [
      [
        `${name}Sync`,
        `[m.${name}Sync(m.${packer}Sync(a.bytes(5000))), a.thrown(() => m.${name}Sync(Buffer.from('no such data'))), a.thrown(() => m.${name}Sync(m.${packer}Sync('hello').subarray(0, 8))), a.thrown(() => m.${name}Sync(m.${packer}Sync(a.bytes(5000)), { maxOutputLength: 100 }))]`,
      ],
      [
        name,
        `await new Promise((resolve) => m.${name}(m.${packer}Sync('hello'), (error, bytes) => resolve([error, bytes])))`,
      ],
      [`create${capital(name)}`, streams(capital(name), `m.${packer}Sync(a.bytes(5000))`)],
      [capital(name), `new m.${capital(name)}() instanceof m.${capital(name)}`],
    ]),
  ),
  crc32: "[m.crc32('hello'), m.crc32(Buffer.from('lo'), m.crc32('hel'))]",
  constants:
    '[m.constants.Z_BEST_COMPRESSION, m.constants.Z_SYNC_FLUSH, m.constants.Z_DEFAULT_CHUNK, m.constants.Z_DATA_ERROR]',
  codes: 'm.codes.Z_OK',
  ...Object.fromEntries(
    ['brotliCompress', 'brotliDecompress'].flatMap((name) => {
      const packed = name === 'brotliCompress' ? "'hello'" : "m.brotliCompressSync('hello')";
      return [
        [
          name,
          `await new Promise((resolve) => m.${name}(${packed}, (error, bytes) => resolve(bytes)))`,
        ],
        [`${name}Sync`, `m.${name}Sync(${packed})`],
        [`create${capital(name)}`, `typeof m.create${capital(name)}()`],
        [capital(name), `typeof m.${capital(name)}()`],
      ];
    }),
  ),
};

const timers: Cases = {
  setTimeout:
    "await new Promise((resolve) => m.setTimeout((...args) => resolve(args), 1, 'a', 'b'))",
  clearTimeout:
    "await new Promise((resolve) => { const t = m.setTimeout(() => resolve('fired'), 1); m.clearTimeout(t); m.setTimeout(() => resolve('cleared'), 5); })",
  setInterval:
    'await new Promise((resolve) => { let n = 0; const t = m.setInterval(() => { n += 1; if (n === 2) { m.clearInterval(t); resolve(n); } }, 1); })',
  clearInterval:
    "await new Promise((resolve) => { const t = m.setInterval(() => resolve('fired'), 1); m.clearInterval(t); m.setTimeout(() => resolve('cleared'), 5); })",
  setImmediate: "await new Promise((resolve) => m.setImmediate(resolve, 'a'))",
  clearImmediate:
    "await new Promise((resolve) => { const t = m.setImmediate(() => resolve('fired')); m.clearImmediate(t); m.setTimeout(() => resolve('cleared'), 5); })",
  promises: "await m.promises.setTimeout(1, 'a')",
  _unrefActive: 'typeof m._unrefActive',
  active: 'typeof m.active',
  enroll: 'typeof m.enroll',
  unenroll: 'typeof m.unenroll',
};

const timersPromises: Cases = {
  setTimeout:
    "[await m.setTimeout(1, 'a'), await m.setTimeout(1000, 'a', { signal: AbortSignal.abort() }).catch((error) => [error.name, error.code])]",
  setImmediate: "await m.setImmediate('a')",
  setInterval:
    "await (async () => { let n = 0; for await (const v of m.setInterval(1, 'a')) { n += 1; if (n === 2) return v; } })()",
  scheduler: 'typeof (await m.scheduler.wait(1))',
};

const os: Cases = {
  EOL: 'm.EOL',
  devNull: 'm.devNull',
  ...Object.fromEntries(
    'arch platform type endianness machine homedir hostname release tmpdir version'
      .split(' ')
      .map((name) => [name, `typeof m.${name}()`]),
  ),
  ...Object.fromEntries(
    'availableParallelism freemem totalmem uptime getPriority'
      .split(' ')
      .map((name) => [name, `typeof m.${name}()`]),
  ),
  cpus: 'Object.keys(m.cpus()[0])',
  loadavg: 'm.loadavg().length',
  networkInterfaces: 'typeof m.networkInterfaces()',
  userInfo: 'Object.keys(m.userInfo()).sort()',
  setPriority: 'typeof m.setPriority',
  constants:
    '[m.constants.signals.SIGTERM, m.constants.priority.PRIORITY_LOW, m.constants.errno.ENOENT]',
};

const process: Cases = {
  env: '[typeof m.env, m.env.NOT_SET_ANYWHERE]',
  argv: 'Array.isArray(m.argv)',
  argv0: 'typeof m.argv0',
  execArgv: 'Array.isArray(m.execArgv)',
  execPath: 'typeof m.execPath',
  platform: 'm.platform',
  arch: 'm.arch',
  version: '/^v\\d+\\./.test(m.version)',
  versions: 'typeof m.versions.node',
  release: 'm.release.name',
  pid: 'typeof m.pid',
  ppid: 'typeof m.ppid',
  title: 'typeof m.title',
  features: 'typeof m.features',
  config: 'typeof m.config',
  cwd: 'typeof m.cwd()',
  umask: 'typeof m.umask()',
  uptime: 'typeof m.uptime()',
  hrtime: '[m.hrtime().length, m.hrtime([0, 0]).length, typeof m.hrtime.bigint()]',
  memoryUsage: '[Object.keys(m.memoryUsage()).sort(), typeof m.memoryUsage.rss()]',
  cpuUsage: 'Object.keys(m.cpuUsage())',
  resourceUsage: 'typeof m.resourceUsage()',
  constrainedMemory: 'typeof m.constrainedMemory()',
  availableMemory: 'typeof m.availableMemory()',
  nextTick:
    "await new Promise((resolve) => { const all = []; m.nextTick((x) => all.push(x), 'tick'); all.push('now'); setTimeout(() => resolve(all), 1); })",
  emitWarning: "m.emitWarning('words')",
  on: "(() => { const f = () => 1; return m.on('x', f) === m && m.off('x', f) === m; })()",
  once: "m.once('x', () => 1) === m",
  off: "m.off('x', () => 1) === m",
  emit: "m.emit('nothing')",
  listenerCount: "m.listenerCount('nothing')",
  exitCode: 'm.exitCode',
  exit: "m.browser ? m.exit() : 'exits'",
  abort: "m.browser ? m.abort() : 'aborts'",
  kill: "m.browser ? m.kill() : 'kills'",
  chdir: "m.browser ? m.chdir() : 'moves'",
  stdout: '[typeof m.stdout.write, m.stdout.isTTY ?? false]',
  stderr: 'typeof m.stderr.write',
  stdin: 'typeof m.stdin',
  getuid: 'typeof m.getuid()',
  geteuid: 'typeof m.geteuid()',
  getgid: 'typeof m.getgid()',
  getegid: 'typeof m.getegid()',
  getgroups: 'typeof m.getgroups()',
  getBuiltinModule: "typeof m.getBuiltinModule('path').join",
  ...Object.fromEntries(
    'dlopen loadEnvFile getActiveResourcesInfo openStdin initgroups setgroups setegid seteuid setgid setuid report debugPort allowedNodeEnvironmentFlags assert binding setUncaughtExceptionCaptureCallback hasUncaughtExceptionCaptureCallback sourceMapsEnabled setSourceMapsEnabled reallyExit moduleLoadList domain'
      .split(' ')
      .map((name) => [name, `typeof m.${name}`]),
  ),
};

const globals: Cases = {
  Buffer: "m.Buffer.from('a')",
  global: 'm.global === m',
  process: 'typeof m.process.nextTick',
  console:
    "['log', 'info', 'warn', 'error', 'debug', 'table', 'group', 'groupEnd', 'time', 'timeEnd', 'assert', 'count', 'dir', 'trace'].map((name) => typeof m.console[name])",
  URL: "new m.URL('/a', 'https://b.example').href",
  URLSearchParams: "String(new m.URLSearchParams({ a: 'b c' }))",
  TextEncoder: "new m.TextEncoder().encode('ñ')",
  TextDecoder: 'new m.TextDecoder().decode(new Uint8Array([195, 177]))',
  AbortController:
    '(() => { const c = new m.AbortController(); c.abort(); return [c.signal.aborted, c.signal.reason.name]; })()',
  AbortSignal:
    "[m.AbortSignal.abort('x').reason, m.AbortSignal.any([m.AbortSignal.abort()]).aborted, typeof m.AbortSignal.timeout]",
  Event: "new m.Event('x').type",
  EventTarget:
    "(() => { let n = 0; const t = new m.EventTarget(); t.addEventListener('x', () => { n += 1; }, { once: true }); t.dispatchEvent(new Event('x')); t.dispatchEvent(new Event('x')); return n; })()",
  CustomEvent: "new m.CustomEvent('x', { detail: 1 }).detail",
  MessageEvent: "new m.MessageEvent('x', { data: 1 }).data",
  MessageChannel:
    'await new Promise((resolve) => { const { port1, port2 } = new m.MessageChannel(); port2.onmessage = ({ data }) => { port1.close(); resolve(data); }; port1.postMessage({ a: 1 }); })',
  MessagePort: 'typeof m.MessagePort',
  BroadcastChannel: 'typeof m.BroadcastChannel',
  DOMException:
    "(() => { const error = new m.DOMException('x', 'AbortError'); return [error.name, error.code, error instanceof Error]; })()",
  Blob: "[await new m.Blob(['a', 'b'], { type: 'text/plain' }).text(), new m.Blob(['a']).size]",
  File: "new m.File(['a'], 'n').name",
  FormData:
    "(() => { const f = new m.FormData(); f.append('a', '1'); f.append('a', '2'); return [f.getAll('a'), [...f.keys()]]; })()",
  Headers: "[...new m.Headers({ B: '2', a: '1' })]",
  Request:
    "(() => { const r = new m.Request('https://a.example/', { method: 'POST', body: 'x' }); return [r.method, r.url]; })()",
  Response:
    "[await new m.Response('a', { status: 201 }).text(), await m.Response.json({ a: 1 }).json()]",
  fetch: 'typeof m.fetch',
  WebSocket: 'typeof m.WebSocket',
  EventSource: 'typeof m.EventSource',
  structuredClone:
    '[m.structuredClone({ a: new Map([[1, new Date(0)]]), b: new Uint8Array([1]) }), a.thrown(() => m.structuredClone(() => 1))]',
  queueMicrotask: "await new Promise((resolve) => m.queueMicrotask(() => resolve('a')))",
  setTimeout: "await new Promise((resolve) => m.setTimeout(resolve, 1, 'a'))",
  'setTimeout object':
    '(() => { const t = m.setTimeout(() => 1, 1); return [typeof t.ref, t.unref() === t, t.hasRef(), typeof +t]; })()',
  clearTimeout: 'm.clearTimeout(m.setTimeout(() => 1, 1))',
  setInterval: 'm.clearInterval(m.setInterval(() => 1, 1))',
  clearInterval: 'm.clearInterval(undefined)',
  setImmediate: "await new Promise((resolve) => m.setImmediate(resolve, 'a'))",
  clearImmediate: 'm.clearImmediate(m.setImmediate(() => 1))',
  atob: "[m.atob('YQ=='), a.thrown(() => m.atob('*'))]",
  btoa: "m.btoa('a')",
  performance: '[typeof m.performance.now(), typeof m.performance.timeOrigin]',
  ...Object.fromEntries(
    'Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList PerformanceResourceTiming Crypto SubtleCrypto CryptoKey Navigator navigator Storage localStorage sessionStorage CloseEvent'
      .split(' ')
      .map((name) => [name, `typeof m.${name}`]),
  ),
  crypto:
    '[typeof m.crypto.getRandomValues(new Uint8Array(1))[0], /^[0-9a-f-]{36}$/.test(m.crypto.randomUUID())]',
  WebAssembly: 'm.WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))',
  ReadableStream:
    'await new Response(new m.ReadableStream({ start(c) { c.enqueue(new Uint8Array([97])); c.close(); } })).text()',
  WritableStream:
    'await (async () => { const all = []; const w = new m.WritableStream({ write(c) { all.push(c); } }).getWriter(); await w.write(1); await w.close(); return all; })()',
  TransformStream:
    'await (async () => { const t = new m.TransformStream({ transform(c, o) { o.enqueue(c * 2); } }); const w = t.writable.getWriter(); w.write(1); w.close(); return (await t.readable.getReader().read()).value; })()',
  TextEncoderStream:
    "await new Response(new Blob(['ñ']).stream().pipeThrough(new m.TextDecoderStream()).pipeThrough(new m.TextEncoderStream())).text()",
  TextDecoderStream: 'typeof new m.TextDecoderStream().readable',
  CompressionStream:
    "await new Response(new Blob(['abc']).stream().pipeThrough(new m.CompressionStream('gzip')).pipeThrough(new m.DecompressionStream('gzip'))).text()",
  DecompressionStream: "typeof new m.DecompressionStream('deflate').readable",
  ...Object.fromEntries(
    'TransformStreamDefaultController WritableStreamDefaultController WritableStreamDefaultWriter ReadableStreamDefaultReader ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableByteStreamController ReadableStreamDefaultController ByteLengthQueuingStrategy CountQueuingStrategy'
      .split(' ')
      .map((name) => [name, `typeof m.${name}`]),
  ),
  require: "typeof require('path').join",
  module: 'typeof module.exports',
  exports: 'typeof exports',
  __filename: 'typeof __filename',
  __dirname: 'typeof __dirname',
};

const hmac = (hash: string) => `{ name: 'HMAC', hash: '${hash}' }`;
const roundTrip = (algorithm: string, key: string) =>
  `(async () => { const key = await ${key}; const sealed = await m.encrypt(${algorithm}, key, Buffer.from('hello')); return [sealed, await m.decrypt(${algorithm}, key, sealed)]; })()`;
const aes = (name: string, bits: number) =>
  `m.importKey('raw', Buffer.alloc(${bits / 8}, 7), '${name}', true, ['encrypt', 'decrypt'])`;
const signing = (algorithm: string, generate: string) =>
  `(async () => { const { publicKey, privateKey } = await m.generateKey(${generate}, true, ['sign', 'verify']); const s = await m.sign(${algorithm}, privateKey, Buffer.from('a')); return [s.byteLength, privateKey.type, publicKey.algorithm, await m.verify(${algorithm}, publicKey, s, Buffer.from('a')), await m.verify(${algorithm}, publicKey, s, Buffer.from('b'))]; })()`;
const rsa = (name: string) =>
  `{ name: '${name}', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }`;

/** A row per algorithm; Node's own `crypto.subtle` is what is compared with. */
const subtle: Cases = {
  ...Object.fromEntries(
    ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'].map((name) => [
      `digest ${name}`,
      `m.digest('${name}', Buffer.from('a'))`,
    ]),
  ),
  'digest errors':
    "[await m.digest('none', Buffer.from('a')).catch((error) => error.name), await m.digest('SHA-256', 'a').catch((error) => error.name)]",
  ...Object.fromEntries(
    ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'].map((name) => [
      `sign HMAC ${name}`,
      `(async () => { const key = await m.importKey('raw', Buffer.from('key'), ${hmac(name)}, false, ['sign', 'verify']); const s = await m.sign('HMAC', key, Buffer.from('a')); return [s, await m.verify('HMAC', key, s, Buffer.from('a')), key.type, key.algorithm, key.usages, key.extractable, String(key)]; })()`,
    ]),
  ),
  'sign RSASSA-PKCS1-v1_5':
    "(async () => { const key = await m.importKey('pkcs8', a.der(k.rsa.pkcs8), { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, true, ['sign']); return [await m.sign('RSASSA-PKCS1-v1_5', key, Buffer.from('a')), key.algorithm]; })()",
  'verify RSASSA-PKCS1-v1_5':
    "(async () => { const key = await m.importKey('spki', a.der(k.rsa.spki), { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, true, ['verify']); return [await m.verify('RSASSA-PKCS1-v1_5', key, Buffer.from(k.rsa.signature, 'base64'), Buffer.from('a')), await m.verify('RSASSA-PKCS1-v1_5', key, Buffer.alloc(256), Buffer.from('a'))]; })()",
  'sign RSA-PSS': signing("{ name: 'RSA-PSS', saltLength: 32 }", rsa('RSA-PSS')),
  'sign ECDSA P-256': signing(
    "{ name: 'ECDSA', hash: 'SHA-256' }",
    "{ name: 'ECDSA', namedCurve: 'P-256' }",
  ),
  'sign ECDSA P-384': signing(
    "{ name: 'ECDSA', hash: 'SHA-384' }",
    "{ name: 'ECDSA', namedCurve: 'P-384' }",
  ),
  'sign ECDSA P-521': signing(
    "{ name: 'ECDSA', hash: 'SHA-512' }",
    "{ name: 'ECDSA', namedCurve: 'P-521' }",
  ),
  'sign Ed25519':
    "(async () => { const key = await m.importKey('pkcs8', a.der(k.ed25519.pkcs8), 'Ed25519', true, ['sign']); return [await m.sign('Ed25519', key, Buffer.from('a')), key.algorithm]; })()",
  ...Object.fromEntries(
    [128, 256].flatMap((bits) => [
      [
        `encrypt AES-GCM ${bits}`,
        roundTrip(
          "{ name: 'AES-GCM', iv: Buffer.alloc(12), additionalData: Buffer.from('x') }",
          aes('AES-GCM', bits),
        ),
      ],
      [
        `encrypt AES-CBC ${bits}`,
        roundTrip("{ name: 'AES-CBC', iv: Buffer.alloc(16) }", aes('AES-CBC', bits)),
      ],
      [
        `encrypt AES-CTR ${bits}`,
        roundTrip(
          "{ name: 'AES-CTR', counter: Buffer.alloc(16), length: 64 }",
          aes('AES-CTR', bits),
        ),
      ],
    ]),
  ),
  'encrypt AES-GCM 192': roundTrip(
    "{ name: 'AES-GCM', iv: Buffer.alloc(12) }",
    aes('AES-GCM', 192),
  ),
  'encrypt RSA-OAEP': `(async () => { const { publicKey, privateKey } = await m.generateKey(${rsa('RSA-OAEP')}, true, ['encrypt', 'decrypt']); return m.decrypt('RSA-OAEP', privateKey, await m.encrypt('RSA-OAEP', publicKey, Buffer.from('a'))); })()`,
  'decrypt errors':
    "(async () => { const key = await m.generateKey({ name: 'AES-GCM', length: 128 }, false, ['encrypt', 'decrypt']); return [await m.decrypt({ name: 'AES-GCM', iv: Buffer.alloc(12) }, key, Buffer.alloc(20)).catch((error) => error.name), await m.exportKey('raw', key).catch((error) => error.name.startsWith('InvalidAccess')), await m.sign('HMAC', key, Buffer.from('a')).catch((error) => error.name)]; })()",
  'wrapKey AES-KW':
    "(async () => { const kek = await m.importKey('raw', Buffer.alloc(16, 1), 'AES-KW', false, ['wrapKey', 'unwrapKey']); const key = await m.importKey('raw', Buffer.alloc(16, 2), 'AES-CBC', true, ['encrypt']); const wrapped = await m.wrapKey('raw', key, kek, 'AES-KW'); const again = await m.unwrapKey('raw', wrapped, kek, 'AES-KW', 'AES-CBC', true, ['encrypt']); return [wrapped, await m.exportKey('raw', again)]; })()",
  'deriveBits PBKDF2':
    "(async () => { const key = await m.importKey('raw', Buffer.from('p'), 'PBKDF2', false, ['deriveBits', 'deriveKey']); const how = { name: 'PBKDF2', salt: Buffer.from('s'), iterations: 1000, hash: 'SHA-256' }; const derived = await m.deriveKey(how, key, { name: 'AES-GCM', length: 256 }, true, ['encrypt']); return [await m.deriveBits(how, key, 256), await m.exportKey('raw', derived)]; })()",
  'deriveBits HKDF':
    "(async () => { const key = await m.importKey('raw', Buffer.from('p'), 'HKDF', false, ['deriveBits', 'deriveKey']); const how = { name: 'HKDF', salt: Buffer.from('s'), info: Buffer.from('i'), hash: 'SHA-512' }; const derived = await m.deriveKey(how, key, { name: 'HMAC', hash: 'SHA-256' }, true, ['sign']); return [await m.deriveBits(how, key, 128), await m.exportKey('raw', derived)]; })()",
  ...Object.fromEntries(
    [
      ['p256', "{ name: 'ECDH', namedCurve: 'P-256' }", 'ECDH P-256'],
      ['p384', "{ name: 'ECDH', namedCurve: 'P-384' }", 'ECDH P-384'],
      ['x25519', "{ name: 'X25519' }", 'X25519'],
    ].map(([key, algorithm, name]) => [
      `deriveBits ${name}`,
      `(async () => { const how = ${algorithm}; const secret = await m.importKey('pkcs8', a.der(k.${key}.pkcs8), how, false, ['deriveBits']); const open = await m.importKey('spki', a.der(k.${key}.spki), how, true, []); return m.deriveBits({ ...how, public: open }, secret, 256); })()`,
    ]),
  ),
  'importKey jwk':
    "(async () => { const key = await m.importKey('jwk', k.rsa.jwk, { name: 'RSA-PSS', hash: 'SHA-256' }, true, ['sign']); const out = await m.exportKey('jwk', key); return [out.n === k.rsa.jwk.n, out.d === k.rsa.jwk.d, out.alg, out.key_ops, out.ext]; })()",
  'exportKey raw':
    "(async () => m.exportKey('raw', await m.importKey('spki', a.der(k.p256.spki), { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify'])))()",
  'exportKey pkcs8':
    "(async () => m.exportKey('pkcs8', await m.importKey('pkcs8', a.der(k.p256.pkcs8), { name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign'])))()",
  'generateKey AES':
    "(async () => { const key = await m.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']); return [key.algorithm, (await m.exportKey('raw', key)).byteLength]; })()",
  'generateKey HMAC': `(async () => (await m.generateKey(${hmac('SHA-512')}, true, ['sign'])).algorithm)()`,
};

/** By module and member, the expressions that are evaluated in the sandbox and in Node. */
export const CASES: Readonly<Record<string, Cases>> = {
  buffer,
  crypto,
  'crypto.subtle': subtle,
  globals,
  util,
  url,
  querystring,
  path,
  events,
  stream,
  'stream/promises': streamPromises,
  string_decoder: stringDecoder,
  assert,
  'assert/strict': assertStrict,
  zlib,
  timers,
  'timers/promises': timersPromises,
  os,
  process,
};
