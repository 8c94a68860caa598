import { Buffer } from 'buffer';

/** What Node's functions take as data. */
export type Data = string | ArrayBufferView | ArrayBuffer;

/** The bytes of a view or a buffer, not copied; throws Node's ERR_INVALID_ARG_TYPE for anything else. */
export function bytesOf(value: unknown): Uint8Array<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) {
    // Nothing is shared between threads here.
    return new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength);
  }
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw coded(
    TypeError,
    'ERR_INVALID_ARG_TYPE',
    'The argument must be of type string or an instance of Buffer, TypedArray, DataView or ArrayBuffer.',
  );
}

/** The same, and of a text in that encoding, utf8 where none is named. */
export function toBytes(data: Data, encoding?: string): Uint8Array<ArrayBuffer> {
  return bytesOf(
    typeof data === 'string' ? Buffer.from(data, (encoding ?? 'utf8') as 'utf8') : data,
  );
}

/** As code asked for it: a Buffer, or text in the encoding named. */
export function asked(bytes: Uint8Array, encoding: string | undefined): Buffer | string {
  const buffer = Buffer.from(bytes);
  return encoding === undefined || encoding === 'buffer' ? buffer : buffer.toString(encoding);
}

/** An error as Node's, with a code. */
export function coded(Kind: new (message: string) => Error, code: string, message: string): Error {
  return Object.assign(new Kind(message), { code });
}

/** Calls back later with what a function gives or throws, as Node's asynchronous halves do. */
export function later<T>(done: (error: Error | null, value?: T) => void, make: () => T): void {
  setTimeout(() => {
    let value: T;
    try {
      value = make();
    } catch (error) {
      // Whatever it is, it is the callback's.
      done(error as Error);
      return;
    }
    done(null, value);
  });
}
