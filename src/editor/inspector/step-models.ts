import { codeOf } from '@/kinds';
import type { StepId } from '@/lib/ids';
import type { Project } from '@/model/project';
import { setStepCode } from '@/state/commands/steps';
import { documentText } from '@/state/document-text';
import { createModelRegistry } from '@/ui/code-editor/model-registry';

/** The Monaco models of the steps' code. */
export const stepModels = createModelRegistry<StepId>({
  // Named .ts: only there does the language service type the function by what `module.exports` is declared to take.
  path: (id) => `/steps/${id}.ts`,
  ...documentText(stepText),
  write: setStepCode,
});

function stepText({ flows }: Project, stepId: StepId): string | null {
  for (const { steps } of flows) {
    const step = steps.find(({ id }) => id === stepId);
    if (step !== undefined) return codeOf(step);
  }
  return null;
}
