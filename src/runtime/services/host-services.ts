import type { HostServices } from '@/runtime/protocol/messages';
import type { Service } from '@/runtime/protocol/rpc';
import type { FetchReply, FetchRequest } from '@/plan/network';
import type { SubtleReply, SubtleRequest } from '@/runtime/protocol/subtle';
import { isAbortCall, isFetchCall } from './fetch-service';
import { isSubtleCall } from './subtle-service';

/** What answers a worker's calls. */
export interface CallEvents {
  readonly onReport: (events: string, results: readonly Uint8Array[]) => void;
  readonly onFetch: (id: number, request: FetchRequest) => Promise<FetchReply>;
  readonly onAbort: (id: number) => void;
  readonly onSubtle: (request: SubtleRequest) => Promise<SubtleReply>;
}

/** Null where nobody answers: the worker has ended, or runs nothing yet. */
type CurrentOwner = () => CallEvents | null;

/** All that a worker may call, each with what its arguments must be. */
export function hostServices(owner: CurrentOwner): Readonly<Record<keyof HostServices, Service>> {
  const report: HostServices['report'] = (events, results) => owner()?.onReport(events, results);
  const fetch: HostServices['fetch'] = async (id, request) => orEnded(owner()).onFetch(id, request);
  const abort: HostServices['abort'] = (id) => owner()?.onAbort(id);
  const subtle: HostServices['subtle'] = async (request) => orEnded(owner()).onSubtle(request);
  return {
    report: { accepts: isReport, call: report },
    fetch: { accepts: isFetchCall, call: fetch },
    abort: { accepts: isAbortCall, call: abort },
    subtle: { accepts: isSubtleCall, call: subtle },
  };
}

function orEnded(owner: CallEvents | null): CallEvents {
  if (owner === null) throw new Error('The worker has ended.');
  return owner;
}

/** Long texts travel as bytes: what is parsed here is short, whoever sent it. */
const MOST_EVENT_TEXT = 4 * 1024 * 1024;
const MOST_PARTS = 2_000;

/** JSON text of events and the bytes of results, nothing else. */
function isReport(args: readonly unknown[]): boolean {
  const [events, results] = args;
  return (
    args.length === 2 &&
    typeof events === 'string' &&
    events.length <= MOST_EVENT_TEXT &&
    Array.isArray(results) &&
    results.length <= MOST_PARTS &&
    // A hole is no part, and `every` would pass over it.
    Array.from(results, (bytes) => bytes instanceof Uint8Array).every(Boolean)
  );
}
