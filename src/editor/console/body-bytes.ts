import { fromBase64 } from '@/plan/encoding';
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
  return fromBase64(body);
}
