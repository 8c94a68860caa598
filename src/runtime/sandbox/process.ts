import { NotAvailableError } from './not-available';

type Listener = (...args: unknown[]) => void;

/** Node's `process` where there is none: an environment without variables, and what code asks of a clock. */
export function makeProcess(): Record<string, unknown> {
  const process: Record<string, unknown> = {
    env: {},
    argv: [],
    argv0: 'node',
    execArgv: [],
    execPath: '/usr/bin/node',
    title: 'node',
    platform: 'linux',
    arch: 'x64',
    version: 'v22.0.0',
    versions: { node: '22.0.0' },
    release: { name: 'node' },
    features: {},
    config: {},
    pid: 1,
    ppid: 0,
    exitCode: undefined,
    browser: true,
    cwd: () => '/',
    umask: () => 0o22,
    nextTick: (call: Listener, ...args: unknown[]) => {
      queueMicrotask(() => call(...args));
    },
    hrtime: Object.assign(hrtime, { bigint: () => BigInt(Math.round(performance.now() * 1e6)) }),
    uptime: () => performance.now() / 1_000,
    memoryUsage: Object.assign(
      () => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 }),
      { rss: () => 0 },
    ),
    cpuUsage: () => ({ user: 0, system: 0 }),
    emitWarning: (warning: unknown) => {
      write(warning instanceof Error ? `${warning.name}: ${warning.message}` : warning, 'warn');
    },
    stdout: { isTTY: false, write: (text: unknown) => write(text, 'log') },
    stderr: { isTTY: false, write: (text: unknown) => write(text, 'error') },
    emit: () => false,
    listenerCount: () => 0,
    listeners: () => [],
  };
  // Nothing is ever told to them: errors that nobody caught end the step.
  for (const name of ['on', 'once', 'off', 'addListener', 'removeListener', 'removeAllListeners'])
    process[name] = () => process;
  for (const name of ['exit', 'abort', 'kill', 'chdir']) {
    process[name] = () => {
      throw new NotAvailableError(`process.${name}`, 'End a step with return, or throw an error.');
    };
  }
  return process;
}

/** A line of the step's log; the console is the step's own. */
function write(text: unknown, level: 'log' | 'warn' | 'error'): boolean {
  console[level](String(text).replace(/\n$/, ''));
  return true;
}

function hrtime(since?: readonly [number, number]): [number, number] {
  const now = performance.now();
  const ns = Math.round(now * 1e6) - (since === undefined ? 0 : since[0] * 1e9 + since[1]);
  return [Math.floor(ns / 1e9), ns % 1e9];
}
