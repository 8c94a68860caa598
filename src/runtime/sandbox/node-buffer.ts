import { Buffer } from 'buffer';

type Method = (...args: unknown[]) => unknown;

/** Gives the ported Buffer what Node's has since: members, the codes of its errors, and `base64url`, which tokens are written in. */
export function completeBuffer(): void {
  teachBase64Url();
  addMembers();
  giveCodes();
}

/** Its base64 reads both alphabets. */
function teachBase64Url(): void {
  replace(
    Buffer,
    'from',
    (from) =>
      (value, encoding, ...rest) =>
        from.call(Buffer, wholeHex(value, encoding), asBase64(encoding), ...rest),
  );
  replace(
    Buffer,
    'byteLength',
    (byteLength) => (value, encoding) => byteLength.call(Buffer, value, asBase64(encoding)),
  );
  replace(
    Buffer,
    'isEncoding',
    (isEncoding) => (name) => isBase64Url(name) || isEncoding.call(Buffer, name),
  );
  replace(
    Buffer.prototype,
    'write',
    (write) =>
      function (this: unknown, text, ...rest) {
        return write.call(this, text, ...rest.map(asBase64));
      },
  );
  replace(
    Buffer.prototype,
    'toString',
    (toText) =>
      function (this: unknown, encoding, ...rest) {
        const text = toText.call(this, asBase64(encoding), ...rest);
        if (!isBase64Url(encoding)) return text;
        return String(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
      },
  );
}

/** Node stops at the first pair that is none. */
function wholeHex(value: unknown, encoding: unknown): unknown {
  if (typeof value !== 'string' || encoding !== 'hex') return value;
  return /^(?:[0-9a-f]{2})*/i.exec(value)?.[0] ?? '';
}

const ENCODINGS = ['ascii', 'base64', 'base64url', 'latin1', 'hex', 'ucs2', 'utf8'] as const;

function addMembers(): void {
  const methods = Buffer.prototype;
  for (const encoding of ENCODINGS) {
    // The encodings that the port has, and the one it was taught.
    const name = encoding as 'utf8';
    add(methods, `${encoding}Slice`, function (this: Buffer, start?: number, end?: number) {
      return this.toString(name, start, end);
    });
    add(
      methods,
      `${encoding}Write`,
      function (this: Buffer, text: string, offset = 0, size?: number) {
        return this.write(text, offset, size ?? this.length - offset, name);
      },
    );
  }
  for (const end of ['LE', 'BE']) {
    for (const verb of ['read', 'write'])
      add(methods, `${verb}BigUint64${end}`, Reflect.get(methods, `${verb}BigUInt64${end}`));
  }
  add(
    Buffer,
    'copyBytesFrom',
    (view: ArrayBufferView & ArrayLike<unknown>, offset = 0, size?: number) => {
      // Every typed array has it.
      const part = Reflect.apply(Reflect.get(view, 'slice') as Method, view, [
        offset,
        size === undefined ? view.length : offset + size,
      ]) as ArrayBufferView<ArrayBuffer>;
      return Buffer.from(part.buffer);
    },
  );
  for (const name of ['equals', 'compare']) {
    replace(
      methods,
      name,
      (own) =>
        function (this: unknown, other, ...rest) {
          const isPlain = other instanceof Uint8Array && !Buffer.isBuffer(other);
          const given = isPlain
            ? // Nothing is shared between threads here.
              Buffer.from(other.buffer as ArrayBuffer, other.byteOffset, other.byteLength)
            : other;
          return own.call(this, given, ...rest);
        },
    );
  }
}

function add(holder: object, name: string, value: unknown): void {
  Reflect.defineProperty(holder, name, { value, configurable: true, writable: true });
}

/** Errors of the port have words alone; code looks at Node's codes. */
function giveCodes(): void {
  for (const name of Object.getOwnPropertyNames(Buffer.prototype)) {
    const size = /^(?:read|write)(?:Big)?(?:U?[Ii]nt|Float|Double)(\d*)/.exec(name);
    if (size === null && name !== 'equals' && name !== 'compare') continue;
    const bytes = Number(size?.[1] ?? 8) / 8 || (name.includes('Double') ? 8 : 4);
    replace(
      Buffer.prototype,
      name,
      (own) =>
        function (this: Buffer, ...args) {
          return withCode(
            () => own.apply(this, args),
            this.length < bytes ? 'ERR_BUFFER_OUT_OF_BOUNDS' : 'ERR_OUT_OF_RANGE',
          );
        },
    );
  }
  for (const name of ['from', 'alloc', 'allocUnsafe', 'concat', 'byteLength']) {
    replace(
      Buffer,
      name,
      (own) =>
        (...args) =>
          withCode(() => own.apply(Buffer, args), 'ERR_OUT_OF_RANGE'),
    );
  }
}

function withCode(call: () => unknown, ofRange: string): unknown {
  try {
    return call();
  } catch (error) {
    if (error instanceof RangeError) Object.assign(error, { code: ofRange });
    else if (error instanceof TypeError) {
      const isEncoding = error.message.startsWith('Unknown encoding');
      Object.assign(error, { code: isEncoding ? 'ERR_UNKNOWN_ENCODING' : 'ERR_INVALID_ARG_TYPE' });
    }
    throw error;
  }
}

function replace(holder: object, name: string, make: (own: Method) => Method): void {
  // The port has all of them.
  const own = Reflect.get(holder, name) as Method;
  Reflect.defineProperty(holder, name, { value: make(own), configurable: true, writable: true });
}

function asBase64(encoding: unknown): unknown {
  return isBase64Url(encoding) ? 'base64' : encoding;
}

function isBase64Url(encoding: unknown): boolean {
  return typeof encoding === 'string' && encoding.toLowerCase() === 'base64url';
}

/** What `require('buffer')` gives. */
export function makeBufferModule(buffer: typeof Buffer): Record<string, unknown> {
  return {
    Buffer: buffer,
    constants: { MAX_LENGTH: 2 ** 31 - 1, MAX_STRING_LENGTH: 2 ** 29 - 24 },
    kMaxLength: 2 ** 31 - 1,
    kStringMaxLength: 2 ** 29 - 24,
    INSPECT_MAX_BYTES: 50,
    // The engine's own work on the global only.
    atob: atob.bind(globalThis),
    btoa: btoa.bind(globalThis),
    Blob,
    File,
    isAscii: (value: ArrayBuffer | ArrayBufferView): boolean =>
      bytesOf(value).every((byte) => byte < 0x80),
    isUtf8: (value: ArrayBuffer | ArrayBufferView): boolean => {
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(value));
        return true;
      } catch {
        return false;
      }
    },
    // Any encoding: the type is one that every declaration of Buffer knows.
    transcode: (value: Uint8Array, from: 'utf8', to: 'utf8'): Buffer =>
      Buffer.from(Buffer.from(value).toString(from), to),
  };
}

function bytesOf(value: ArrayBuffer | ArrayBufferView): Uint8Array<ArrayBuffer> {
  // Nothing is shared between threads here.
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);
}
