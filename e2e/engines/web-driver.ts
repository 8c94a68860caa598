/** The few commands of W3C WebDriver that the checks need, over HTTP. */
export interface WebDriver {
  /** The browser and its version, as it tells them. */
  readonly name: string;
  go(url: string): Promise<void>;
  /** The body of a function that is given arguments and, last, the function that takes its answer. */
  execute(body: string, args: readonly unknown[]): Promise<unknown>;
  find(css: string): Promise<readonly string[]>;
  roleOf(element: string): Promise<string>;
  labelOf(element: string): Promise<string>;
  click(element: string): Promise<void>;
  close(): Promise<void>;
}

/** The key under which the standard hands over an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

interface NewSession {
  readonly sessionId: string;
  readonly capabilities: { readonly browserName: string; readonly browserVersion: string };
}

/** Opens a session with the driver that listens there. */
export async function connect(
  driver: string,
  capabilities: Readonly<Record<string, unknown>>,
): Promise<WebDriver> {
  const session = (await call(driver, 'POST', '/session', {
    capabilities: { alwaysMatch: capabilities },
  })) as NewSession;
  const at = `/session/${session.sessionId}`;
  const say = async (path: string, body: object = {}) => call(driver, 'POST', `${at}${path}`, body);
  const ask = async (path: string) => call(driver, 'GET', `${at}${path}`);
  await say('/timeouts', { script: 120_000, pageLoad: 120_000 });
  await say('/window/rect', { x: 0, y: 0, width: 1440, height: 900 });
  const { browserName, browserVersion } = session.capabilities;
  return {
    name: `${browserName} ${browserVersion}`,
    go: async (url) => void (await say('/url', { url })),
    execute: async (body, args) => say('/execute/async', { script: body, args }),
    find: async (css) => {
      const found = await say('/elements', { using: 'css selector', value: css });
      return (found as Record<string, string>[]).map((element) => element[ELEMENT] ?? '');
    },
    roleOf: async (element) => String(await ask(`/element/${element}/computedrole`)),
    labelOf: async (element) => String(await ask(`/element/${element}/computedlabel`)),
    click: async (element) => void (await say(`/element/${element}/click`)),
    close: async () => void (await call(driver, 'DELETE', at)),
  };
}

/** True once the driver takes sessions. */
export async function isListening(driver: string): Promise<boolean> {
  return call(driver, 'GET', '/status').then(
    () => true,
    () => false,
  );
}

/** What the driver refused, by the standard's name for it. */
export class WebDriverError extends Error {
  override readonly name = 'WebDriverError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

async function call(driver: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${driver}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new WebDriverError(error, message);
}
