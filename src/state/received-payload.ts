import type { TriggerRequest, RunState } from '@/plan/run';
import { encodeText } from '@/plan/encoding';
import { useDocument } from './document';

/**
 * The `payload` object that the trigger of a run received, in the encoding of results. Built by the sandbox's own
 * function, which is fetched when somebody looks.
 */
export async function receivedPayload(
  run: Pick<RunState, 'id' | 'flow' | 'startedAt'>,
  request: TriggerRequest,
): Promise<Uint8Array<ArrayBuffer>> {
  const { buildPayload } = await import('@/runtime/sandbox/payload');
  const { project } = useDocument.getState();
  const built = buildPayload(request, {
    executionId: run.id,
    startedAt: run.startedAt,
    flow: run.flow,
    flowNames: project?.flows.map(({ name }) => name) ?? [],
    projectName: project?.name ?? '',
  });
  const text = built.ok ? encodeText(built.payload) : JSON.stringify({ error: built.message });
  return new TextEncoder().encode(text ?? 'null');
}
