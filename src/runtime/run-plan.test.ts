import { describe, expect, it, vi } from 'vitest';
import { compile } from '@/model/compile';
import { setErrorHandling } from '@/model/edit';
import type { Flow } from '@/model/project';
import type { HostFetch } from '@/plan/network';
import { beginRun, reduceRun } from '@/plan/reduce-run';
import type { RunEvent } from '@/plan/run';
import { readValues, toRunRecord } from '@/plan/run-record';
import { NO_STATE, type StateTexts } from '@/plan/state';
import { aFlow, stepNamed } from '@/testing/a-flow';
import type { ChainJob, WireEvent } from './protocol/messages';
import { fakeSandbox, type Guest } from './fake-sandbox';
import { runPlan } from './run-plan';

const noFetch: HostFetch = async () =>
  Promise.resolve({
    ok: false,
    via: 'none',
    failure: { kind: 'blocked', message: 'blocked' },
    droppedHeaders: [],
  });

vi.mock('./modules/required-modules', () => ({
  findModules: () => Promise.resolve({ sources: {}, problems: {}, warnings: [] }),
}));

/** Each step ends well with its own key as its result. */
const obedient: Guest = async (job, say) => {
  for (const { key } of job.steps) {
    say([{ t: 'start', k: key }]);
    say([{ t: 'end', k: key, r: 0, summary: '', warnings: [] }], [key]);
  }
  await Promise.resolve();
};

async function run(
  flow: Flow,
  guest: Guest,
  options: {
    signal?: AbortSignal;
    stepMs?: number;
    fetch?: HostFetch;
    state?: Partial<StateTexts>;
    enforcesPlatform?: boolean;
    body?: Uint8Array<ArrayBuffer>;
  } = {},
) {
  const plan = compile(flow);
  const fake = fakeSandbox(guest);
  const events: RunEvent[] = [];
  const end = await runPlan({
    sandbox: fake.sandbox,
    plan,
    request: {
      method: 'POST',
      contentType: '',
      headers: {},
      queryParameters: null,
      pathFragment: '',
      body: options.body ?? null,
    },
    configVars: {},
    state: { ...NO_STATE, ...options.state },
    requires: [],
    identity: {
      runId: 'abc' as never,
      flowNames: [flow.name],
      projectName: 'P',
      startedAt: '2026-01-01T00:00:00.000Z',
    },
    limits: {
      stepMs: options.stepMs ?? 5_000,
      runMs: 100_000,
      enforcesPlatform: options.enforcesPlatform ?? false,
      skipsRetryDelays: false,
    },
    signal: options.signal ?? new AbortController().signal,
    fetch: options.fetch ?? noFetch,
    fetchExternal: async () => Promise.resolve({ ok: false, message: 'none' }),
    onEvent: (event) => events.push(event),
  });
  const begun = beginRun({
    id: 'abc' as never,
    number: 1,
    plan,
    payloadName: 'p',
    startedAt: '2026-01-01T00:00:00.000Z',
  });
  const ended = events.reduce(reduceRun, begun);
  return { ...fake, end, record: toRunRecord(ended, readValues(ended)) };
}

const chain = aFlow().trigger('T').code('A').code('B').build();
const diamond = aFlow()
  .trigger('T')
  .code('L', '', ['T'])
  .code('R', '', ['T'])
  .code('J', '', ['L', 'R'])
  .build();

describe('a run', () => {
  it('of a chain takes one worker and ends it', async () => {
    const { record, workers } = await run(chain, obedient);
    expect(record.steps.map(({ key, results }) => [key, results])).toEqual([
      ['t', 't'],
      ['a', 'a'],
      ['b', 'b'],
    ]);
    expect(workers.map(({ isKilled }) => isKilled)).toEqual([true]);
  });

  it('of branches gives the first its parent’s worker and the other one of its own', async () => {
    const jobs: ChainJob[] = [];
    const { record, workers } = await run(diamond, async (job, say, worker) => {
      jobs.push(job);
      await obedient(job, say, worker);
    });
    expect(record.status).toBe('succeeded');
    expect(workers).toHaveLength(2);
    expect(jobs.map(({ steps }) => steps.map(({ key }) => key))).toEqual([
      ['t'],
      ['l'],
      ['r'],
      ['j'],
    ]);
    expect(jobs[2]?.results).toEqual({ t: '"t"' });
    expect(Object.keys(jobs[3]?.results ?? {}).toSorted()).toEqual(['l', 'r', 't']);
  });

  it('goes on in another worker beside a branch whose step ran out of time', async () => {
    const left = stepNamed(diamond, 'L').id;
    const handling = {
      type: 'ignore',
      maxAttempts: 0,
      delaySeconds: 0,
      usesExponentialBackoff: false,
      ignoreFinalError: false,
    } as const;
    const jobs: ChainJob[] = [];
    const { record, workers, recreated } = await run(
      setErrorHandling(diamond, left, handling),
      async (job, say, worker) => {
        jobs.push(job);
        if (job.steps[0]?.key !== 'l') return obedient(job, say, worker);
        const error = job.resume?.way.error;
        if (error != null) say([{ t: 'ignored', k: 'l', error }]);
        else {
          say([{ t: 'start', k: 'l' }]);
          await new Promise(() => undefined);
        }
      },
      { stepMs: 40 },
    );
    expect(record.steps.map(({ key, status }) => `${key} ${status}`)).toEqual([
      't succeeded',
      'l failed',
      'r succeeded',
      'j succeeded',
    ]);
    expect([record.status, recreated()]).toEqual(['succeeded', 0]);
    expect(jobs.map(({ steps, resume }) => [steps[0]?.key, resume !== null])).toEqual([
      ['t', false],
      ['l', false],
      ['r', false],
      ['l', true],
      ['j', false],
    ]);
    expect(jobs[4]?.results['l']).toContain('Your code in L ran longer than 40 ms');
    // The trigger's, which the left branch took over; its own second one, which the join took over; the right one's.
    expect(workers.map(({ isKilled }) => isKilled)).toEqual([true, true, true]);
  });

  it('merges the state of branches, and warns of a key that two changed', async () => {
    const states: StateTexts[] = [];
    const { sandbox } = fakeSandbox(obedient);
    expect(sandbox.state().status).toBe('ready');
    const { record } = await run(diamond, async (job, say, worker) => {
      states.push(job.state);
      await obedient(job, say, worker);
      const [first] = job.steps;
      const own = first?.key === 'l' ? '{"both":1,"left":1}' : '{"both":2,"right":1}';
      if (first?.key === 'l' || first?.key === 'r')
        say([
          {
            t: 'state',
            state: { ...NO_STATE, instanceState: own },
          },
        ]);
    });
    expect(JSON.parse(states[3]?.instanceState ?? '')).toEqual({ both: 2, left: 1, right: 1 });
    expect(record.status).toBe('succeeded');
  });

  it('begins with the state it is given and resolves with the one it leaves', async () => {
    const begun: StateTexts[] = [];
    const left = { ...NO_STATE, instanceState: '{"n":2}', crossFlowState: 'no JSON' };
    const { end } = await run(
      chain,
      async (job, say, worker) => {
        begun.push(job.state);
        await obedient(job, say, worker);
        say([{ t: 'state', state: left }]);
      },
      { state: { instanceState: '{"n":1}' } },
    );
    expect(begun).toEqual([{ ...NO_STATE, instanceState: '{"n":1}' }]);
    // Nobody has looked into it.
    expect(end).toEqual(left);
  });

  it('whose branches end apart leaves what each of them changed and deleted', async () => {
    const fork = aFlow().trigger('T').code('L', '', ['T']).code('R', '', ['T']).build();
    const { end } = await run(
      fork,
      async (job, say, worker) => {
        await obedient(job, say, worker);
        const [first] = job.steps;
        if (first?.key === 'l')
          say([{ t: 'state', state: { ...NO_STATE, instanceState: '{"kept":1,"left":1}' } }]);
        if (first?.key === 'r')
          say([{ t: 'state', state: { ...NO_STATE, instanceState: '{"kept":1,"gone":1,"r":2}' } }]);
      },
      { state: { instanceState: '{"kept":1,"gone":1}' } },
    );
    expect(JSON.parse(end?.instanceState ?? '')).toEqual({ kept: 1, left: 1, r: 2 });
  });

  it.each([
    [false, 'succeeded', undefined],
    [true, 'failed', 'CC-LIMIT-REQUEST'],
  ] as const)(
    'with a body beyond the platform’s limit, enforced: %s',
    async (enforces, how, code) => {
      const body = new Uint8Array(6 * 1024 * 1024 + 1);
      const { record, workers } = await run(chain, obedient, { enforcesPlatform: enforces, body });
      expect([record.status, record.error?.code, workers.length]).toEqual([
        how,
        code,
        enforces ? 0 : 1,
      ]);
      const words = record.steps[0]?.logs.map(({ level, message }) => `${level} ${message}`);
      expect(words).toEqual(
        enforces
          ? undefined
          : [expect.stringMatching(/^warn The request’s body has .* refuses it/)],
      );
      const fits = await run(chain, obedient, {
        enforcesPlatform: true,
        body: new Uint8Array(6 * 1024 * 1024),
      });
      expect([fits.record.status, fits.record.steps[0]?.logs]).toEqual(['succeeded', []]);
    },
  );

  it.each([
    [false, 'succeeded', undefined],
    [true, 'timed out', 'CC-LIMIT-SYNCHRONOUS'],
  ] as const)(
    'that keeps its caller waiting for 31 s, enforced: %s',
    async (enforces, how, code) => {
      vi.useFakeTimers();
      try {
        const slow: Guest = async (job, say, worker) => {
          say([{ t: 'start', k: 't' }]);
          await new Promise((resolve) => {
            setTimeout(resolve, 31_000);
          });
          say([{ t: 'end', k: 't', r: 0, summary: '', warnings: [] }], ['t']);
          await obedient({ ...job, steps: job.steps.slice(1) }, say, worker);
        };
        const options = { stepMs: 60_000, enforcesPlatform: enforces };
        const begun = run({ ...chain, isSynchronous: true }, slow, options);
        // An asynchronous caller has its answer long since.
        const other = run(chain, slow, { ...options, enforcesPlatform: true });
        await vi.advanceTimersByTimeAsync(32_000);
        const { record } = await begun;
        expect([record.status, record.error?.code]).toEqual([how, code]);
        expect(record.steps[0]?.logs.map(({ message }) => message)).toEqual(
          enforces ? [] : [expect.stringContaining('longer than 30 s')],
        );
        expect((await other).record).toMatchObject({
          status: 'succeeded',
          steps: [{ logs: [] }, {}, {}],
        });
      } finally {
        vi.useRealTimers();
      }
    },
  );

  it('stands still while a person is asked: the step’s time, the run’s and the caller’s', async () => {
    vi.useFakeTimers();
    try {
      const asking: Guest = async (job, say, worker) => {
        say([{ t: 'start', k: 't' }]);
        const request = { url: 'https://a.example/', method: 'GET', headers: [], body: null };
        await worker.events?.onFetch(1, request);
        say([{ t: 'end', k: 't', r: 0, summary: '', warnings: [] }], ['t']);
        await obedient({ ...job, steps: job.steps.slice(1) }, say, worker);
      };
      const begun = run({ ...chain, isSynchronous: true }, asking, {
        stepMs: 1_000,
        enforcesPlatform: true,
        fetch: async (request, { holdClock, ...context }) => {
          const release = holdClock();
          await new Promise((resolve) => {
            setTimeout(resolve, 200_000);
          });
          release();
          return noFetch(request, { holdClock, ...context });
        },
      });
      await vi.advanceTimersByTimeAsync(201_000);
      expect((await begun).record.status).toBe('succeeded');
    } finally {
      vi.useRealTimers();
    }
  });

  it('that fails leaves no state', async () => {
    const { end, record } = await run(chain, async (_job, say) => {
      say([
        { t: 'start', k: 't' },
        { t: 'fail', k: 't', error: { name: 'Error', message: 'x' } },
        { t: 'state', state: { ...NO_STATE, instanceState: '{"n":1}' } },
      ]);
      await Promise.resolve();
    });
    expect([record.status, end]).toEqual(['failed', null]);
  });

  it.each<readonly [string, readonly WireEvent[]]>([
    ['ends a step that never started', [{ t: 'end', k: 'a', r: -1, summary: '', warnings: [] }]],
    ['starts a step out of order', [{ t: 'start', k: 'b' }]],
    [
      'ends a step twice',
      [
        { t: 'start', k: 't' },
        { t: 'end', k: 't', r: -1, summary: '', warnings: [] },
        { t: 'end', k: 't', r: -1, summary: '', warnings: [] },
      ],
    ],
    [
      'says its state before its end',
      [
        { t: 'start', k: 't' },
        { t: 'state', state: NO_STATE },
      ],
    ],
    [
      'says its state again and again',
      [
        ...['t', 'a', 'b'].flatMap((k): WireEvent[] => [
          { t: 'start', k },
          { t: 'end', k, r: -1, summary: '', warnings: [] },
        ]),
        { t: 'state', state: NO_STATE },
        { t: 'state', state: NO_STATE },
      ],
    ],
    ['names a step of no plan', [{ t: 'start', k: 'constructor' }]],
    [
      'refuses the payload after it began',
      [
        { t: 'start', k: 't' },
        {
          t: 'refused',
          message: 'x',
          response: { statusCode: 200, contentType: '', headers: {}, body: '', isBinary: false },
        },
      ],
    ],
  ])('whose guest %s fails as tampered with', async (_, events) => {
    const { record, workers } = await run(chain, async (_job, say) => {
      say(events);
      await new Promise(() => undefined);
    });
    expect(record.error?.code).toBe('CC-PROTOCOL');
    expect(workers[0]?.isKilled).toBe(true);
  });

  it('whose branch speaks for the branch beside it fails as tampered with, and is not believed', async () => {
    const { record, workers } = await run(diamond, async (job, say, worker) => {
      const [first] = job.steps;
      if (first?.key === 'r') {
        // Its worker's own port says whose word it is, whatever the word is.
        say([{ t: 'start', k: 'l' }]);
        say([{ t: 'end', k: 'l', r: 0, summary: '', warnings: [] }], ['forged']);
      } else if (first?.key === 'l') {
        await new Promise(() => undefined);
      } else await obedient(job, say, worker);
    });
    expect([record.status, record.error?.code]).toEqual(['failed', 'CC-PROTOCOL']);
    expect(JSON.stringify(record.steps)).not.toContain('forged');
    expect(workers.map(({ isKilled }) => isKilled)).toEqual([true, true]);
  });

  it('whose state has own keys of prototypes pollutes nothing where branches join', async () => {
    const states: StateTexts[] = [];
    const hostile = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"n":1}';
    const { record, end } = await run(diamond, async (job, say, worker) => {
      states.push(job.state);
      await obedient(job, say, worker);
      const key = job.steps[0]?.key;
      if (key === 'l' || key === 'r')
        say([{ t: 'state', state: { ...NO_STATE, instanceState: hostile } }]);
    });
    expect(record.status).toBe('succeeded');
    expect(states.at(-1)?.instanceState).toBe('{"constructor":{"prototype":{"polluted":1}},"n":1}');
    expect(end).toEqual(states.at(-1));
    expect([Reflect.get({}, 'polluted'), Reflect.get(Object, 'polluted')]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('whose guest sends no protocol fails', async () => {
    const { record } = await run(chain, async (_job, _say, worker) => {
      worker.events?.onReport('{"t":', []);
      await new Promise(() => undefined);
    });
    expect(record.error?.code).toBe('CC-PROTOCOL');
  });

  it('that ends before its last step is not believed', async () => {
    const { record } = await run(chain, async (job, say, worker) => {
      await obedient({ ...job, steps: job.steps.slice(0, 2) }, say, worker);
    });
    expect(record).toMatchObject({ status: 'failed', error: { code: 'CC-PROTOCOL' } });
  });

  it('drops rows that come after their step has ended', async () => {
    const { record } = await run(chain, async (job, say, worker) => {
      await obedient(job, say, worker);
      say([{ t: 'log', k: 't', rows: [['info', 'late', 1, 0, 0]] }]);
    });
    expect(record.status).toBe('succeeded');
    expect(record.steps[0]?.logs).toEqual([]);
  });

  it('that is stopped says so, ends its workers and makes the sandbox anew', async () => {
    const stop = new AbortController();
    const { record, workers, recreated, end } = await run(
      chain,
      async (_job, say) => {
        say([{ t: 'start', k: 't' }]);
        stop.abort();
        await new Promise(() => undefined);
      },
      { signal: stop.signal },
    );
    expect(record).toMatchObject({ status: 'stopped', response: null });
    expect([workers[0]?.isKilled, recreated(), end]).toEqual([true, 1, null]);
  });

  it('that is stopped aborts the requests under way', async () => {
    const stop = new AbortController();
    const signals: AbortSignal[] = [];
    await run(
      chain,
      async (_job, say, worker) => {
        say([{ t: 'start', k: 't' }]);
        const request = { url: 'https://a.example/', method: 'GET', headers: [], body: null };
        void worker.events?.onFetch(1, request);
        stop.abort();
        await new Promise(() => undefined);
      },
      {
        signal: stop.signal,
        fetch: async (_request, { signal }) => {
          signals.push(signal);
          return new Promise(() => undefined);
        },
      },
    );
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('whose step takes too long says whose time ran out', async () => {
    const { record } = await run(
      chain,
      async (_job, say) => {
        say([{ t: 'start', k: 't' }]);
        await new Promise(() => undefined);
      },
      { stepMs: 20 },
    );
    expect(record).toMatchObject({
      status: 'timed out',
      error: { code: 'CC-TIMEOUT-STEP', step: 't' },
    });
    expect(record.error?.message).toContain('Your code in T ran longer than 20 ms');
  });

  it.each([
    ['its last step', ['t', 'a', 'b'], 'b'],
    ['a step', ['t'], 't'],
  ] as const)('whose guest says nothing more after %s times out', async (_, keys, named) => {
    const { record, workers, recreated } = await run(
      chain,
      async (_job, say) => {
        for (const k of keys)
          say([
            { t: 'start', k },
            { t: 'end', k, r: -1, summary: '', warnings: [] },
          ]);
        await new Promise(() => undefined);
      },
      { stepMs: 20 },
    );
    expect(record).toMatchObject({
      status: 'timed out',
      error: { code: 'CC-TIMEOUT-END', step: named },
    });
    expect([workers[0]?.isKilled, recreated()]).toEqual([true, 1]);
  });

  it('ignores a line beyond the end of the code', async () => {
    const { record } = await run(chain, async (_job, say) => {
      say([
        { t: 'start', k: 't' },
        { t: 'fail', k: 't', error: { name: 'Error', message: 'x', line: 9_999, column: 1 } },
      ]);
      await new Promise(() => undefined);
    });
    expect(record.error).toMatchObject({ message: 'x', step: 't' });
    expect(record.error?.line).toBeUndefined();
  });
});
