import type { ConfigVarId } from '@/lib/ids';
import type { Project } from '@/model/project';
import { updateConfigVar } from '@/state/commands/config-vars';
import { useDocument } from '@/state/document';
import { createModelRegistry } from '@/ui/code-editor/model-registry';

/** Which of a variable's two values. */
export type ValuePart = 'testValue' | 'defaultValue';
type ValueId = `${ConfigVarId}/${ValuePart}`;

/** The Monaco models of values that are code. */
export const valueModels = createModelRegistry<ValueId>({
  path: (id) => `/values/${id}.txt`,
  read: (id) => readValue(useDocument.getState().project, id),
  canComeBack: (id) => {
    const { history } = useDocument.getState();
    const entries = history === null ? [] : [...history.past, ...history.future];
    return entries.some(({ state }) => readValue(state, id) !== null);
  },
  write: (valueId, text, gesture) => {
    const [id, part] = split(valueId);
    updateConfigVar(id, { [part]: text }, gesture);
  },
  subscribe: (listener) => useDocument.subscribe(listener),
});

function readValue(project: Project | null, valueId: ValueId): string | null {
  const [id, part] = split(valueId);
  return project?.configVars.find((configVar) => configVar.id === id)?.[part] ?? null;
}

function split(valueId: ValueId): readonly [ConfigVarId, ValuePart] {
  const [id, part] = valueId.split('/');
  // Made of these two by whoever opens a model.
  return [id as ConfigVarId, part as ValuePart];
}
