import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { asCall, CANDIDATES, until, type ProcessEngine, type Role } from './engine';
import { connect, isListening, WebDriverError, type WebDriver } from './web-driver';

/** Where the programs are that drive WebKit. */
export interface WebKitPrograms {
  readonly driver: string;
  readonly browser: string;
  readonly display: string;
}

/** WebKitGTK's own small browser under a display of its own, over W3C WebDriver. What it keeps ends with it. */
export async function openWebKit(programs: WebKitPrograms): Promise<ProcessEngine> {
  const display = await startDisplay(programs.display);
  const port = await freePort();
  const service = spawn(programs.driver, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display.name,
      GDK_BACKEND: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
      // Its own sandbox needs rights that a container does not give.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
  });
  const end = async (): Promise<void> => {
    await stop(service);
    await stop(display.process);
  };
  try {
    const address = `http://127.0.0.1:${port}`;
    await until('The WebKit driver listens', () => isListening(address), Boolean);
    const driver = await connect(address, {
      'webkitgtk:browserOptions': { binary: programs.browser, args: ['--automation'] },
    });
    return {
      name: driver.name.replace('MiniBrowser', 'WebKitGTK'),
      pid: service.pid ?? 0,
      open: (url) => driver.go(url),
      evaluate: (act, given) => evaluate(driver, act, given),
      click: (role, name) => click(driver, role, name),
      close: async () => {
        try {
          await driver.close();
        } finally {
          await end();
        }
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function evaluate<Given, Answer>(
  driver: WebDriver,
  act: (given: Given) => Answer | Promise<Answer>,
  given: Given,
): Promise<Answer> {
  const body = `const [given, done] = arguments;
    Promise.resolve(given === null ? undefined : JSON.parse(given)).then(${asCall(act)}).then(
      (answer) => done({ answer: JSON.stringify(answer) ?? 'null' }),
      (error) => done({ error: String(error && error.message || error) }),
    );`;
  const text = JSON.stringify(given) as string | undefined;
  const { answer, error } = (await driver.execute(body, [text ?? null])) as {
    answer?: string;
    error?: string;
  };
  if (answer === undefined) throw new Error(error);
  return JSON.parse(answer) as Answer;
}

async function click(driver: WebDriver, role: Role, name: string): Promise<void> {
  await until(
    `${role} "${name}" can be pressed`,
    () => tryClick(driver, role, name),
    (isDone) => isDone,
  );
}

async function tryClick(driver: WebDriver, role: Role, name: string): Promise<boolean> {
  try {
    for (const element of await driver.find(CANDIDATES[role])) {
      if ((await driver.labelOf(element)) !== name) continue;
      if ((await driver.roleOf(element)) !== role) continue;
      await driver.click(element);
      return true;
    }
    return false;
  } catch (error) {
    // The page drew itself anew between finding and pressing, or something lies over it for a moment.
    if (error instanceof WebDriverError && PASSING.has(error.code)) return false;
    throw error;
  }
}

const PASSING: ReadonlySet<string> = new Set([
  'stale element reference',
  'element click intercepted',
  'element not interactable',
  'no such element',
]);

/** A display without a screen. It chooses a free number and tells it. */
async function startDisplay(program: string): Promise<{ name: string; process: ChildProcess }> {
  const child = spawn(
    program,
    ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const pipe = child.stdio[3];
  const number = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${program} did not start.`)));
    pipe?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return { name: `:${number}`, process: child };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill();
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // An address of a listening TCP server is never a string.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}
