import { action, consoleShows, expectNextRun, openProject, project, runOpen } from '../application';
import type { Check } from '../check';
import { check, same } from '../engine';

const LOOPS: Readonly<Record<string, string>> = {
  'a loop': 'for (;;);',
  microtasks: 'const spin = () => Promise.resolve().then(spin); await spin();',
  // WebKit gives a match up after a while, so it is asked again.
  'a regular expression': "for (;;) /^(a+)+$/.test('a'.repeat(40) + 'b');",
  'a loop that catches all': 'for (;;) { try { for (;;); } catch {} }',
  'a promise that never settles': 'await new Promise(() => {});',
  'a loop of WebAssembly':
    "const bytes = '0061736d0100000001040160000003020100070501016600000a0901070003400c000b0b'; const { instance } = await WebAssembly.instantiate(Uint8Array.from(bytes.match(/../g), (byte) => parseInt(byte, 16))); instance.exports.f();",
  'a sort that is asked for ever': 'for (;;) [3, 1, 2].sort(() => { for (;;); });',
  'timers without end':
    'const again = () => { setTimeout(again, 0); setTimeout(again, 0); }; again(); await new Promise(() => {});',
};

/** Code that does not end: ended by its time-out or by Stop, beside a page that goes on. */
export const loops: readonly Check[] = [
  ...Object.entries(LOOPS).map(([name, code]) => ({
    name: `${name}: times out, the page goes on, the next run works`,
    run: async ({ engine, watch }: Parameters<Check['run']>[0]) => {
      await openProject(engine, project(action(code)));
      const run = await watch(async () => runOpen(engine, { stepTimeoutMs: 600 }));
      same('status', run.status, 'timed out');
      same('code', run.error?.code, 'CC-TIMEOUT-STEP');
      check('the page did other things meanwhile', run.turns > 3, run.turns);
      await expectNextRun(engine);
    },
  })),
  {
    name: 'a loop is stopped by the Stop button; tabs answer meanwhile, the next run works',
    run: async ({ engine, watch }) => {
      await openProject(engine, project(action('for (;;);')));
      await watch(async () => {
        await engine.click('button', 'Run');
        await consoleShows(engine, /Running/);
        await engine.click('tab', 'Timeline');
        await engine.click('tab', 'Logs');
        await engine.click('button', 'Stop');
        await consoleShows(engine, /Run stopped/);
      });
      await expectNextRun(engine);
    },
  },
];
