import type { PayloadId } from '@/lib/ids';
import { updatePayload } from '@/state/commands/payloads';
import { useDocument } from '@/state/document';
import { createModelRegistry } from '@/ui/code-editor/model-registry';

/** The Monaco models of the bodies that are text. */
export const bodyModels = createModelRegistry<PayloadId>({
  path: (id) => `/bodies/${id}.txt`,
  read: (id) => {
    for (const flow of useDocument.getState().project?.flows ?? []) {
      const payload = flow.payloads.find((candidate) => candidate.id === id);
      if (payload !== undefined) return payload.body.kind === 'text' ? payload.body.text : null;
    }
    return null;
  },
  canComeBack: () => useDocument.getState().project !== null,
  write: (id, text, gesture) => updatePayload(id, { body: { kind: 'text', text } }, gesture),
  subscribe: (listener) => useDocument.subscribe(listener),
});
