/** Bytes as base64, however many: pieces are put together, where one call could overflow. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}

/** The bytes of a text, blanks in it passed over; null where it is not base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    if (nativeFromBase64 !== null) return nativeFromBase64(text);
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
    return bytes;
  } catch {
    return null;
  }
}

// Ten times as quick where the engine has it; looked up here, before any code of a user runs.
const ofArray: unknown = Reflect.get(Uint8Array, 'fromBase64');
const nativeFromBase64 =
  typeof ofArray === 'function'
    ? // The standard's own function.
      (ofArray.bind(Uint8Array) as (text: string) => Uint8Array<ArrayBuffer>)
    : null;
