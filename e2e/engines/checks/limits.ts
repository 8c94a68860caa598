import {
  action,
  consoleShows,
  expectNextRun,
  openProject,
  project,
  runOpen,
  type Outcome,
} from '../application';
import type { Check } from '../check';
import { check, same, type Engine } from '../engine';

interface Limit {
  readonly name: string;
  readonly code: string;
  readonly expect: (run: Outcome) => void;
}

const failsWith = (code: string) => (run: Outcome) => {
  same('status', run.status, 'failed');
  same('code', run.error?.code, code);
};

const LIMITS: readonly Limit[] = [
  {
    name: '100,000 log rows are kept at both ends',
    code: "for (let i = 0; i < 100000; i += 1) context.logger.info('row ' + i); return { data: 1 };",
    expect: ({ status, logs }) => {
      same('status', status, 'succeeded');
      same('logs', logs, { count: 10_001, first: 'row 0', last: 'row 99999' });
    },
  },
  {
    name: 'a giant result is refused',
    code: "return { data: 'x'.repeat(70 * 1024 * 1024) };",
    expect: failsWith('CC-RESULT-TOO-LARGE'),
  },
  {
    name: 'a result nested too deeply is refused',
    code: 'let data = {}; for (let i = 0; i < 100000; i += 1) data = { data }; return { data };',
    expect: ({ status, error }) => {
      same('status', status, 'failed');
      check('the error has a code', error?.code !== undefined, error);
    },
  },
  {
    name: 'a hostile error is cut to size',
    code: "const e = new Error('m'.repeat(5_000_000)); e.stack = 's'.repeat(2_000_000); throw e;",
    expect: ({ status, error }) => {
      same('status', status, 'failed');
      check('the message is cut', (error?.message.length ?? 0) <= 8_192, error?.message.length);
    },
  },
  {
    name: 'a flood of messages ends its worker',
    // Right ones, on the harness's own port: nothing but their number is in the way.
    code: `const post = MessagePort.prototype.postMessage;
      let services = null;
      MessagePort.prototype.postMessage = function (...args) {
        if (args[0] && args[0].path && args[0].path[0] === 'report') services = this;
        return post.apply(this, args);
      };
      for (let i = 0; services === null && i < 50; i += 1) {
        context.logger.info('x');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const raw = (value) => ({ type: 'RAW', value });
      for (let i = 0; i < 10_000; i += 1) {
        post.call(services, { id: 'flood' + i, type: 'APPLY', path: ['report'], argumentList: [raw('[]'), raw([])] });
      }
      await new Promise((resolve) => setTimeout(resolve, 10_000));
      return { data: 'not ended' };`,
    expect: failsWith('CC-FLOOD'),
  },
];

/** Too much of everything: each ends by name, the page goes on, the next run works. */
export const limits: readonly Check[] = [
  ...LIMITS.map(({ name, code, expect }) => ({
    name: `${name}; the next run works`,
    run: async ({ engine, watch }: Parameters<Check['run']>[0]) => {
      await openProject(engine, project(action(code)));
      const run = await watch(async () => runOpen(engine, { stepTimeoutMs: 20_000 }));
      expect(run);
      await expectNextRun(engine);
    },
  })),
  {
    // By the button: who runs it by a program is handed all of the record at once.
    name: 'a result of two million objects is kept; the next run works',
    run: async ({ engine, watch }) => {
      const code = 'return { data: Array.from({ length: 2_000_000 }, (_, id) => ({ id })) };';
      await openProject(engine, project(action(code)));
      await watch(async () => {
        await engine.click('button', 'Run');
        await consoleShows(engine, /Run succeeded/);
      });
      await expectNextRun(engine);
    },
  },
  {
    name: 'a sandbox that is gone in the middle of a run is noticed and made anew',
    run: async ({ engine, watch }) => {
      const code = "context.logger.info('under' + ' way'); await new Promise(() => {});";
      await openProject(engine, project(action(code)));
      const error = await watch(async () => runAndRemoveSandbox(engine));
      same('code', error?.code, 'CC-SANDBOX-CRASHED');
      await expectNextRun(engine);
    },
  },
];

async function runAndRemoveSandbox(engine: Engine): Promise<Outcome['error']> {
  return engine.evaluate(async () => {
    const run = window.codeConnector.run({ stepTimeoutMs: 30_000 });
    // The code's own word: "Running" is shown before the sandbox has been asked.
    while (!document.body.innerText.includes('under way')) {
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
    }
    document.querySelector('iframe[title="code sandbox"]')?.remove();
    return (await run).error ?? null;
  }, null);
}
