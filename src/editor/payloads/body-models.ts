import type { PayloadId } from '@/lib/ids';
import type { Project } from '@/model/project';
import { updatePayload } from '@/state/commands/payloads';
import { documentText } from '@/state/document-text';
import { createModelRegistry } from '@/ui/code-editor/model-registry';

/** The Monaco models of the bodies that are text. */
export const bodyModels = createModelRegistry<PayloadId>({
  path: (id) => `/bodies/${id}.txt`,
  ...documentText(bodyText),
  write: (id, text, gesture) => updatePayload(id, { body: { kind: 'text', text } }, gesture),
});

function bodyText({ flows }: Project, payloadId: PayloadId): string | null {
  for (const { payloads } of flows) {
    const payload = payloads.find(({ id }) => id === payloadId);
    if (payload !== undefined) return payload.body.kind === 'text' ? payload.body.text : null;
  }
  return null;
}
