import { Buffer } from 'buffer';
import * as pako from 'pako';
import stream, { type Done } from 'virtual:node/stream';
import { NotAvailableError } from '@/runtime/sandbox/not-available';

/** Node's zlib over pako, a port of the same library: the same bytes for the same options. */
interface Options {
  readonly level?: number;
  readonly memLevel?: number;
  readonly strategy?: number;
  readonly windowBits?: number;
  readonly dictionary?: Uint8Array;
  readonly finishFlush?: number;
  readonly maxOutputLength?: number;
}

type Input = string | ArrayBuffer | ArrayBufferView;
type Kind = keyof typeof KINDS;

/** What a window is increased by tells zlib which header there is. */
const KINDS = {
  Deflate: { packs: true, windowBits: (bits: number) => bits },
  DeflateRaw: { packs: true, windowBits: (bits: number) => -bits },
  Gzip: { packs: true, windowBits: (bits: number) => bits + 16 },
  Inflate: { packs: false, windowBits: (bits: number) => bits },
  InflateRaw: { packs: false, windowBits: (bits: number) => -bits },
  Gunzip: { packs: false, windowBits: (bits: number) => bits + 16 },
  Unzip: { packs: false, windowBits: (bits: number) => bits + 32 },
} as const;

function engine(kind: Kind, options: Options): pako.Deflate | pako.Inflate {
  const { packs, windowBits } = KINDS[kind];
  const given = {
    windowBits: windowBits(options.windowBits ?? 15),
    ...(options.dictionary === undefined ? {} : { dictionary: options.dictionary }),
  };
  if (!packs) return new pako.Inflate(given);
  return new pako.Deflate({
    ...given,
    level: options.level ?? -1,
    memLevel: options.memLevel ?? 8,
    // Whatever was asked for: zlib refuses what it does not know.
    strategy: (options.strategy ?? 0) as 0,
  });
}

function runSync(kind: Kind, input: Input, options: Options = {}): Buffer {
  const working = engine(kind, options);
  const chunks: Uint8Array[] = [];
  let size = 0;
  working.onData = (chunk) => {
    size += chunk.length;
    if (size > (options.maxOutputLength ?? 2 ** 31 - 1)) {
      throw Object.assign(
        new RangeError(`Cannot create a Buffer larger than ${options.maxOutputLength} bytes`),
        { code: 'ERR_BUFFER_TOO_LARGE' },
      );
    }
    chunks.push(chunk);
  };
  working.push(bytesOf(input), true);
  check(working, kind, options);
  return Buffer.concat(chunks);
}

/** Throws what zlib says. */
function check(working: pako.Deflate | pako.Inflate, kind: Kind, options: Options): void {
  if (working.err < 0 || working.err === pako.Z_NEED_DICT)
    throw zlibError(working.err, working.msg);
  // Data that ends too early.
  const isWhole = working instanceof pako.Deflate || working.ended;
  const mayBeCut = options.finishFlush === pako.Z_SYNC_FLUSH;
  if (!KINDS[kind].packs && !isWhole && !mayBeCut) throw zlibError(pako.Z_BUF_ERROR, '');
}

const ERRORS: Readonly<Record<number, readonly [code: string, message: string]>> = {
  [pako.Z_NEED_DICT]: ['Z_NEED_DICT', 'Missing dictionary'],
  [pako.Z_STREAM_ERROR]: ['Z_STREAM_ERROR', 'stream error'],
  [pako.Z_DATA_ERROR]: ['Z_DATA_ERROR', 'data error'],
  [pako.Z_MEM_ERROR]: ['Z_MEM_ERROR', 'insufficient memory'],
  [pako.Z_BUF_ERROR]: ['Z_BUF_ERROR', 'unexpected end of file'],
};

function zlibError(errno: number, message: string): Error {
  const [code, words] = ERRORS[errno] ?? ['Z_STREAM_ERROR', 'stream error'];
  const isOwn = message === '' || message === words || errno === pako.Z_BUF_ERROR;
  return Object.assign(new Error(isOwn ? words : message), { errno, code });
}

function bytesOf(input: unknown): Uint8Array<ArrayBuffer> {
  if (typeof input === 'string') return plain(Buffer.from(input));
  if (ArrayBuffer.isView(input)) return plain(input);
  if (input instanceof ArrayBuffer) return new Uint8Array(input);
  throw Object.assign(
    new TypeError(
      'The "buffer" argument must be of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer.',
    ),
    { code: 'ERR_INVALID_ARG_TYPE' },
  );
}

function plain(view: ArrayBufferView): Uint8Array<ArrayBuffer> {
  // Nothing is shared between threads here.
  return new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength);
}

function runLater(kind: Kind) {
  return (input: Input, second: Options | Done, third?: Done): void => {
    const done = typeof second === 'function' ? second : third;
    const options = typeof second === 'function' ? {} : second;
    if (typeof done !== 'function') {
      throw Object.assign(new TypeError('The "callback" argument must be of type function.'), {
        code: 'ERR_INVALID_ARG_TYPE',
      });
    }
    const bytes = bytesOf(input);
    setTimeout(() => {
      let result: Buffer;
      try {
        result = runSync(kind, bytes, options);
      } catch (error) {
        // Thrown by check, above.
        done(error as Error);
        return;
      }
      done(null, result);
    });
  };
}

function streamClass(kind: Kind) {
  return class extends stream.Transform {
    readonly #working: pako.Deflate | pako.Inflate;
    readonly #options: Options;
    bytesWritten = 0;

    constructor(options: Options = {}) {
      super(options);
      this.#options = options;
      this.#working = engine(kind, options);
      this.#working.onData = (chunk) => {
        this.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      };
    }

    _transform(chunk: Uint8Array, _encoding: string, done: Done): void {
      this.bytesWritten += chunk.length;
      this.#run(plain(chunk), false, done);
    }

    _flush(done: Done): void {
      this.#run(new Uint8Array(0), true, done);
    }

    #run(bytes: Uint8Array<ArrayBuffer>, isLast: boolean, done: Done): void {
      try {
        const working = this.#working;
        if (working instanceof pako.Inflate && working.ended) {
          done();
          return;
        }
        working.push(bytes, isLast);
        const isBad = working.err < 0 && working.err !== pako.Z_BUF_ERROR;
        if (isLast || isBad) check(working, kind, this.#options);
        done();
      } catch (error) {
        // Thrown by check, above.
        done(error as Error);
      }
    }

    flush(first?: unknown, second?: () => void): void {
      // Only the callback is a function.
      const done = typeof first === 'function' ? (first as () => void) : second;
      const flush = typeof first === 'number' ? first : pako.Z_FULL_FLUSH;
      // Any of zlib's ways to flush.
      this.#working.push(new Uint8Array(0), flush as 3);
      if (done !== undefined) queueMicrotask(done);
    }

    close(done?: () => void): void {
      this.destroy();
      if (done !== undefined) queueMicrotask(done);
    }
  };
}

let table: Uint32Array | null = null;

function crc32(data: string | Uint8Array, value = 0): number {
  table ??= Uint32Array.from({ length: 256 }, (_, index) => {
    let entry = index;
    for (let bit = 0; bit < 8; bit += 1)
      entry = entry & 1 ? (entry >>> 1) ^ 0xed_b8_83_20 : entry >>> 1;
    return entry;
  });
  let crc = ~value;
  for (const byte of bytesOf(data)) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
  return ~crc >>> 0;
}

const BROTLI = [
  'BrotliCompress',
  'BrotliDecompress',
  'brotliCompress',
  'brotliCompressSync',
  'brotliDecompress',
  'brotliDecompressSync',
  'createBrotliCompress',
  'createBrotliDecompress',
  'zstdCompress',
  'zstdCompressSync',
  'zstdDecompress',
  'zstdDecompressSync',
  'createZstdCompress',
  'createZstdDecompress',
];

/** Functions, so that they can be called with `new` as well. */
function notHere(name: string): [string, () => never] {
  return [
    name,
    function refuse() {
      throw new NotAvailableError(`zlib.${name}`, 'Use gzip or deflate.');
    },
  ];
}

const constants = {
  ...Object.fromEntries(
    Object.entries(pako).filter(
      ([name, value]) => name.startsWith('Z_') && typeof value === 'number',
    ),
  ),
  Z_VERSION_ERROR: -6,
  Z_NO_COMPRESSION: 0,
  Z_BEST_SPEED: 1,
  Z_BEST_COMPRESSION: 9,
  Z_DEFAULT_COMPRESSION: -1,
  Z_DEFAULT_WINDOWBITS: 15,
  Z_MIN_WINDOWBITS: 8,
  Z_MAX_WINDOWBITS: 15,
  Z_MIN_CHUNK: 64,
  Z_MAX_CHUNK: Infinity,
  Z_DEFAULT_CHUNK: 16_384,
  Z_MIN_MEMLEVEL: 1,
  Z_MAX_MEMLEVEL: 9,
  Z_DEFAULT_MEMLEVEL: 8,
  Z_MIN_LEVEL: -1,
  Z_MAX_LEVEL: 9,
  Z_DEFAULT_LEVEL: -1,
};

const members: Record<string, unknown> = {
  ...Object.fromEntries(BROTLI.map(notHere)),
  constants,
  crc32,
};
// The table's own keys.
for (const kind of Object.keys(KINDS) as Kind[]) {
  const name = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  const Class = streamClass(kind);
  members[kind] = Class;
  members[`create${kind}`] = (options?: Options) => new Class(options);
  members[name] = runLater(kind);
  members[`${name}Sync`] = (input: Input, options?: Options) => runSync(kind, input, options);
}

export default members;
