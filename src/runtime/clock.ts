/** A deadline that can be held, for as long as a person is asked something. */
export interface Clock {
  /** Begins anew; `onTimeout` is called once when the time is used up. */
  readonly start: (ms: number, onTimeout: () => void) => void;
  readonly stop: () => void;
  /** Stands still until what it returns has been called as often as it was itself. */
  readonly hold: () => () => void;
}

export function createClock(now: () => number = () => performance.now()): Clock {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let remaining = 0;
  let since = 0;
  let act: (() => void) | null = null;
  let holds = 0;

  function run(): void {
    since = now();
    timer = setTimeout(() => {
      const due = act;
      act = null;
      due?.();
    }, remaining);
  }

  return {
    start(ms, onTimeout) {
      clearTimeout(timer);
      remaining = ms;
      act = onTimeout;
      if (holds === 0) run();
    },
    stop() {
      clearTimeout(timer);
      act = null;
    },
    hold() {
      holds += 1;
      if (holds === 1 && act !== null) {
        clearTimeout(timer);
        remaining = Math.max(0, remaining - (now() - since));
      }
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
