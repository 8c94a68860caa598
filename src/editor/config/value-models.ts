import type { ConfigVarId } from '@/lib/ids';
import type { Project } from '@/model/project';
import { updateConfigVar } from '@/state/commands/config-vars';
import { documentText } from '@/state/document-text';
import { createModelRegistry } from '@/ui/code-editor/model-registry';

/** Which of a variable's two values. */
export type ValuePart = 'testValue' | 'defaultValue';
type ValueId = `${ConfigVarId}/${ValuePart}`;

/** The Monaco models of values that are code. */
export const valueModels = createModelRegistry<ValueId>({
  path: (id) => `/values/${id}.txt`,
  ...documentText(readValue),
  write: (valueId, text, gesture) => {
    const [id, part] = split(valueId);
    updateConfigVar(id, { [part]: text }, gesture);
  },
});

function readValue(project: Project, valueId: ValueId): string | null {
  const [id, part] = split(valueId);
  return project.configVars.find((configVar) => configVar.id === id)?.[part] ?? null;
}

function split(valueId: ValueId): readonly [ConfigVarId, ValuePart] {
  const [id, part] = valueId.split('/');
  // Made of these two by whoever opens a model.
  return [id as ConfigVarId, part as ValuePart];
}
