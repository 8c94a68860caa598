import { askWorker, type Remote } from '@/lib/own-worker';
import type { TriggerRequest, RunState } from '@/plan/run';
import { useDocument } from './document';
import type { ReceivedPayloadApi } from './received-payload.worker';

/** Above this, building it would be felt on the page. */
const BUILD_HERE_BYTES = 256 * 1024;

/**
 * The `payload` object that the trigger of a run received, in the encoding of results. Built by the sandbox's own
 * function, which is fetched when somebody looks; in a worker where the body is large.
 */
export async function receivedPayload(
  run: Pick<RunState, 'id' | 'flow' | 'startedAt'>,
  request: TriggerRequest,
): Promise<Uint8Array<ArrayBuffer>> {
  const { project } = useDocument.getState();
  const identity = {
    executionId: run.id,
    startedAt: run.startedAt,
    flow: run.flow,
    flowNames: project?.flows.map(({ name }) => name) ?? [],
    projectName: project?.name ?? '',
  };
  if ((request.body?.length ?? 0) <= BUILD_HERE_BYTES) {
    const { buildReceived } = await import('./build-received');
    return buildReceived(request, identity);
  }
  return askWorker(
    () => new Worker(new URL('./received-payload.worker.ts', import.meta.url), { type: 'module' }),
    (api: Remote<ReceivedPayloadApi>) => api.build(request, identity),
  );
}
