import { ownWorker } from '@/lib/own-worker';
import { joinPieces } from '@/lib/value-pieces';
import { toPlainJson } from '@/plan/decoding';
import { readValues, resultsOf, type RecordedBody, type RecordedValues } from '@/plan/run-record';
import type { ResultBytes, RunState } from '@/plan/run';
import type { RecordedValuesApi } from './recorded-values.worker';

/** Above this, reading it all would be felt on the page. */
const READ_HERE_BYTES = 256 * 1024;
const SMALL_BYTES = 4 * 1024;
/** What reading one takes, as bytes. */
const SMALL_WEIGHT = 200;

/** What the record of a run holds. Of a large run read in a worker, and handed over piece by piece. */
export async function recordedValues(run: RunState): Promise<RecordedValues> {
  const results = resultsOf(run);
  const sizes = results.map(({ bytes }) => bytes.length);
  const size = sizes.reduce((sum, bytes) => sum + bytes, run.response?.body.length ?? 0);
  if (size <= READ_HERE_BYTES) return readValues(run);
  const { api, broken, dispose } = ownWorker<RecordedValuesApi>(
    () => new Worker(new URL('./recorded-values.worker.ts', import.meta.url), { type: 'module' }),
  );
  const answer = <T>(promise: Promise<T>) => Promise.race([promise, broken]);
  const readThere = async (bytes: Uint8Array<ArrayBuffer>): Promise<unknown> => {
    const joined = joinPieces();
    await answer(api.open(bytes));
    for (;;) {
      // One after the other: each is a turn of the page of its own.
      const piece = await answer(api.next());
      if (piece === null) return joined.value();
      joined.add(piece);
    }
  };
  try {
    const values = new Map<ResultBytes, unknown>();
    let read = 0;
    for (const result of results) {
      const { bytes } = result;
      if (bytes.length <= SMALL_BYTES) {
        // A loop has thousands of these: a message each would take longer.
        values.set(result, toPlainJson(bytes));
        read += bytes.length + SMALL_WEIGHT;
        if (read < READ_HERE_BYTES) continue;
        read = 0;
        await nextTurn();
        continue;
      }
      // The worker holds one value at a time.
      values.set(result, await readThere(bytes));
    }
    const body: RecordedBody | null =
      run.response === null ? null : await answer(api.body(run.response));
    return { results: values, body };
  } finally {
    dispose();
  }
}

async function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
