import { spawn } from 'node:child_process';
import { access, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { WebKitPrograms } from './webkit';

/** Debian's packages of the two other engines and of a display without a screen. */
const PACKAGES = ['firefox-esr', 'webkit2gtk-driver', 'xvfb'];

/** The other engines on this machine. Where one is not there, why. */
export interface Installed {
  readonly firefox: string | null;
  readonly webkit: WebKitPrograms | null;
  readonly whyNot: string;
}

/** Finds the engines; installs them first where that is possible and one is missing. */
export async function findEngines(): Promise<Installed> {
  const found = await look();
  if (found.firefox !== null && found.webkit !== null) return { ...found, whyNot: '' };
  const whyNot = await install();
  return { ...(await look()), whyNot };
}

async function look(): Promise<Omit<Installed, 'whyNot'>> {
  const [firefox, driver, display, browser] = await Promise.all([
    program('firefox-esr'),
    program('WebKitWebDriver'),
    program('Xvfb'),
    miniBrowser(),
  ]);
  const isComplete = driver !== null && display !== null && browser !== null;
  return { firefox, webkit: isComplete ? { driver, display, browser } : null };
}

/** Installs the packages; the reason where that is not possible. */
async function install(): Promise<string> {
  const names = PACKAGES.join(' ');
  if (process.getuid?.() !== 0) return `not installed; as root: apt-get install ${names}`;
  if ((await program('apt-get')) === null) return 'not installed, and there is no apt-get here';
  process.stderr.write(`Installing ${names}…\n`);
  const isUpdated = await aptGet('update', '-qq');
  const isDone =
    isUpdated && (await aptGet('install', '-y', '-qq', '--no-install-recommends', ...PACKAGES));
  return isDone ? 'not among the installed packages' : 'apt-get could not install it';
}

async function aptGet(...given: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('apt-get', given, {
      stdio: ['ignore', 'ignore', 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}

async function program(name: string): Promise<string | null> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return first(folders.map((folder) => join(folder, name)));
}

/** WebKitGTK's test browser stands outside the path, in a folder per architecture and version. */
async function miniBrowser(): Promise<string | null> {
  const names = await readdir('/usr/lib').catch(() => []);
  return first(
    names.flatMap((name) =>
      ['4.1', '6.0', '4.0'].map((version) => {
        const folder = version === '6.0' ? 'webkitgtk-6.0' : `webkit2gtk-${version}`;
        return join('/usr/lib', name, folder, 'MiniBrowser');
      }),
    ),
  );
}

async function first(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return null;
}
