import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where the built application is; `DIST` names another folder, for several builds side by side. */
export const DIST = resolve(ROOT, process.env['DIST'] ?? 'dist');

const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];

/** Builds the application when it was never built, or when a source is newer. Messages go to standard error. */
export async function buildWhenStale(): Promise<void> {
  const builtAt = await changedAt(join(DIST, 'index.html'));
  if (builtAt !== null) {
    const changes = await Promise.all(SOURCES.map((name) => newestIn(join(ROOT, name))));
    if (Math.max(...changes) <= builtAt) return;
  }
  process.stderr.write(
    builtAt === null ? 'Building the application…\n' : 'The sources changed. Building again…\n',
  );
  await build();
}

async function build(): Promise<void> {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [vite, 'build', '--logLevel', 'warn', '--outDir', DIST, '--emptyOutDir'],
      {
        cwd: ROOT,
        stdio: ['ignore', 2, 2],
      },
    );
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error('The build failed; what it said is above.');
}

async function newestIn(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null);
  if (entries === null) return (await changedAt(path)) ?? 0;
  const times = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => changedAt(join(entry.parentPath, entry.name)));
  return Math.max(0, ...(await Promise.all(times)).map((time) => time ?? 0));
}

async function changedAt(path: string): Promise<number | null> {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => null,
  );
}
