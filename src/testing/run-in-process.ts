import { afterAll, beforeAll, vi } from 'vitest';
import type { HostFetch } from '@/plan/network';
import type { Plan, PlanStep } from '@/plan/plan';
import { beginRun, reduceEvents } from '@/plan/reduce-run';
import type { RunEvent } from '@/plan/run';
import { readValues, toRunRecord, type StepRecord } from '@/plan/run-record';
import { NO_STATE, type StateTexts } from '@/plan/state';
import { aPlan } from './a-plan';
import { fakeSandbox } from '@/runtime/fake-sandbox';
import { runPlan } from '@/runtime/run-plan';
import { createReporter } from '@/runtime/sandbox/reporter';
import { runChain } from '@/runtime/sandbox/run-chain';

/** For the tests of a file: what the guest finds in a worker. */
export function standInForWorker(): void {
  const real = globalThis.console;
  beforeAll(() => {
    vi.stubGlobal('addEventListener', () => undefined);
    vi.stubGlobal('removeEventListener', () => undefined);
  });
  afterAll(() => {
    globalThis.console = real;
    vi.unstubAllGlobals();
  });
}

const noFetch: HostFetch = async () =>
  Promise.resolve({
    ok: false,
    via: 'none',
    failure: { kind: 'blocked', message: 'blocked' },
    droppedHeaders: [],
  });

interface RunOptions {
  readonly isSynchronous?: boolean;
  readonly state?: Partial<StateTexts>;
  readonly body?: unknown;
  readonly skipsRetryDelays?: boolean;
  readonly configVars?: Readonly<Record<string, unknown>>;
  readonly stepMs?: number;
  /** The host takes its time to take in what it is told. */
  readonly isSlow?: boolean;
}

/**
 * Both sides of the boundary in one process: the walker itself tells the host, which believes what the plan allows. The
 * file mocks `runtime/modules/required-modules`.
 */
export async function run(steps: readonly PlanStep[], options: RunOptions = {}) {
  return runOf(aPlan(steps, options.isSynchronous), options);
}

/** The same for a whole plan. */
export async function runOf(plan: Plan, options: RunOptions = {}) {
  let open = 0;
  let mostOpen = 0;
  const { sandbox, workers } = fakeSandbox(async (job, _say, worker) => {
    const host = {
      report: async (text: string, parts: readonly Uint8Array[]) => {
        open += 1;
        mostOpen = Math.max(mostOpen, open);
        if (options.isSlow === true) {
          await new Promise((resolve) => {
            setTimeout(resolve, 0);
          });
        }
        if (!worker.isKilled) worker.events?.onReport(text, parts);
        open -= 1;
      },
    };
    await runChain(job, createReporter(host));
  });
  const events: RunEvent[] = [];
  const left = await runPlan({
    sandbox,
    plan,
    request: {
      method: 'POST',
      contentType: 'application/json',
      headers: {},
      queryParameters: null,
      pathFragment: '',
      body: new TextEncoder().encode(JSON.stringify(options.body ?? null)),
    },
    configVars: options.configVars ?? {},
    state: { ...NO_STATE, ...options.state },
    requires: [],
    identity: { runId: 'abc' as never, flowNames: ['Flow'], projectName: 'P', startedAt: START },
    limits: {
      stepMs: options.stepMs ?? 5_000,
      runMs: 100_000,
      enforcesPlatform: false,
      skipsRetryDelays: options.skipsRetryDelays ?? false,
    },
    signal: new AbortController().signal,
    fetch: noFetch,
    fetchExternal: async () => Promise.resolve({ ok: false, message: 'none' }),
    onEvent: (event) => events.push(event),
  });
  const begun = beginRun({
    id: 'abc' as never,
    number: 1,
    plan,
    payloadName: 'p',
    startedAt: START,
  });
  const ended = reduceEvents(begun, events);
  const record = toRunRecord(ended, readValues(ended));
  return { record, ended, left, workers, mostOpen };
}

const START = '2026-01-01T00:00:00.000Z';

/** `key[iteration] status result`, in the order they started. */
export function linesOf(steps: readonly StepRecord[]): readonly string[] {
  return steps.map(({ key, iteration, status, results }) => {
    const place = iteration === undefined ? key : `${key}[${iteration.join(',')}]`;
    return `${place} ${status}${results === undefined ? '' : ` ${JSON.stringify(results)}`}`;
  });
}
