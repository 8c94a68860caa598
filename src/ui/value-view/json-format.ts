import type { ValueFormat } from './open-value';
import { parseJson } from './parse-json';

/** Plain JSON text as UTF-8 bytes. */
export const jsonFormat: ValueFormat = {
  parse: parseJson,
  createWorker: () =>
    new Worker(new URL('./json-value.worker.ts', import.meta.url), { type: 'module' }),
};
