import { Buffer } from 'buffer';

type Method = (...args: unknown[]) => unknown;

/** Gives the ported Buffer the encoding it lacks: `base64url`, which tokens are written in. Its base64 reads both alphabets. */
export function teachBase64Url(): void {
  replace(
    Buffer,
    'from',
    (from) =>
      (value, encoding, ...rest) =>
        from.call(Buffer, value, asBase64(encoding), ...rest),
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
    atob,
    btoa,
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
    transcode: (value: Uint8Array, from: string, to: string): Buffer =>
      Buffer.from(Buffer.from(value).toString(from), to as 'utf8'),
  };
}

function bytesOf(value: ArrayBuffer | ArrayBufferView): Uint8Array<ArrayBuffer> {
  // Nothing is shared between threads here.
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);
}
