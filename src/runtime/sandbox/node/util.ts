import { isDeepStrictEqual } from 'assert/build/internal/util/comparisons';
import {
  format,
  formatWithOptions,
  inspect,
  stripVTControlCharacters,
} from 'node-inspect-extracted';
import port from 'util/';

const custom = Symbol.for('nodejs.util.promisify.custom');

/** As Node's: the timers have promises of their own. */
function promisify(call: unknown): unknown {
  if (call === setTimeout) {
    return (ms?: number, value?: unknown) =>
      new Promise((resolve) => {
        setTimeout(resolve, ms, value);
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

const nodeUtil = {
  ...port,
  TextEncoder,
  TextDecoder,
  aborted,
  debug: port['debuglog'],
  format,
  formatWithOptions,
  inspect,
  isDeepStrictEqual,
  parseEnv,
  promisify: Object.assign(promisify, { custom }),
  stripVTControlCharacters,
  styleText,
  toUSVString,
};

export default nodeUtil;
