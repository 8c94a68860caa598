import type { RunRequest } from '@/app/run-request';
import { projectFile, type CodeStep } from '../../project-file';
import { action, expectNextRun, openProject } from '../application';
import type { Check } from '../check';
import { check, same, type Engine } from '../engine';

/** What the harness and Comlink stand on, changed under them (D5 of the design). */
const TAMPERINGS: readonly string[] = [
  'MessagePort.prototype.postMessage = () => {};',
  "MessagePort.prototype.postMessage = () => { throw new Error('no'); };",
  'MessagePort.prototype.start = () => {};',
  'MessagePort.prototype.close = null;',
  'EventTarget.prototype.addEventListener = () => {};',
  'EventTarget.prototype.removeEventListener = () => {};',
  'EventTarget.prototype.dispatchEvent = () => false;',
  'Promise.prototype.then = function () { return this; };',
  "Promise.prototype.then = () => { throw new Error('no'); };",
  'Promise.prototype.catch = null;',
  'Promise.resolve = () => new Promise(() => {});',
  'Promise.all = Promise.race = () => new Promise(() => {});',
  'Map.prototype.get = () => undefined;',
  'Map.prototype.set = () => undefined;',
  "Map.prototype.has = () => { throw new Error('no'); };",
  'WeakMap.prototype.get = WeakMap.prototype.set = () => undefined;',
  'JSON.stringify = () => \'[{"t":"end","k":"other","r":0}]\';',
  "JSON.stringify = () => 'x'.repeat(1e6);",
  'JSON.parse = () => ({});',
  "Object.defineProperty(Object.prototype, 'type', { get: () => 'CONSTRUCT', set: () => {} });",
];

/** The harness fell silent, broke the protocol, or broke. */
const NAMED = ['CC-TIMEOUT-STEP', 'CC-TIMEOUT-END', 'CC-PROTOCOL', 'CC-SANDBOX'];

/** Only for lists that begin with 1: the harness works with lists too. */
const POISON = `const { map } = Array.prototype;
  Array.prototype.map = function (...both) { return this[0] === 1 ? ['poisoned'] : map.apply(this, both); };
  const { then } = Promise.prototype;
  Promise.prototype.then = function (...both) { globalThis.awaited = 1; return then.apply(this, both); };
  const { stringify } = JSON;
  JSON.stringify = (...all) => all[0][0] === 1 ? '"poisoned"' : stringify(...all);
  globalThis.left = 1;`;

const LOOK =
  'const seen = [[1].map((x) => x + 1)[0], JSON.stringify([1]), typeof left, await Promise.resolve().then(() => typeof awaited)];';

/** What code changes under the harness harms its own run at most. */
export const tampering: readonly Check[] = [
  {
    name: 'whatever code changes under the harness ends its own run at most',
    run: async ({ engine }) => {
      same('cases', TAMPERINGS.length, 20);
      const ends: string[] = [];
      for (const code of TAMPERINGS) {
        const body = `${code}\ncontext.logger.info('x'); return { data: 1 };`;
        const run = await runAll(engine, [TRIGGER, { name: 'Step', code: action(body) }], {
          stepTimeoutMs: 700,
        });
        const error = run.error?.code ?? '';
        // Its own result it may forge.
        const isFine = run.status === 'succeeded' && run.steps['t']?.results === 1;
        const isThrown = run.status === 'failed' && error === '';
        check(`a named end: ${code}`, isFine || isThrown || NAMED.includes(error), run);
        await expectNextRun(engine);
        ends.push(isFine ? 'succeeded' : error || 'threw');
      }
      same(
        'what objects of the page have',
        await engine.evaluate(() => Reflect.get({}, 'type') ?? null, null),
        null,
      );
      return ends.join(', ');
    },
  },
  {
    name: 'poison reaches later steps of its own worker, no parallel branch, no next run, and nothing that the host holds',
    run: async ({ engine }) => {
      const look = action(`${LOOK} return { data: seen };`);
      const steps: CodeStep[] = [
        TRIGGER,
        {
          name: 'Poison',
          code: action(`const clean = [1, 2].map((x) => x + 1); ${POISON} return { data: clean };`),
        },
        {
          name: 'Beside',
          code: action(
            `await new Promise((resolve) => setTimeout(resolve, 500)); ${LOOK} return { data: seen };`,
          ),
        },
        { name: 'After', code: look },
      ];
      const run = await runAll(engine, steps, {}, [
        [0, 1],
        [0, 2],
        [1, 3],
      ]);
      const clean = [2, '[1]', 'undefined', 'undefined'];
      check('succeeded', run.status === 'succeeded', run);
      // The same worker, a step later: poisoned, as on the platform. This is the proof that the poison bites.
      same('a later step', run.steps['after']?.results, [
        'poisoned',
        '"poisoned"',
        'number',
        'number',
      ]);
      same('what was held of the step', run.steps['poison']?.results, [2, 3]);
      same('what was held before', run.steps['t']?.results, 1);
      same('a parallel branch', run.steps['beside']?.results, clean);
      const next = await runAll(engine, [TRIGGER, { name: 'Step', code: look }]);
      same('the next run', next.steps['step']?.results, clean);
    },
  },
];

const TRIGGER: CodeStep = { name: 'T', code: 'module.exports = async () => ({ payload: 1 });' };

interface WholeRun {
  readonly status: string;
  readonly error: { readonly code?: string; readonly message: string } | null;
  /** By step key. */
  readonly steps: Readonly<Record<string, { readonly status: string; readonly results: unknown }>>;
}

/** Runs steps, and gives what became of each. */
async function runAll(
  engine: Engine,
  steps: readonly CodeStep[],
  request: RunRequest = {},
  edges?: Parameters<typeof projectFile>[3],
): Promise<WholeRun> {
  await openProject(engine, projectFile('Engines', steps, '{}', edges));
  return engine.evaluate(async (given) => {
    const record = await window.codeConnector.run(given);
    return {
      status: record.status,
      error: record.error ?? null,
      steps: Object.fromEntries(
        record.steps.map(({ key, status, results }) => [key, { status, results: results ?? null }]),
      ),
    };
  }, request);
}
