/** What `crypto.subtle` of the sandbox asks the host for: names, numbers and bytes only. A key is a number there. */
export const SUBTLE_OPERATIONS = [
  'digest',
  'sign',
  'verify',
  'encrypt',
  'decrypt',
  'importKey',
  'exportKey',
  'generateKey',
  'deriveBits',
  'wrapKey',
  'unwrapKey',
] as const;

/** A method of crypto.subtle. */
export type SubtleOperation = (typeof SUBTLE_OPERATIONS)[number];

/** An algorithm's members. `hash` is a name, `public` a key's number. */
export type WireAlgorithm = readonly (readonly [
  name: string,
  value: string | number | Uint8Array,
])[];

/** One call of crypto.subtle, whatever its method. */
export interface SubtleRequest {
  readonly operation: SubtleOperation;
  readonly algorithm: WireAlgorithm;
  /** Of the key that is unwrapped. */
  readonly keyAlgorithm: WireAlgorithm;
  readonly format: string;
  readonly key: number | null;
  /** The key that is wrapped. */
  readonly wrapped: number | null;
  /** A JWK as its JSON. */
  readonly data: Uint8Array | null;
  readonly signature: Uint8Array | null;
  readonly extractable: boolean;
  readonly usages: readonly string[];
  /** Of derived bits. */
  readonly length: number | null;
}

/** A key's public face. The key itself stays with the page. */
export interface WireKey {
  readonly id: number;
  readonly type: string;
  readonly extractable: boolean;
  /** As the engine gives it; `hash` with its name. */
  readonly algorithm: Readonly<Record<string, unknown>>;
  readonly usages: readonly string[];
}

/** What the page answers; a failure has the name that the DOMException is to have. */
export type SubtleReply =
  | { readonly ok: true; readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly ok: true; readonly kind: 'verdict'; readonly isRight: boolean }
  /** One, or a public and a private one. */
  | { readonly ok: true; readonly kind: 'keys'; readonly keys: readonly WireKey[] }
  | { readonly ok: false; readonly name: string; readonly message: string };
