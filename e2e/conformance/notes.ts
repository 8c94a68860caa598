/** Why a member differs or is not here, by module and member. */
export const NOTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  buffer: {
    SlowBuffer: 'Removed from later versions of Node.',
    resolveObjectURL: 'Nothing has the address of a Blob here.',
  },
  crypto: {
    'Hash as a stream':
      'update() and digest() work; a hash is no stream that others can be piped into.',
    'createCipheriv update alone':
      'update() gives nothing and final() gives all: the joined parts are the same.',
    Cipher: 'Removed in Node 22.',
    Decipher: 'Removed in Node 22.',
    setFips: 'Not of a browser.',
    secureHeapUsed: 'Not of a browser.',
  },
  'crypto.subtle': {
    'encrypt AES-GCM 192': 'Chromium takes AES keys of 128 and 256 bits.',
  },
  globals: {
    BroadcastChannel: 'Would reach other workers.',
    SubtleCrypto: 'crypto.subtle itself is here.',
    __filename: 'A step has no file.',
    __dirname: 'A step has no file.',
  },
  util: {
    'inspect a promise or proxy':
      'Code cannot see whether a promise is settled, nor through a proxy.',
    parseArgs: 'A step has no command line.',
  },
  path: { win32: 'Nothing here has such paths.' },
  stream: { duplexPair: 'Use two PassThrough streams.' },
};

/** Modules that a browser cannot give; the note is what the error says. */
export const MODULES_NOT_HERE = [
  'async_hooks',
  'child_process',
  'cluster',
  'console',
  'constants',
  'dgram',
  'diagnostics_channel',
  'dns',
  'dns/promises',
  'domain',
  'fs',
  'fs/promises',
  'http',
  'http2',
  'https',
  'inspector',
  'module',
  'net',
  'path/win32',
  'perf_hooks',
  'punycode',
  'readline',
  'readline/promises',
  'repl',
  'stream/consumers',
  'stream/web',
  'sys',
  'test',
  'tls',
  'trace_events',
  'tty',
  'v8',
  'vm',
  'wasi',
  'worker_threads',
] as const;
