import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { setPriority } from 'node:os';
import { check, type ProcessEngine } from './engine';
import { LONGEST_MS } from './longest-task';
import { processesUnder } from './processes';

/** The longest time in which the page came to nothing else, in milliseconds. */
export interface LongestPause {
  /** At most so much of it the page's thread was at work: of all pauses, the most. */
  readonly processorMs: number;
  /** The longest by the clock, in which the machine may have done anything else. */
  readonly clockMs: number;
  /** Of that one, how long the thread was ready to work and was given no processor. */
  readonly heldUpMs: number;
}

interface Pause {
  readonly from: number;
  readonly to: number;
}

/** What the page's thread has taken of the processors since it began, and waited for them. */
interface Account {
  readonly at: number;
  readonly workedMs: number;
  readonly heldUpMs: number;
}

/** Shorter ones are no pauses: a browser's timer is late by as much. */
const PAUSE_MS = 25;
const BETWEEN_MS = 1;

/** Watches the page while something is done; the page must not be left meanwhile. */
export type PauseWatch = <Told>(
  act: () => Promise<Told>,
) => Promise<LongestPause & { readonly told: Told }>;

/**
 * A watch for the page of an engine that writes no trace. Timers in the page tell when it came to nothing; that says as
 * much about the machine as about the page, so the kernel is asked, again and again, what the page's main thread has
 * worked and how long it was held up.
 */
export async function watchPauses(engine: ProcessEngine): Promise<PauseWatch> {
  const pid = await pageProcess(engine);
  const watch: PauseWatch = async (act) => {
    const accounts = new Accounts(pid);
    try {
      await engine.evaluate(startWatch, PAUSE_MS);
      const told = await act();
      const pauses = await engine.evaluate(endWatch, null);
      accounts.take();
      return { told, ...longestOf(pauses, accounts) };
    } finally {
      accounts.close();
    }
  };
  const busy = await watch(async () => engine.evaluate(work, null));
  check('The watch sees a page that is busy', busy.processorMs > LONGEST_MS, busy);
  return watch;
}

function longestOf(pauses: readonly Pause[], accounts: Accounts): LongestPause {
  let longest: LongestPause = { processorMs: 0, clockMs: 0, heldUpMs: 0 };
  for (const { from, to } of pauses) {
    const [before, after] = accounts.around(from, to);
    const clockMs = to - from;
    const processorMs = Math.max(longest.processorMs, after.workedMs - before.workedMs);
    longest =
      clockMs > longest.clockMs
        ? { processorMs, clockMs, heldUpMs: after.heldUpMs - before.heldUpMs }
        : { ...longest, processorMs };
  }
  const { processorMs, clockMs, heldUpMs } = longest;
  return {
    processorMs: Math.round(processorMs),
    clockMs: Math.round(clockMs),
    heldUpMs: Math.round(Math.min(heldUpMs, clockMs)),
  };
}

/** What the kernel tells of a process' main thread, which in a browser is its page's, taken as often as can be. */
class Accounts {
  readonly #file: number;
  readonly #buffer = Buffer.alloc(100);
  readonly #taken: Account[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(pid: number) {
    this.#file = openSync(threadFile(pid), 'r');
    this.take();
    this.#timer = setInterval(() => this.take(), BETWEEN_MS);
    rise(1);
  }

  take(): void {
    const length = readSync(this.#file, this.#buffer, 0, this.#buffer.length, 0);
    this.#taken.push(accountOf(this.#buffer.toString('latin1', 0, length)));
  }

  /** The last one before, and the first one after: between them lies all that was done meanwhile, and a little more. */
  around(from: number, to: number): readonly [Account, Account] {
    const before = this.#taken.findLast(({ at }) => at < from) ?? this.#taken[0];
    const after = this.#taken.find(({ at }) => at > to) ?? this.#taken.at(-1);
    check('The thread was watched', before !== undefined && after !== undefined);
    return [before, after];
  }

  close(): void {
    rise(-1);
    clearInterval(this.#timer);
    closeSync(this.#file);
  }
}

function threadFile(pid: number): string {
  return `/proc/${pid}/task/${pid}/schedstat`;
}

/** Nanoseconds at work and ready to work. */
function accountOf(text: string): Account {
  const [worked = 0, heldUp = 0] = text.split(' ').map((part) => Number(part) / 1e6);
  return { at: Date.now(), workedMs: worked, heldUpMs: heldUp };
}

let watches = 0;

/** Where others want the processors too, whoever watches is to have one at both ends of a pause. */
function rise(more: 1 | -1): void {
  watches += more;
  try {
    setPriority(watches > 0 ? -10 : 0);
  } catch {
    // Not everybody may. Then there is more between two looks, and it is counted as the page's.
  }
}

/** The process whose main thread works when the page does: the most of all that the browser started. */
async function pageProcess(engine: ProcessEngine): Promise<number> {
  const started = await processesUnder(engine.pid);
  const look = () => new Map(started.map(({ pid }) => [pid, workedMs(pid)]));
  const before = look();
  await engine.evaluate(work, null);
  const after = look();
  const worked = (pid: number): number => (after.get(pid) ?? 0) - (before.get(pid) ?? 0);
  const [page] = started
    .map(({ pid }) => pid)
    .toSorted((one, other) => worked(other) - worked(one));
  check('The page has a process', page !== undefined, engine.pid);
  return page;
}

function workedMs(pid: number): number {
  try {
    return accountOf(readFileSync(threadFile(pid), 'latin1')).workedMs;
  } catch {
    // It has ended.
    return 0;
  }
}

/** Some tenths of a second of work, however long the machine takes over it. */
function work(): number {
  let mixed = 0;
  for (let i = 0; i < 400_000_000; i += 1) mixed = (mixed * 31 + i) | 0;
  return mixed;
}

interface WatchedWindow {
  /** Ends the watch. */
  endPauseWatch?: () => readonly Pause[];
}

function startWatch(least: number): void {
  const watched = window as WatchedWindow;
  watched.endPauseWatch?.();
  const pauses: Pause[] = [];
  let from = Date.now();
  const look = (): void => {
    const to = Date.now();
    if (to - from > least) pauses.push({ from, to });
    from = to;
  };
  const timer = setInterval(look, 10);
  watched.endPauseWatch = () => {
    clearInterval(timer);
    look();
    return pauses;
  };
}

function endWatch(): readonly Pause[] {
  const { endPauseWatch } = window as WatchedWindow;
  if (endPauseWatch === undefined) throw new Error('The page was left.');
  return endPauseWatch();
}
