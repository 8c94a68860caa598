import { toPlainJson } from '@/plan/encoding';
import type { ValueFormat } from '@/ui/value-view/open-value';

/** A step's result as it crossed the sandbox's boundary. */
export const resultFormat: ValueFormat = {
  parse: toPlainJson,
  createWorker: () =>
    new Worker(new URL('./result.worker.ts', import.meta.url), { type: 'module' }),
};
