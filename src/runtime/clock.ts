/** A deadline that can be held, for as long as a person is asked something. */
export interface Clock {
  /** Begins anew; `onTimeout` is called once when the time is used up. */
  readonly start: (ms: number, onTimeout: () => void) => void;
  readonly stop: () => void;
  /** Stands still until what it returns has been called as often as it was itself. */
  readonly hold: () => () => void;
}

/** A clock that stands still until it is started. */
export function createClock(now: () => number = () => performance.now()): Clock {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firesAt = 0;
  let remaining = 0;
  let since = 0;
  let act: (() => void) | null = null;
  let holds = 0;

  /** A loop begins anew thousands of times: a timer that is too early looks again, and none is set for each. */
  function run(): void {
    since = now();
    if (timer === undefined || firesAt > since + remaining) wake(remaining);
  }

  function wake(ms: number): void {
    clearTimeout(timer);
    firesAt = now() + ms;
    timer = setTimeout(look, ms);
  }

  function look(): void {
    timer = undefined;
    if (act === null || holds > 0) return;
    const left = remaining - (now() - since);
    if (left > 0) {
      wake(left);
      return;
    }
    const due = act;
    act = null;
    due();
  }

  return {
    start(ms, onTimeout) {
      remaining = ms;
      act = onTimeout;
      if (holds === 0) run();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      act = null;
    },
    hold() {
      holds += 1;
      if (holds === 1 && act !== null) remaining = Math.max(0, remaining - (now() - since));
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        holds -= 1;
        if (holds === 0 && act !== null) run();
      };
    },
  };
}
