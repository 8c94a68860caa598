import { ownWorker } from '@/lib/own-worker';
import { readValue, type ValueReader } from '@/lib/value-reader';
import type { ValueService } from './serve-values';

/** How one sort of bytes is read: here when few, in a worker when many. */
export interface ValueFormat {
  readonly parse: (bytes: Uint8Array) => unknown;
  /** A worker that calls `serveValues` with the same `parse`. */
  readonly createWorker: () => Worker;
}

/** A value that somebody looks at; disposing ends the worker that holds it. */
export interface OpenValue {
  readonly reader: ValueReader | Promise<ValueReader>;
  readonly dispose: () => void;
}

/** Above this, parsing would be felt on the page. */
export const PARSE_HERE_BYTES = 256 * 1024;
const PREVIEW_BYTES = 64 * 1024;

const parsedHere = new WeakMap<Uint8Array, ValueReader>();

/** Opens bytes for looking at. Throws, or rejects, where they cannot be read. */
export function openValue(bytes: Uint8Array, format: ValueFormat): OpenValue {
  if (bytes.length > PARSE_HERE_BYTES) return openInWorker(bytes, format);
  const known = parsedHere.get(bytes);
  const reader = known ?? readValue(format.parse(bytes));
  if (known === undefined) parsedHere.set(bytes, reader);
  return { reader, dispose: () => undefined };
}

/** The first part as text, to show while the whole is being read. A character that the cut goes through is left out. */
export function previewText(bytes: Uint8Array, most = PREVIEW_BYTES): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return decoder.decode(bytes.subarray(0, most), { stream: bytes.length > most });
}

function openInWorker(bytes: Uint8Array, format: ValueFormat): OpenValue {
  const { api, broken, dispose } = ownWorker<ValueService>(format.createWorker);
  const answer = <T>(promise: Promise<T>) => Promise.race([promise, broken]);
  const open = async (): Promise<ValueReader> => ({
    head: await answer(api.open(bytes)),
    children: (path, from, to) => answer(api.children(path, from, to)),
    copyText: (path) => answer(api.copyText(path)),
    lineCount: () => answer(api.lineCount()),
    lines: (from, to) => answer(api.lines(from, to)),
  });
  return { reader: open(), dispose };
}
