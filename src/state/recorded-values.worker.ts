import { expose } from 'comlink';
import { cutValue, type ValuePiece } from '@/lib/value-pieces';
import { toPlainJson } from '@/plan/decoding';
import { readBody, type RecordedBody } from '@/plan/run-record';
import type { RunResponse } from '@/plan/run';

let pieces: Generator<ValuePiece> | null = null;

const api = {
  open(bytes: Uint8Array): void {
    pieces = cutValue(toPlainJson(bytes));
  },
  /** Null after the last. */
  next(): ValuePiece | null {
    const { value, done } = pieces?.next() ?? { value: null, done: true };
    return done === true ? null : value;
  },
  body(response: RunResponse): RecordedBody {
    return readBody(response);
  },
};

/** What the page may ask of this worker. */
export type RecordedValuesApi = typeof api;

expose(api);
