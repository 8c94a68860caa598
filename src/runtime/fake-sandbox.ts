import type { ChainJob, WireEvent } from './protocol/messages';
import type { Sandbox, SandboxWorker, WorkerEvents } from './sandbox-host';

/** What a worker does with its job. */
export type Guest = (
  job: ChainJob,
  say: (events: readonly WireEvent[], results?: readonly unknown[]) => void,
  worker: FakeWorker,
) => Promise<void>;
interface FakeWorker {
  isKilled: boolean;
  events: WorkerEvents | null;
}

/** A guest that does what it is told to: the host's side of the contract, without a browser. */
export function fakeSandbox(guest: Guest) {
  const workers: FakeWorker[] = [];
  let recreated = 0;
  const encoder = new TextEncoder();
  const takeWorker = (): SandboxWorker => {
    const worker: FakeWorker = { isKilled: false, events: null };
    workers.push(worker);
    const api = {
      canCompile: () => Promise.resolve(true),
      runChain: (job: ChainJob) =>
        guest(
          job,
          (events, results = []) => {
            if (!worker.isKilled)
              worker.events?.onReport(
                JSON.stringify(events),
                results.map((value) => encoder.encode(JSON.stringify(value))),
              );
          },
          worker,
        ),
    };
    return {
      // In the same thread: Comlink's types say what crosses a port.
      api: api as unknown as SandboxWorker['api'],
      own: (events) => {
        worker.events = events;
      },
      kill: () => {
        worker.isKilled = true;
      },
    };
  };
  const sandbox: Sandbox = {
    state: () => ({ status: 'ready' }),
    subscribe: () => () => undefined,
    whenReady: () => Promise.resolve(),
    takeWorker,
    prewarm: () => undefined,
    recreate: () => {
      recreated += 1;
    },
    watch: () => () => undefined,
    dispose: () => undefined,
  };
  return { sandbox, workers, recreated: () => recreated };
}
