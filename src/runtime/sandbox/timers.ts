import { NAMES_TEXTS } from './compile-code';

const TIMERS = ['setTimeout', 'setInterval', 'queueMicrotask'] as const;

let lastThrown: unknown;

/** What a timer threw and the engine did not tell; asked for once. */
export function takeThrown(): unknown {
  const thrown = lastThrown;
  lastThrown = undefined;
  return thrown;
}

/**
 * Timers take functions only, as in Node: an `import()` in a timer's text ends the process of a Firefox tab, and with
 * it the editor. WebKit tells of an error in evaluated text only "Script error.": there they keep what was thrown.
 */
export function installTimers(): void {
  for (const name of TIMERS) {
    // The three differ in what follows the function, which is passed on as it is.
    const given = globalThis[name] as (call: unknown, ...rest: unknown[]) => unknown;
    const value = (call: unknown, ...rest: unknown[]): unknown => {
      if (typeof call !== 'function') throw refusal(call);
      return given(NAMES_TEXTS ? call : keeping(call), ...rest);
    };
    Reflect.defineProperty(value, 'name', { value: name });
    // Where the engine holds its own, on the global or above it, so that no prototype gives it back.
    let holder: object = globalThis;
    while (!Object.hasOwn(holder, name)) holder = Reflect.getPrototypeOf(holder) ?? globalThis;
    Reflect.defineProperty(holder, name, { value, configurable: true, writable: true });
  }
}

function refusal(call: unknown): TypeError {
  const error = new TypeError(
    `The "callback" argument must be of type function. Received ${call === null ? 'null' : `type ${typeof call}`}`,
  );
  return Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' });
}

function keeping(call: CallableFunction): unknown {
  return (...args: unknown[]): unknown => {
    try {
      return Reflect.apply(call, globalThis, args);
    } catch (error) {
      lastThrown = error;
      throw error;
    }
  };
}
