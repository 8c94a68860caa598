import { codeOf } from '@/kinds';
import type { StepId } from '@/lib/ids';
import type { Project, Step } from '@/model/project';
import { setStepCode } from '@/state/commands/steps';
import { useDocument } from '@/state/document';
import { createModelRegistry } from '@/ui/code-editor/model-registry';

/** The Monaco models of the steps' code. */
export const stepModels = createModelRegistry<StepId>({
  // Named .ts: only there does the language service type the function by what `module.exports` is declared to take.
  path: (id) => `/steps/${id}.ts`,
  read: (id) => {
    const step = findStep(useDocument.getState().project, id);
    return step === undefined || step === null ? null : codeOf(step);
  },
  canComeBack: (id) => {
    const { history } = useDocument.getState();
    const entries = history === null ? [] : [...history.past, ...history.future];
    return entries.some(({ state }) => findStep(state, id) !== null);
  },
  write: setStepCode,
  subscribe: (listener) => useDocument.subscribe(listener),
});

function findStep(project: Project | null, stepId: StepId): Step | null {
  for (const flow of project?.flows ?? []) {
    const step = flow.steps.find(({ id }) => id === stepId);
    if (step !== undefined) return step;
  }
  return null;
}
