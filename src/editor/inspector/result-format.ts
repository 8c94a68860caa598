import { toPlainJson } from '@/plan/decoding';
import { withoutReferences } from '@/plan/kept-secrets';
import type { ValueFormat } from '@/ui/value-view/open-value';

/** A step's result as it crossed the sandbox's boundary. */
export const resultFormat: ValueFormat = {
  parse: (bytes) => toPlainJson(bytes, withoutReferences),
  createWorker: () =>
    new Worker(new URL('./result.worker.ts', import.meta.url), { type: 'module' }),
};
