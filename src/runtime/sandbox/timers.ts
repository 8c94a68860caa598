import { NAMES_TEXTS } from './compile-code';

const TIMERS = ['setTimeout', 'setInterval', 'queueMicrotask'] as const;

let lastThrown: unknown;

/** What a timer threw and the engine did not tell; asked for once. */
export function takeThrown(): unknown {
  const thrown = lastThrown;
  lastThrown = undefined;
  return thrown;
}

const clear = clearTimeout.bind(globalThis);

/** What setTimeout and setInterval give in Node; the engine's own clearing takes it for its number. */
class Timeout {
  #id: number;
  #isHeld = true;
  readonly #again: () => number;

  constructor(id: number, again: () => number) {
    this.#id = id;
    this.#again = again;
  }

  ref(): this {
    this.#isHeld = true;
    return this;
  }

  /** No process waits for it here. */
  unref(): this {
    this.#isHeld = false;
    return this;
  }

  hasRef(): boolean {
    return this.#isHeld;
  }

  refresh(): this {
    clear(this.#id);
    this.#id = this.#again();
    return this;
  }

  close(): this {
    clear(this.#id);
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.#id;
  }
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
      const own = NAMES_TEXTS ? call : keeping(call);
      const id = given(own, ...rest);
      if (typeof id !== 'number') return id;
      return new Timeout(id, () => Number(given(own, ...rest)));
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
