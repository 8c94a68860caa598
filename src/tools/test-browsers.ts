import { openAtRest } from '../../e2e/engines/application';
import { attemptChecks } from '../../e2e/engines/checks/attempts';
import type { Check, CheckSetting } from '../../e2e/engines/check';
import { journey } from '../../e2e/engines/checks/journey';
import { limits } from '../../e2e/engines/checks/limits';
import { loops } from '../../e2e/engines/checks/loops';
import { offline } from '../../e2e/engines/checks/offline';
import { check, type ProcessEngine } from '../../e2e/engines/engine';
import { openFirefox } from '../../e2e/engines/firefox';
import { watchPauses, type PauseWatch } from '../../e2e/engines/longest-pause';
import { LONGEST_MS } from '../../e2e/engines/longest-task';
import { findEngines } from '../../e2e/engines/packages';
import { tampering } from '../../e2e/engines/checks/tampering';
import { openWebKit } from '../../e2e/engines/webkit';
import { buildWhenStale, DIST } from './fresh-build';
import { serveDist } from './serve-dist';

/**
 * Each list has a browser and a server of its own: the attempts fill and search every store of theirs, the offline
 * start leaves no server, and needs a browser that nobody took pages from while it kept the build.
 */
const SESSIONS: readonly Session[] = [
  { checks: offline, isSideBySide: true },
  // Most of what these do is to wait for time-outs, and each engine has a browser of its own.
  { checks: [...journey, ...loops, ...limits, ...tampering], isSideBySide: true },
  // A hundred tries at once: they want the whole machine, and took each other's time.
  { checks: attemptChecks, isSideBySide: false },
];

interface Session {
  readonly checks: readonly Check[];
  /** In all engines at the same time. */
  readonly isSideBySide: boolean;
}

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

process.exitCode = await testBrowsers(process.argv.slice(2));

/** Runs the checks on the built application in the other engines. Arguments: parts of the names to run. */
async function testBrowsers(only: readonly string[]): Promise<number> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const { firefox, webkit, whyNot } = await findEngines();
  await buildWhenStale();
  const openers: readonly (readonly [string, (() => Promise<ProcessEngine>) | null])[] = [
    ['Firefox', firefox === null ? null : () => openFirefox(firefox)],
    ['WebKit', webkit === null ? null : () => openWebKit(webkit)],
  ];
  for (const { checks: all, isSideBySide } of SESSIONS) {
    const inEngine = async ([name, open]: (typeof openers)[number]): Promise<void> => {
      const checks = all.filter((one) => isAsked(`${name}: ${one.name}`, only));
      if (checks.length === 0) return;
      if (open === null) {
        counts.skipped += checks.length;
        say(`${name}: skipped, ${whyNot}`);
      } else await runAll(name, open, checks, counts);
    };
    if (isSideBySide) {
      await Promise.all(openers.map(inEngine));
      continue;
    }
    for (const opener of openers) {
      // One after the other, as the session says.
      await inEngine(opener);
    }
  }
  say(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  return counts.failed === 0 ? 0 : 1;
}

async function runAll(
  name: string,
  open: () => Promise<ProcessEngine>,
  checks: readonly Check[],
  counts: Counts,
): Promise<void> {
  const server = await serveDist(DIST, { port: 0 });
  const engine = await open();
  const home = `http://127.0.0.1:${server.port}/`;
  say(`\n${engine.name}`);
  try {
    await openAtRest(engine, home);
    const watchPause = await watchPauses(engine);
    for (const one of checks) {
      const startedAt = Date.now();
      const attempt = async () =>
        runOne(one, { engine, home, stopServer: server.close }, watchPause)
          .then((told) => ['ok', told] as const)
          .catch(
            (error: unknown) =>
              ['FAILED', error instanceof Error ? error.message : String(error)] as const,
          );
      let [mark, note] = await attempt();
      if (mark === 'FAILED') {
        // As the journeys: the machine is shared and slow, and what needs a second try says so.
        say(`  ${name}, once more after: ${note ?? ''}`);
        [mark, note] = await attempt();
      }
      if (mark === 'ok') counts.passed += 1;
      else counts.failed += 1;
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      say(`  ${mark}  ${name}: ${one.name} (${seconds} s${note === undefined ? '' : `; ${note}`})`);
    }
  } finally {
    await engine.close();
    await server.close();
  }
}

/** What one check tells. */
async function runOne(one: Check, setting: Omit<CheckSetting, 'watch'>, watchPause: PauseWatch) {
  let pause: string | undefined;
  const told = await one.run({
    ...setting,
    watch: async (act) => {
      const { told: answer, processorMs, clockMs, heldUpMs } = await watchPause(act);
      pause = `longest pause: at work ${processorMs} ms; by the clock ${clockMs} ms, held up ${heldUpMs} of them`;
      check(`The page went on; ${pause}`, processorMs < LONGEST_MS);
      return answer;
    },
  });
  return typeof told === 'string' ? told : pause;
}

function isAsked(name: string, only: readonly string[]): boolean {
  return only.every((part) => name.toLowerCase().includes(part.toLowerCase()));
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
