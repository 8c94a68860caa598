import type { StepId } from '@/lib/ids';
import { setStepCode } from '@/state/commands/steps';
import { useDocument } from '@/state/document';
import { createModelRegistry } from '@/ui/code-editor/model-registry';
import { findStep } from './use-open-step';

/** The Monaco models of the steps' code. */
export const stepModels = createModelRegistry<StepId>({
  // Named .ts: only there does the language service type the function by what `module.exports` is declared to take.
  path: (id) => `/steps/${id}.ts`,
  read: (id) => findStep(id)?.data.code ?? null,
  canComeBack: (_id) => useDocument.getState().project !== null,
  write: setStepCode,
  subscribe: (listener) => useDocument.subscribe(listener),
});
