interface Options {
  readonly signal?: AbortSignal;
}

/** Resolves with the value after so many milliseconds; rejects when the signal says so. */
function wait<T>(
  ms: number | undefined,
  value?: T,
  { signal }: Options = {},
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(abortError(signal));
      return;
    }
    const abort = (): void => {
      clearTimeout(timer);
      reject(abortError(signal));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
  });
}

async function* every<T>(
  ms: number | undefined,
  value?: T,
  options: Options = {},
): AsyncGenerator<T | undefined> {
  for (;;) {
    // One after the other by its meaning.
    yield await wait(ms, value, options);
  }
}

function abortError(signal: AbortSignal | undefined): Error {
  const error = new Error('The operation was aborted', { cause: signal?.reason });
  error.name = 'AbortError';
  return Object.assign(error, { code: 'ABORT_ERR' });
}

const promises = {
  setTimeout: wait,
  setImmediate: <T>(value?: T, options?: Options): Promise<T | undefined> =>
    wait(0, value, options),
  setInterval: every,
  scheduler: {
    wait: (ms: number, options?: Options): Promise<undefined> => wait(ms, undefined, options),
    yield: (): Promise<undefined> => wait(0),
  },
};

export default promises;
