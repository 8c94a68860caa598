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
