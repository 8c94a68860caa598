import port from 'events/';

type Listener = (...args: unknown[]) => void;

interface Emitter {
  on(name: string | symbol, listener: Listener): unknown;
  off(name: string | symbol, listener: Listener): unknown;
  rawListeners(name: string | symbol): Listener[];
  setMaxListeners(count: number): unknown;
  getMaxListeners(): number;
}

/** Each value an event brings, as an async iterator; it ends by `signal`, by an error or by `return`. */
function on(
  emitter: Emitter,
  name: string | symbol,
  { signal }: { readonly signal?: AbortSignal } = {},
): AsyncIterableIterator<unknown[]> {
  const ready: unknown[][] = [];
  const waiting: {
    readonly resolve: (result: IteratorResult<unknown[]>) => void;
    readonly reject: (reason: unknown) => void;
  }[] = [];
  let failure: { readonly reason: unknown } | null = null;
  let isOver = false;
  const hear = (...args: unknown[]): void => {
    const next = waiting.shift();
    if (next === undefined) ready.push(args);
    else next.resolve({ done: false, value: args });
  };
  const fail = (reason: unknown): void => {
    stop();
    const next = waiting.shift();
    if (next === undefined) failure = { reason };
    else next.reject(reason);
  };
  const abort = (): void => {
    fail(abortError(signal));
  };
  const stop = (): void => {
    isOver = true;
    emitter.off(name, hear);
    emitter.off('error', fail);
    signal?.removeEventListener('abort', abort);
  };
  if (signal?.aborted === true) throw abortError(signal);
  emitter.on(name, hear);
  if (name !== 'error') emitter.on('error', fail);
  signal?.addEventListener('abort', abort, { once: true });
  return {
    next: () => {
      const value = ready.shift();
      if (value !== undefined) return Promise.resolve({ done: false, value });
      if (failure !== null) {
        const { reason } = failure;
        failure = null;
        // Whatever was emitted.
        return Promise.reject(reason);
      }
      if (isOver) return Promise.resolve({ done: true, value: undefined });
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
      });
    },
    return: () => {
      stop();
      for (const { resolve } of waiting.splice(0)) resolve({ done: true, value: undefined });
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function abortError(signal: AbortSignal | undefined): Error {
  const error = new Error('The operation was aborted', { cause: signal?.reason });
  error.name = 'AbortError';
  return Object.assign(error, { code: 'ABORT_ERR' });
}

function getEventListeners(emitter: Emitter, name: string | symbol): Listener[] {
  return emitter.rawListeners(name);
}

function setMaxListeners(count: number, ...emitters: Emitter[]): void {
  for (const emitter of emitters) emitter.setMaxListeners(count);
  if (emitters.length === 0) Reflect.set(port, 'defaultMaxListeners', count);
}

function addAbortListener(signal: AbortSignal, listener: () => void): object {
  if (signal.aborted) queueMicrotask(listener);
  else signal.addEventListener('abort', listener, { once: true });
  const stop = (): void => {
    signal.removeEventListener('abort', listener);
  };
  const dispose: unknown = Reflect.get(Symbol, 'dispose');
  return typeof dispose === 'symbol' ? { [dispose]: stop } : {};
}

const errorMonitor = Symbol('events.errorMonitor');
type Method = (this: object, ...args: unknown[]) => unknown;
// The port has all of them.
const methods = port.prototype as Record<string, Method>;

const { emit } = methods;
methods['emit'] = function (name, ...args) {
  if (name === 'error') emit?.call(this, errorMonitor, ...args);
  return emit?.call(this, name, ...args);
};

for (const name of ['on', 'addListener', 'prependListener', 'once', 'prependOnceListener']) {
  const add = methods[name];
  methods[name] = function (event, listener) {
    if (typeof listener !== 'function') {
      throw Object.assign(new TypeError('The "listener" argument must be of type function.'), {
        code: 'ERR_INVALID_ARG_TYPE',
      });
    }
    return add?.call(this, event, listener);
  };
}

// A function with members, as Node's: the constructor is the module.
export default Object.assign(port, {
  on,
  getEventListeners,
  setMaxListeners,
  getMaxListeners: (emitter: Emitter): number => emitter.getMaxListeners(),
  addAbortListener,
  usingDomains: false,
  captureRejections: false,
  captureRejectionSymbol: Symbol.for('nodejs.rejection'),
  errorMonitor,
});
