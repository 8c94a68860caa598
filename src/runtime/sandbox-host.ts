import { findLack, lackText } from './browser-lacks';
import type { FromBroker, GuestApi, ToBroker } from './protocol/messages';
import { callGuarded, serveGuarded, type Remote } from './protocol/rpc';
import { hostServices, type CallEvents } from './services/host-services';

/** How the sandbox as a whole stands. */
export type SandboxState =
  | { readonly status: 'starting' }
  | { readonly status: 'ready' }
  | { readonly status: 'unavailable'; readonly reason: string };

/** What a worker's owner is told. After `onGone` nothing more comes. */
export interface WorkerEvents extends CallEvents {
  /** The worker is no more, and not because its owner ended it. */
  readonly onGone: (gone: WorkerGone) => void;
}

/** Why there is a worker no more, by what the broker saw. */
export interface WorkerGone {
  readonly code: 'FLOOD' | 'OVERSIZE' | 'PORTS' | 'VIOLATION' | 'CRASHED' | 'SPAWN';
  readonly message: string;
}

/** One worker in the sandbox, for one run (and one of its parallel branches). */
export interface SandboxWorker {
  readonly api: Remote<GuestApi>;
  /** From here on the worker's messages go to this owner. */
  readonly own: (events: WorkerEvents) => void;
  /** Ends it at once; nothing of it is heard any more. */
  readonly kill: () => void;
}

/** The one sandbox of the page. Gives workers, one for each chain. */
export interface Sandbox {
  readonly state: () => SandboxState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Resolves when a worker can be had; rejects with the reason when none ever can. */
  readonly whenReady: () => Promise<void>;
  /** A worker that has run nothing yet; the pre-warmed one when there is one. */
  readonly takeWorker: () => SandboxWorker;
  /** Makes a worker ready for the next taking. */
  readonly prewarm: () => void;
  /** Throws the frames away and makes new ones: the way to end code that no terminate reaches at once. */
  readonly recreate: () => void;
  /** While a run goes on the sandbox is asked whether it lives. */
  readonly watch: () => () => void;
  readonly dispose: () => void;
}

const INIT_MS = 8_000;
/** How often it is looked whether the frames are there; each fifth time they are asked. */
const LOOK_MS = 50;
const LOOKS_PER_PING = 5;
/** Two seconds of silence. A process that died is seen at once: this is for one that hangs. */
const MOST_MISSED = 8;

/** The sandbox: two nested frames and their workers. Made when the page is idle; usable from `whenReady` on. */
export function createSandbox(url = new URL('sandbox.html', document.baseURI).href): Sandbox {
  const listeners = new Set<() => void>();
  let state: SandboxState = { status: 'starting' };
  let frame = openFrame();

  function setState(next: SandboxState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  function openFrame(): SandboxFrame {
    return makeFrame(url, {
      onUp: () => {
        setState({ status: 'ready' });
        frame.prewarm();
      },
      onFailed: (reason) => {
        setState({ status: 'unavailable', reason });
      },
    });
  }

  function recreate(): void {
    frame.close();
    setState({ status: 'starting' });
    frame = openFrame();
  }

  function lose(): void {
    const died = frame;
    recreate();
    died.tellAllGone({
      code: 'CRASHED',
      message:
        'The sandbox stopped answering: its process crashed, most likely out of memory. Look for what grows without end, and run again.',
    });
  }

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    whenReady: () =>
      new Promise((resolve, reject) => {
        // Nobody watches it between runs.
        if (frame.isGone()) lose();
        const look = (): void => {
          if (state.status === 'starting') return;
          listeners.delete(look);
          if (state.status === 'ready') resolve();
          else reject(new Error(state.reason));
        };
        listeners.add(look);
        look();
      }),
    takeWorker: () => frame.takeWorker(),
    prewarm: () => frame.prewarm(),
    recreate,
    watch: () => frame.watch(lose),
    dispose: () => {
      frame.close();
    },
  };
}

interface SandboxFrame {
  readonly takeWorker: () => SandboxWorker;
  readonly prewarm: () => void;
  readonly watch: (onDead: () => void) => () => void;
  /** True where it is known that the frames are no more. */
  readonly isGone: () => boolean;
  readonly tellAllGone: (gone: WorkerGone) => void;
  readonly close: () => void;
}

interface HeldWorker extends SandboxWorker {
  events: WorkerEvents | null;
  isOver: boolean;
}

function makeFrame(
  url: string,
  { onUp, onFailed }: { onUp: () => void; onFailed: (reason: string) => void },
): SandboxFrame {
  const workers = new Map<number, HeldWorker>();
  const { port1: control, port2: theirs } = new MessageChannel();
  let lastId = 0;
  let spare: HeldWorker | null = null;
  let pongs = 0;
  let isClosed = false;
  let hadInner = false;

  const element = document.createElement('iframe');
  element.src = url;
  element.hidden = true;
  element.title = 'code sandbox';
  element.tabIndex = -1;
  element.setAttribute('aria-hidden', 'true');
  element.setAttribute('referrerpolicy', 'no-referrer');
  element.addEventListener(
    'load',
    () => {
      element.contentWindow?.postMessage('init', location.origin, [theirs]);
    },
    { once: true },
  );
  // Outside React's tree: a render must never take the frame away under a run.
  document.body.append(element);
  const patience = setTimeout(() => {
    onFailed(
      'The sandbox did not start within 8 seconds. The browser may be too old, or an extension blocks frames or workers. Reload the page to try again.',
    );
  }, INIT_MS);

  const say = (message: ToBroker, ports: MessagePort[] = []): void => {
    control.postMessage(message, ports);
  };

  const lack = findLack();
  if (lack !== null) {
    clearTimeout(patience);
    // Not before the caller has what it is told about.
    queueMicrotask(() => onFailed(lackText(lack)));
  }

  control.addEventListener('message', (event: MessageEvent<FromBroker>) => {
    const message = event.data;
    if (isClosed || typeof message !== 'object' || message === null) return;
    switch (message.type) {
      case 'up':
        clearTimeout(patience);
        if (message.origin === 'null') onUp();
        else onFailed('The sandbox has the page’s own origin. Nothing runs in it.');
        return;
      case 'lacks':
        onFailed(lackText(message.what));
        return;
      case 'pong':
        pongs += 1;
        return;
      case 'error':
        // Uncaught errors are the step's own business: the worker reports them.
        if (message.code !== 'UNCAUGHT')
          gone(message.id, { code: message.code, message: message.message });
        return;
      case 'spawnfail':
        gone(message.id, { code: 'SPAWN', message: message.message });
        return;
      case 'killed':
        return;
    }
  });
  control.start();

  /**
   * No event tells that a frame's process has died. But the broker keeps a frame inside its own, which any page may
   * count, and the browser takes it away with the process: a definite sign, whatever the machine is busy with.
   */
  function isGone(): boolean {
    const inner = element.contentWindow?.frames[0]?.length ?? 0;
    hadInner ||= inner > 0;
    return (hadInner && inner === 0) || element.contentWindow === null;
  }

  function gone(id: number, why: WorkerGone): void {
    const worker = workers.get(id);
    workers.delete(id);
    if (worker === undefined || worker.isOver) return;
    worker.isOver = true;
    if (worker === spare) spare = null;
    worker.events?.onGone(why);
  }

  function spawn(): HeldWorker {
    lastId += 1;
    const id = lastId;
    const calls = new MessageChannel();
    const services = new MessageChannel();
    const kill = (): void => {
      worker.isOver = true;
      workers.delete(id);
      say({ type: 'kill', id });
      calls.port1.close();
      services.port1.close();
    };
    const violated = (what: string): void => {
      if (worker.isOver) return;
      say({ type: 'kill', id });
      gone(id, {
        code: 'VIOLATION',
        message: `The code sent ${what} to the editor, which was refused.`,
      });
    };
    serveGuarded(
      services.port1,
      hostServices(() => (worker.isOver ? null : worker.events)),
      violated,
    );
    const api = callGuarded<GuestApi>(calls.port1, violated);
    const worker: HeldWorker = {
      api,
      kill,
      events: null,
      isOver: false,
      own: (events) => {
        worker.events = events;
      },
    };
    workers.set(id, worker);
    say({ type: 'spawn', id }, [calls.port2, services.port2]);
    return worker;
  }

  return {
    takeWorker: () => {
      const worker = spare ?? spawn();
      spare = null;
      return worker;
    },
    prewarm: () => {
      if (!isClosed) spare ??= spawn();
    },
    watch: (onDead) => {
      let looks = 0;
      let missed = 0;
      let heard = pongs;
      const timer = setInterval(() => {
        // Counted, not clocked: a page that slept has not asked, so nothing was missed.
        if (looks > 0 && looks % LOOKS_PER_PING === 0) {
          missed = pongs > heard ? 0 : missed + 1;
          heard = pongs;
        }
        if (isGone() || missed >= MOST_MISSED) {
          clearInterval(timer);
          onDead();
          return;
        }
        if (looks % LOOKS_PER_PING === 0) say({ type: 'ping', id: looks });
        looks += 1;
      }, LOOK_MS);
      return () => {
        clearInterval(timer);
        // However short the run was: so it is known that the frame is there.
        isGone();
      };
    },
    isGone,
    tellAllGone: (why) => {
      for (const id of workers.keys()) gone(id, why);
    },
    close: () => {
      isClosed = true;
      clearTimeout(patience);
      control.close();
      element.remove();
    },
  };
}
