import type { PayloadId } from '@/lib/ids';
import type { Payload, Project } from '@/model/project';
import { updatePayload } from '@/state/commands/payloads';
import { useDocument } from '@/state/document';
import { createModelRegistry } from '@/ui/code-editor/model-registry';

/** The Monaco models of the bodies that are text. */
export const bodyModels = createModelRegistry<PayloadId>({
  path: (id) => `/bodies/${id}.txt`,
  read: (id) => {
    const body = findPayload(useDocument.getState().project, id)?.body;
    return body?.kind === 'text' ? body.text : null;
  },
  canComeBack: (id) => {
    const { history } = useDocument.getState();
    const entries = history === null ? [] : [...history.past, ...history.future];
    return entries.some(({ state }) => findPayload(state, id) !== null);
  },
  write: (id, text, gesture) => updatePayload(id, { body: { kind: 'text', text } }, gesture),
  subscribe: (listener) => useDocument.subscribe(listener),
});

function findPayload(project: Project | null, payloadId: PayloadId): Payload | null {
  for (const flow of project?.flows ?? []) {
    const payload = flow.payloads.find(({ id }) => id === payloadId);
    if (payload !== undefined) return payload;
  }
  return null;
}
