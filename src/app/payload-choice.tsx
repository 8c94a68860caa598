import { Inbox } from 'lucide-react';
import type { PayloadId } from '@/lib/ids';
import type { Flow } from '@/model/project';
import { choosePayload } from '@/state/commands/payloads';
import { useDocument } from '@/state/document';
import { useSession } from '@/state/session';
import { Select } from '@/ui/select';

/** What the next run sends; beside Run, because it is changed most. */
export function PayloadChoice() {
  const flowId = useSession((session) => session.flowId);
  const flow = useDocument(({ project }): Flow | undefined =>
    project?.flows.find(({ id }) => id === flowId),
  );
  const chosen = useSession(({ payloadIds }) => (flowId === null ? undefined : payloadIds[flowId]));
  if (flow === undefined) return null;
  const isThere = flow.payloads.some(({ id }) => id === chosen);
  return (
    <Select
      icon={Inbox}
      aria-label="Payload"
      title="The payload that Run sends"
      value={isThere ? chosen : (flow.payloads[0]?.id ?? '')}
      // The values are the ids of the options below.
      onChange={(event) => choosePayload(event.target.value as PayloadId)}
    >
      {flow.payloads.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
