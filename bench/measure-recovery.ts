import { setTimeout as wait } from 'node:timers/promises';
import { openApplication, openProject } from '../e2e/engines/application';
import {
  openWatchedChromium,
  type Renderer,
  type WatchedChromium,
} from '../e2e/engines/chromium-processes';
import type { Automation } from './measure-runs';
import { loopingProject } from './subjects';

export interface RecoverySamples {
  /** Milliseconds from the kill of the sandbox's process until the page says so. */
  readonly noticed: readonly number[];
  /** From then until the next run has ended. */
  readonly again: readonly number[];
  /** From the kill until the next run has ended. */
  readonly whole: readonly number[];
}

const ROUNDS = 5;

/** Kills the sandbox's process while code loops in it, and runs again. */
export async function measureRecovery(
  executablePath: string,
  origin: string,
): Promise<RecoverySamples> {
  const engine = await openWatchedChromium(executablePath);
  const samples = { noticed: [] as number[], again: [] as number[], whole: [] as number[] };
  try {
    await openApplication(engine, origin);
    await openProject(engine, loopingProject());
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await idle(engine);
      const running = runTwice(engine);
      const { pid } = await busiest(engine, before);
      const killedAt = Date.now();
      process.kill(pid, 'SIGKILL');
      const { noticedAt, endedAt, statuses } = await running;
      if (statuses.join(' ') !== 'failed succeeded') {
        throw new Error(`After the kill the runs ended so: ${statuses.join(', ')}.`);
      }
      samples.noticed.push(noticedAt - killedAt);
      samples.again.push(endedAt - noticedAt);
      samples.whole.push(endedAt - killedAt);
    }
  } finally {
    await engine.close();
  }
  return samples;
}

/** Runs what loops, and when that has ended the same flow without its loop. Times are those of the machine's clock. */
async function runTwice(engine: WatchedChromium) {
  return engine.evaluate(async () => {
    const { codeConnector } = window as unknown as { codeConnector: Automation };
    const body = (isEndless: boolean) => ({ payload: { body: JSON.stringify({ isEndless }) } });
    const lost = await codeConnector.run(body(true));
    const noticedAt = Date.now();
    const next = await codeConnector.run(body(false));
    return { noticedAt, endedAt: Date.now(), statuses: [lost.status, next.status] };
  }, null);
}

/** What a loop takes of a processor, and nothing else does on a page that is idle; in seconds. */
const LOOPED = 0.5;
const IDLE = 0.02;
const BETWEEN_MS = 200;

/** What each process has taken, once none takes any more. */
async function idle(engine: WatchedChromium): Promise<readonly Renderer[]> {
  let before = await engine.renderers();
  for (;;) {
    await wait(BETWEEN_MS);
    const now = await engine.renderers();
    if (now.every((renderer) => takenSince(before, renderer) <= IDLE)) return now;
    before = now;
  }
}

async function busiest(engine: WatchedChromium, before: readonly Renderer[]): Promise<Renderer> {
  for (;;) {
    await wait(BETWEEN_MS);
    const found = (await engine.renderers()).find(
      (renderer) => takenSince(before, renderer) > LOOPED,
    );
    if (found !== undefined) return found;
  }
}

function takenSince(before: readonly Renderer[], { pid, cpuSeconds }: Renderer): number {
  return cpuSeconds - (before.find((known) => known.pid === pid)?.cpuSeconds ?? 0);
}
