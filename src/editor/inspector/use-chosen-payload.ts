import type { Flow, Payload } from '@/model/project';
import { useSession } from '@/state/session';

/** The payload that the next run of the flow uses. */
export function useChosenPayload(flow: Flow): Payload | null {
  const chosen = useSession(({ payloadIds }) => payloadIds[flow.id]);
  return flow.payloads.find(({ id }) => id === chosen) ?? flow.payloads[0] ?? null;
}
