import { encodeText } from '@/plan/encoding';
import type { TriggerRequest } from '@/plan/run';
import type { Identity } from '@/runtime/protocol/messages';
import { buildPayload } from '@/runtime/sandbox/payload';

/** What a trigger is handed for this request, in the encoding of results; where it is refused, the answer. */
export function buildReceived(
  request: TriggerRequest,
  identity: Identity,
): Uint8Array<ArrayBuffer> {
  const built = buildPayload(request, identity);
  const text = built.ok ? encodeText(built.payload) : JSON.stringify({ error: built.message });
  return new TextEncoder().encode(text ?? 'null');
}
