import { execFile, spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';

const run = promisify(execFile);

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const SYSTEM_FOLDERS = [
  '/Applications/Google Chrome.app/Contents/MacOS',
  '/Applications/Chromium.app/Contents/MacOS',
];
const MAC_NAMES = ['Google Chrome', 'Chromium'];

/**
 * The path of a Chromium that starts: the one named by CHROMIUM, the system's, Playwright's own, or one
 * installed now. Messages go to standard error.
 */
export async function findBrowser(): Promise<string> {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (await starts(named)) return named;
    throw new Error(
      `CHROMIUM names ${named}, which does not start. Correct it, or unset it to let a browser be found.`,
    );
  }
  return (await findInstalled()) ?? (await install());
}

/**
 * What a browser that tools drive does without. The address bar has two pages of its own for its suggestions, made anew
 * for every context: a seventh of what a journey's page costs. Of two such switches the last one counts, so those stand
 * here too by which Playwright keeps the browser from asking its maker's servers.
 */
const WITHOUT = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** Switches for a browser that tools drive. As root Chromium refuses to start with its own sandbox. */
export function browserArguments(): string[] {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...asRoot, `--disable-features=${WITHOUT.join(',')}`];
}

async function findInstalled(): Promise<string | null> {
  const path = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [
    ...SYSTEM_NAMES.flatMap((name) => path.map((folder) => join(folder, name))),
    ...SYSTEM_FOLDERS.flatMap((folder) => MAC_NAMES.map((name) => join(folder, name))),
    chromium.executablePath(),
  ];
  for (const candidate of candidates) {
    if ((await exists(candidate)) && (await starts(candidate))) return candidate;
  }
  return null;
}

async function install(): Promise<string> {
  const tried: string[] = [];
  for (const command of installCommands()) {
    process.stderr.write(`No Chromium found. Installing one: ${command.join(' && ')}\n`);
    const isDone = await inTurn(command);
    const found = isDone ? await findInstalled() : null;
    if (found !== null) return found;
    tried.push(command.join(' && '));
  }
  throw new Error(
    `No Chromium could be found or installed. Tried: ${tried.join('; ')}. ` +
      'Install Chromium or Google Chrome, or name one by CHROMIUM=/path/to/chromium.',
  );
}

function installCommands(): string[][] {
  const playwright = ['npx playwright install chromium'];
  const isRoot = process.getuid?.() === 0;
  return isRoot && process.platform === 'linux'
    ? [['apt-get update', 'apt-get install -y chromium'], playwright]
    : [playwright];
}

async function inTurn(commands: readonly string[]): Promise<boolean> {
  for (const command of commands) {
    const code = await new Promise<number | null>((resolve) => {
      // Its words are messages: standard output may belong to one JSON document.
      const child = spawn(command, { shell: true, stdio: ['ignore', 2, 2] });
      child.on('error', () => resolve(1));
      child.on('close', resolve);
    });
    if (code !== 0) return false;
  }
  return true;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** On some systems `chromium-browser` is a script that only says how to install it. */
async function starts(path: string): Promise<boolean> {
  return run(path, ['--version', ...browserArguments()], { timeout: 20_000 }).then(
    ({ stdout }) => /\d+\.\d+/.test(stdout),
    () => false,
  );
}
