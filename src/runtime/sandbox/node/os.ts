/** A plain Linux machine with one processor, whatever the browser runs on. */
const GIB = 1024 ** 3;

const os = {
  EOL: '\n',
  devNull: '/dev/null',
  arch: (): string => 'x64',
  availableParallelism: (): number => 1,
  cpus: (): readonly unknown[] => [
    { model: 'browser', speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } },
  ],
  endianness: (): string => 'LE',
  freemem: (): number => GIB,
  getPriority: (): number => 0,
  homedir: (): string => '/home/node',
  hostname: (): string => 'localhost',
  loadavg: (): readonly number[] => [0, 0, 0],
  machine: (): string => 'x86_64',
  networkInterfaces: (): object => ({}),
  platform: (): string => 'linux',
  release: (): string => '0.0.0',
  setPriority: (): void => undefined,
  tmpdir: (): string => '/tmp',
  totalmem: (): number => GIB,
  type: (): string => 'Linux',
  uptime: (): number => Math.floor(performance.now() / 1_000),
  userInfo: (): object => ({
    uid: 1000,
    gid: 1000,
    username: 'node',
    homedir: '/home/node',
    shell: null,
  }),
  version: (): string => '#1',
  constants: {
    UV_UDP_REUSEADDR: 4,
    dlopen: {},
    errno: {},
    signals: {
      SIGHUP: 1,
      SIGINT: 2,
      SIGQUIT: 3,
      SIGKILL: 9,
      SIGUSR1: 10,
      SIGUSR2: 12,
      SIGTERM: 15,
    },
    priority: {
      PRIORITY_LOW: 19,
      PRIORITY_BELOW_NORMAL: 10,
      PRIORITY_NORMAL: 0,
      PRIORITY_ABOVE_NORMAL: -7,
      PRIORITY_HIGH: -14,
      PRIORITY_HIGHEST: -20,
    },
  },
};

export default os;
