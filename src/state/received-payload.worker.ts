import { expose, transfer } from 'comlink';
import type { TriggerRequest } from '@/plan/run';
import type { Identity } from '@/runtime/protocol/messages';
import { buildReceived } from './build-received';

const api = {
  build(request: TriggerRequest, identity: Identity): Uint8Array<ArrayBuffer> {
    const bytes = buildReceived(request, identity);
    return transfer(bytes, [bytes.buffer]);
  },
};

/** What the page may ask of this worker. */
export type ReceivedPayloadApi = typeof api;

expose(api);
