import type { PayloadId, StepId } from '@/lib/ids';
import { mockOf } from '@/model/edit-mocks';
import type { Project } from '@/model/project';
import { editMock } from '@/state/commands/mocks';
import { documentText } from '@/state/document-text';
import { createModelRegistry } from '@/ui/code-editor/model-registry';

/** A payload's id and a step's, which hold no slash. */
export type MockId = `${PayloadId}/${StepId}`;

/** The Monaco models of mocked results. */
export const mockModels = createModelRegistry<MockId>({
  path: (id) => `/mocks/${id}.json`,
  ...documentText(resultText),
  write: (id, text, gesture) => {
    const [payloadId, stepId] = partsOf(id);
    editMock(payloadId, { stepId, kind: 'result', text }, gesture);
  },
});

function resultText(project: Project, id: MockId): string | null {
  const [payloadId, stepId] = partsOf(id);
  for (const { payloads } of project.flows) {
    const payload = payloads.find((other) => other.id === payloadId);
    if (payload === undefined) continue;
    const mock = mockOf(payload, stepId);
    return mock?.kind === 'result' ? mock.text : null;
  }
  return null;
}

function partsOf(id: MockId): readonly [PayloadId, StepId] {
  const at = id.indexOf('/');
  // Made of the two, see the type.
  return [id.slice(0, at) as PayloadId, id.slice(at + 1) as StepId];
}
