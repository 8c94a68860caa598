import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './find-browser';
import { buildWhenStale, DIST } from './fresh-build';
import { serveDist } from './serve-dist';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** One after the other: what the second has takes all of the machine's memory it can get. */
const PROJECTS = ['journeys', 'alone'];

process.exitCode = await runJourneys(process.argv.slice(2));

/** Runs the journeys on the built application; arguments go to Playwright. Resolves with its exit code. */
async function runJourneys(given: readonly string[]): Promise<number> {
  const browser = await findBrowser();
  await buildWhenStale();
  const server = await serveDist(DIST, { port: 0 });
  const folder = await mkdtemp(join(tmpdir(), 'journeys-'));
  const sum = { passed: 0, failed: 0, flaky: 0 };
  let code = 0;
  let isCounted = true;
  try {
    for (const project of PROJECTS) {
      const report = join(folder, `${project}.json`);
      // Arguments may name what only the other project has.
      const own = [...given, '--project', project, '--pass-with-no-tests'];
      const ended = await playwright(own, {
        CHROMIUM: browser,
        BASE_URL: `http://127.0.0.1:${server.port}/`,
        JOURNEYS_REPORT: report,
      });
      code ||= ended;
      const counts = await readCounts(report);
      // A reporter that was asked for by name writes none, and says how it went itself.
      isCounted &&= counts !== null;
      sum.passed += counts?.passed ?? 0;
      sum.failed += counts?.failed ?? 0;
      sum.flaky += counts?.flaky ?? 0;
    }
    if (!isCounted) return code;
    if (sum.flaky > 0) process.stdout.write(`${sum.flaky} passed only at the second try\n`);
    process.stdout.write(`${sum.passed} passed, ${sum.failed} failed\n`);
    return sum.passed + sum.failed === 0 ? 1 : code;
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function playwright(
  given: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  const cli = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, 'test', ...given], {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, ...settings },
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function readCounts(
  report: string,
): Promise<{ passed: number; failed: number; flaky: number } | null> {
  // No report: Playwright stopped before the first journey, and has said why.
  const text = await readFile(report, 'utf8').catch(() => null);
  if (text === null) return null;
  // The shape of Playwright's own JSON reporter.
  const { stats } = JSON.parse(text) as {
    stats: { expected: number; flaky: number; unexpected: number };
  };
  const { expected, flaky, unexpected } = stats;
  return { passed: expected + flaky, failed: unexpected, flaky };
}
