import { Buffer } from 'buffer';
import { isDeepStrictEqual } from 'assert/build/internal/util/comparisons';
import {
  format,
  formatWithOptions,
  inspect,
  stripVTControlCharacters,
} from 'node-inspect-extracted';
import port from 'util/';
import { NotAvailableError } from '@/runtime/sandbox/not-available';

const custom = Symbol.for('nodejs.util.promisify.custom');

/** As Node's: the timers have promises of their own. */
function promisify(call: unknown): unknown {
  if (call === setTimeout) {
    return (ms?: number, value?: unknown) =>
      new Promise((resolve) => {
        setTimeout(resolve, ms, value);
      });
  }
  const own: unknown = typeof call === 'function' ? Reflect.get(call, custom) : undefined;
  if (typeof own === 'function') return own;
  if (typeof call !== 'function') {
    throw Object.assign(new TypeError('The "original" argument must be of type function.'), {
      code: 'ERR_INVALID_ARG_TYPE',
    });
  }
  // The port's own, which refuses what is no function.
  return (port['promisify'] as (call: unknown) => unknown)(call);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
  });
}

function toUSVString(text: unknown): string {
  return String(text).toWellFormed();
}

/** Codes of ANSI for the styles that code asks for. */
function styleText(style: string | readonly string[], text: string): string {
  const names = typeof style === 'string' ? [style] : style;
  return names.reduceRight((inner, name) => {
    const codes: unknown = Reflect.get(inspect.colors, name);
    if (!Array.isArray(codes)) throw new TypeError(`The style "${name}" is not known.`);
    return `\u001B[${codes[0]}m${inner}\u001B[${codes[1]}m`;
  }, text);
}

/** Assignments of a .env file. */
function parseEnv(text: string): Record<string, string> {
  const all: Record<string, string> = {};
  const line =
    /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(?:'([^']*)'|"((?:\\.|[^"\\])*)"|`([^`]*)`|([^#\n]*))?.*$/gm;
  for (const [, name = '', single, double, back, bare] of text.matchAll(line)) {
    all[name] = single ?? double?.replaceAll('\\n', '\n') ?? back ?? bare?.trim() ?? '';
  }
  return all;
}

function isTagged(tag: string) {
  return (value: unknown): boolean =>
    typeof value === 'object' && value !== null && Reflect.get(value, Symbol.toStringTag) === tag;
}

/** By what only a date can do: its tag can be put on anything. */
function isDate(value: unknown): boolean {
  try {
    // Throws for anything else.
    Date.prototype.getTime.call(value as Date);
    return true;
  } catch {
    return false;
  }
}

const types = {
  // The port has them.
  ...(port['types'] as object),
  isCryptoKey: isTagged('CryptoKey'),
  isDate,
  isExternal: (): boolean => false,
  isKeyObject: isTagged('KeyObject'),
  isModuleNamespaceObject: isTagged('Module'),
  isProxy: (): never => {
    throw new NotAvailableError('util.types.isProxy', 'Code cannot tell a proxy from its target.');
  },
};

const nodeUtil = {
  ...port,
  TextEncoder,
  TextDecoder,
  aborted,
  debug: port['debuglog'],
  format,
  formatWithOptions,
  inspect,
  isBuffer: (value: unknown): boolean => Buffer.isBuffer(value),
  isDate,
  isDeepStrictEqual,
  parseEnv,
  promisify: Object.assign(promisify, { custom }),
  stripVTControlCharacters,
  styleText,
  toUSVString,
  types,
};

export default nodeUtil;
