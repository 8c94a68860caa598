import { Plus } from 'lucide-react';
import { addPayload } from '@/state/commands/payloads';
import { useDocument } from '@/state/document';
import { useSession } from '@/state/session';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { PayloadEditor } from './payload-editor';
import { PayloadList } from './payload-list';
import list from '@/ui/list-view.module.css';

/** The payloads of the flow in view and the editor of the chosen one. */
export function PayloadsView() {
  const flowId = useSession((session) => session.flowId);
  const chosen = useSession(({ payloadIds }) => (flowId === null ? undefined : payloadIds[flowId]));
  const flow = useDocument(({ project }) => project?.flows.find(({ id }) => id === flowId) ?? null);
  if (flow === null) return null;
  const payload = flow.payloads.find(({ id }) => id === chosen) ?? flow.payloads[0] ?? null;
  return (
    <div className={list.view}>
      <PayloadList flow={flow} chosen={payload?.id ?? null} />
      {payload === null ? (
        <EmptyState text="A payload is the request that a test run sends to the trigger. This flow has none.">
          <Button variant="primary" icon={Plus} onClick={() => addPayload()}>
            New payload
          </Button>
        </EmptyState>
      ) : (
        <PayloadEditor key={payload.id} flow={flow} payload={payload} />
      )}
    </div>
  );
}
