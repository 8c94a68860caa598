import { Buffer } from 'buffer';
import { cbc, cfb, ctr, ecb, gcm } from '@noble/ciphers/aes.js';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { asked, coded, toBytes, type Data } from './bytes';
import { NotAvailableError } from '@/runtime/sandbox/not-available';
import { secretBytes } from './key-object';

/**
 * AES and ChaCha20 over @noble/ciphers. The libraries work on whole messages, so `update` keeps what it is given and
 * `final` gives all: joined, the parts are what Node gives.
 */
interface CipherKind {
  readonly keyLength: number;
  /** In bytes; 0 for none. */
  readonly ivLength: number;
  readonly blockSize: number;
  readonly mode: 'cbc' | 'cfb' | 'ctr' | 'ecb' | 'gcm' | 'stream';
  readonly nid?: number;
}

const CIPHERS: Readonly<Record<string, CipherKind>> = {
  ...Object.fromEntries(
    [128, 192, 256].flatMap((bits) => {
      const keyLength = bits / 8;
      return [
        [`aes-${bits}-cbc`, { keyLength, ivLength: 16, blockSize: 16, mode: 'cbc' }],
        [`aes-${bits}-cfb`, { keyLength, ivLength: 16, blockSize: 1, mode: 'cfb' }],
        [`aes-${bits}-ctr`, { keyLength, ivLength: 16, blockSize: 1, mode: 'ctr' }],
        [`aes-${bits}-ecb`, { keyLength, ivLength: 0, blockSize: 16, mode: 'ecb' }],
        [`aes-${bits}-gcm`, { keyLength, ivLength: 12, blockSize: 1, mode: 'gcm' }],
      ] as const;
    }),
  ),
  'chacha20-poly1305': { keyLength: 32, ivLength: 12, blockSize: 1, mode: 'stream' },
};

const TAG_BYTES = 16;

function find(name: string): CipherKind {
  const plain = name
    .toLowerCase()
    .replace(/^aes(128|192|256)$/, 'aes-$1-cbc')
    .replace(/^id-aes(\d+)-gcm$/i, 'aes-$1-gcm');
  const kind = Object.hasOwn(CIPHERS, plain) ? CIPHERS[plain] : undefined;
  if (kind === undefined && /^(?:aes|aria|bf|camellia|cast|des|id-|rc|seed|sm4)/.test(plain)) {
    throw new NotAvailableError(`The cipher ${name}`, `Here are: ${getCiphers().join(', ')}.`);
  }
  if (kind === undefined) throw coded(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
  return kind;
}

interface Options {
  readonly authTagLength?: number;
}

class CipherBase {
  readonly #kind: CipherKind;
  readonly #key: Uint8Array;
  readonly #iv: Uint8Array;
  readonly #encrypts: boolean;
  readonly #parts: Uint8Array[] = [];
  readonly #aad: Uint8Array[] = [];
  readonly #tagLength: number;
  #tag: Uint8Array | null = null;
  #pads = true;
  #isDone = false;

  constructor(
    encrypts: boolean,
    ...[name, key, iv, options = {}]: [string, unknown, Data | null, Options?]
  ) {
    this.#kind = find(name);
    this.#encrypts = encrypts;
    this.#key = secretBytes(key);
    this.#iv = iv === null ? new Uint8Array(0) : toBytes(iv);
    this.#tagLength = options.authTagLength ?? TAG_BYTES;
    if (this.#key.length !== this.#kind.keyLength)
      throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
    const isLength = this.#isAuthenticated()
      ? this.#iv.length > 0
      : this.#iv.length === this.#kind.ivLength;
    if (!isLength) throw coded(TypeError, 'ERR_CRYPTO_INVALID_IV', 'Invalid initialization vector');
  }

  update(data: Data, inputEncoding?: string, outputEncoding?: string): Buffer | string {
    if (this.#isDone) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Unsupported state');
    // A copy: code may use its buffer again.
    this.#parts.push(Uint8Array.from(toBytes(data, inputEncoding)));
    return asked(new Uint8Array(0), outputEncoding);
  }

  final(outputEncoding?: string): Buffer | string {
    if (this.#isDone) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Unsupported state');
    this.#isDone = true;
    const whole = Buffer.concat(this.#parts);
    return asked(
      this.#isAuthenticated() ? this.#sealed(whole) : this.#plain(whole),
      outputEncoding,
    );
  }

  setAAD(data: Data, options: { readonly encoding?: string } = {}): this {
    this.#aad.push(Uint8Array.from(toBytes(data, options.encoding)));
    return this;
  }

  getAuthTag(): Buffer {
    if (this.#tag === null || !this.#encrypts)
      throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Invalid state for operation getAuthTag');
    return Buffer.from(this.#tag);
  }

  setAuthTag(tag: Data, encoding?: string): this {
    if (this.#encrypts || !this.#isAuthenticated())
      throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Invalid state for operation setAuthTag');
    this.#tag = Uint8Array.from(toBytes(tag, encoding));
    return this;
  }

  setAutoPadding(pads = true): this {
    this.#pads = pads;
    return this;
  }

  #isAuthenticated(): boolean {
    return this.#kind.mode === 'gcm' || this.#kind.mode === 'stream';
  }

  #sealed(data: Uint8Array): Uint8Array {
    const make = this.#kind.mode === 'gcm' ? gcm : chacha20poly1305;
    const cipher = make(this.#key, this.#iv, Buffer.concat(this.#aad));
    if (this.#encrypts) {
      const sealed = cipher.encrypt(data);
      this.#tag = sealed.slice(data.length, data.length + this.#tagLength);
      return sealed.subarray(0, data.length);
    }
    if (this.#tag?.length !== TAG_BYTES) throw UNAUTHENTICATED();
    try {
      return cipher.decrypt(Buffer.concat([data, this.#tag]));
    } catch {
      throw UNAUTHENTICATED();
    }
  }

  #plain(data: Uint8Array): Uint8Array {
    const { mode, blockSize } = this.#kind;
    const isWhole = data.length % blockSize === 0;
    const mustBeWhole = !this.#encrypts || !this.#pads;
    if (mustBeWhole && !isWhole) {
      throw coded(
        Error,
        'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH',
        'error:1C80006B:Provider routines::wrong final block length',
      );
    }
    const options = { disablePadding: !this.#pads };
    const cipher =
      mode === 'ecb'
        ? ecb(this.#key, options)
        : mode === 'cbc'
          ? cbc(this.#key, this.#iv, options)
          : (mode === 'ctr' ? ctr : cfb)(this.#key, this.#iv);
    // The libraries refuse what Node takes: nothing at all.
    if (data.length === 0 && (blockSize === 1 || !this.#pads)) return data;
    try {
      return this.#encrypts ? cipher.encrypt(data) : cipher.decrypt(data);
    } catch {
      throw coded(Error, 'ERR_OSSL_BAD_DECRYPT', 'error:1C800064:Provider routines::bad decrypt');
    }
  }
}

function UNAUTHENTICATED(): Error {
  return new Error('Unsupported state or unable to authenticate data');
}

type Given = [name: string, key: unknown, iv: Data | null, options?: Options];

/** Node's, of the ciphers in CIPHERS. Holds the data until `final`. */
export class Cipheriv extends CipherBase {
  constructor(...given: Given) {
    super(true, ...given);
  }
}

/** Node's, of the ciphers in CIPHERS. A wrong tag or padding throws in `final`. */
export class Decipheriv extends CipherBase {
  constructor(...given: Given) {
    super(false, ...given);
  }
}

/** Node's; throws Node's errors for an unknown cipher and a key or vector of another length. */
export const createCipheriv = (...given: Given): Cipheriv => new Cipheriv(...given);
/** Node's; throws as createCipheriv does. */
export const createDecipheriv = (...given: Given): Decipheriv => new Decipheriv(...given);

/** The names that createCipheriv takes. */
export function getCiphers(): string[] {
  return Object.keys(CIPHERS);
}

/** The lengths of a cipher's key, vector and block, in bytes; undefined for an unknown one. */
export function getCipherInfo(name: string): object | undefined {
  let kind: CipherKind;
  try {
    kind = find(name);
  } catch {
    return undefined;
  }
  const { keyLength, ivLength, blockSize, mode } = kind;
  return {
    name: name.toLowerCase(),
    ...(blockSize === 1 ? {} : { blockSize }),
    ...(ivLength === 0 ? {} : { ivLength }),
    keyLength,
    mode,
  };
}
