import type { RunResponse } from '@/plan/run';

/** The bytes that would go over the wire. */
export function bodyBytes({
  body,
  encoding,
}: {
  readonly body: string;
  readonly encoding: RunResponse['encoding'] | undefined;
}): Uint8Array<ArrayBuffer> {
  if (encoding === undefined) return new TextEncoder().encode(body);
  const letters = atob(body);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
