import { err, ok, type Result } from '@/lib/result';
import type { CallFailure, NetworkSettings } from '@/plan/network';

/** Why a request does not leave, in words for the code that made it. */
export interface Refusal {
  readonly kind: CallFailure;
  readonly message: string;
}

/** What a page can send; CONNECT, TRACE and TRACK are forbidden to it. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * The address as the browser will use it, or why it is refused whatever the project allows. Parsed once: what is
 * checked is what is called.
 */
export function checkAddress(
  text: string,
  { allowLocalNetwork }: Pick<NetworkSettings, 'allowLocalNetwork'>,
  appOrigin: string,
): Result<URL, Refusal> {
  const refuse = (message: string) => err({ kind: 'refused-url', message } as const);
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return refuse(
      `"${text.slice(0, 200)}" is no absolute URL. Write it in full, such as https://api.example.com/orders.`,
    );
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse(`${url.protocol} addresses cannot be called; only http and https can.`);
  }
  if (url.username !== '' || url.password !== '') {
    return refuse(
      'The URL holds a user name or password. Send them in an Authorization header instead.',
    );
  }
  if (url.origin === appOrigin) {
    return refuse('This is the address of the editor itself, which code may not call.');
  }
  if (!allowLocalNetwork && isLocal(url.hostname)) {
    return refuse(
      `${url.hostname} is on this machine or its local network. Turn on "Allow local network" in the network settings to call it.`,
    );
  }
  return ok(url);
}

/** The method in capitals, or why it cannot be sent. */
export function checkMethod(method: string): Result<string, Refusal> {
  const capitals = method.toUpperCase();
  if (METHODS.includes(capitals)) return ok(capitals);
  return err({
    kind: 'refused-url',
    message: `The method ${method.slice(0, 40)} cannot be sent from a browser. Use one of ${METHODS.join(', ')}.`,
  });
}

/** Names of headers that browsers do not let a page set (fetch standard, forbidden request-headers). */
const FORBIDDEN = new Set([
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]);

/** True where the browser would drop the header without a word. */
export function isForbiddenHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return FORBIDDEN.has(lower) || lower.startsWith('proxy-') || lower.startsWith('sec-');
}

/** Loopback, private, link-local and other addresses that no public server has. `hostname` as URL normalises it. */
export function isLocal(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  if (host === 'localhost' || /\.(localhost|local|internal|home\.arpa|lan)$/.test(host))
    return true;
  if (host.startsWith('[')) return isLocalV6(host.slice(1, -1));
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isLocalV4(host.split('.').map(Number));
  // A name without a dot is looked up in the local network.
  return !host.includes('.');
}

function isLocalV4([a = 0, b = 0]: readonly number[]): boolean {
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && (b === 168 || b === 0)) ||
    (a === 198 && (b === 18 || b === 19))
  );
}

/** URL writes v6 in its shortest form, and mapped v4 as two hexadecimal groups. */
function isLocalV6(address: string): boolean {
  if (address === '::' || address === '::1') return true;
  if (/^f[cd]/.test(address) || /^fe[89a-f]/.test(address) || address.startsWith('ff')) return true;
  const embedded = /^(?:::(?:ffff:(?:0:)?)?|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(
    address,
  );
  if (embedded === null) return false;
  const high = Number.parseInt(embedded[1] ?? '', 16);
  return isLocalV4([high >> 8, high & 255]);
}
