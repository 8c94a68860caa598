import { check, type Engine } from './engine';

/** The longest piece of work of the page's main thread that nothing could interrupt, in milliseconds. */
export interface LongestTask {
  /** What it took of the processor: its own doing. */
  readonly processorMs: number;
  /** What it took by the clock, in which the machine may have done anything else. */
  readonly clockMs: number;
}

/** A Chromium that writes down what its threads do. */
export interface TracedEngine extends Engine {
  readonly startTracing: (categories: string[]) => Promise<void>;
  /** What was written, as JSON. */
  readonly stopTracing: () => Promise<Uint8Array>;
}

/**
 * Watches the page's main thread while something is done. A pause by the clock says as much about the machine as about
 * the page: on two cores that others use too, a thread is often held up for longer than it works. So the time of the
 * processor is taken, which the browser's own trace tells for each task.
 */
export async function longestTask<Told>(
  engine: TracedEngine,
  act: () => Promise<Told>,
): Promise<LongestTask & { readonly told: Told }> {
  await engine.startTracing(['toplevel', 'blink.user_timing']);
  let trace: Uint8Array;
  let told: Told;
  try {
    await mark(engine, BEGIN);
    told = await act();
    await mark(engine, END);
  } finally {
    trace = await engine.stopTracing();
  }
  // The shape of Chromium's own trace.
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as {
    traceEvents: TraceEvent[];
  };
  const [begin, end] = [BEGIN, END].map((name) => traceEvents.find((event) => event.name === name));
  // A trace that is full has no end, and says nothing of what came last.
  check('The trace is whole', begin !== undefined && end !== undefined, traceEvents.length);
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name.endsWith('RunTask') && pid === begin.pid && tid === begin.tid,
  );
  check(
    'The trace has tasks with their time',
    tasks.some(({ tdur = 0 }) => tdur > 0),
    tasks.length,
  );
  const longest = (time: (task: TraceEvent) => number): number =>
    Math.round(tasks.reduce((most, task) => Math.max(most, time(task)), 0) / 1_000);
  return {
    told,
    processorMs: longest(({ tdur = 0 }) => tdur),
    clockMs: longest(({ dur = 0 }) => dur),
  };
}

/** What the page may be busy with at a stretch, in milliseconds of the processor. */
export const LONGEST_MS = 100;

const BEGIN = 'the watch begins';
const END = 'the watch ends';

/** Times are microseconds: by the clock, and of the processor. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
}

async function mark(engine: Engine, name: string): Promise<void> {
  await engine.evaluate((text) => void performance.mark(text), name);
}
