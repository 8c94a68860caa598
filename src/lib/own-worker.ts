import { releaseProxy, wrap, type Remote } from 'comlink';

export type { Remote };

/** A worker of our own bundle, spoken to through Comlink. */
export interface OwnWorker<Api> {
  readonly api: Remote<Api>;
  /** Rejects when the worker itself breaks: its file is missing, it ran out of memory. Never resolves. */
  readonly broken: Promise<never>;
  readonly dispose: () => void;
}

/** Starts the worker that `create` makes. The caller names it by `new URL(…, import.meta.url)`, so that it is bundled. */
export function ownWorker<Api>(create: () => Worker): OwnWorker<Api> {
  const worker = create();
  const api = wrap<Api>(worker);
  const broken = new Promise<never>((_resolve, reject) => {
    worker.addEventListener('error', (event) => {
      reject(new Error(event.message || 'A background worker of the page stopped.'));
    });
  });
  // Whoever waits for an answer races against this; where nobody waits, nobody is to be told.
  broken.catch(() => undefined);
  return {
    api,
    broken,
    dispose: () => {
      api[releaseProxy]();
      worker.terminate();
    },
  };
}

/** Asks a worker of its own for one thing, and ends it then. */
export async function askWorker<Api, Answer>(
  create: () => Worker,
  ask: (api: Remote<Api>) => Promise<Answer>,
): Promise<Answer> {
  const { api, broken, dispose } = ownWorker<Api>(create);
  try {
    return await Promise.race([ask(api), broken]);
  } finally {
    dispose();
  }
}
