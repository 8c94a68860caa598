import { EncodingError } from '@/plan/encoding';
import type { WireError } from '@/runtime/protocol/messages';
import { FIRST_OWN_LINE, NAMES_TEXTS, PREFIX } from './compile-code';

const MOST_NAME = 200;
const MOST_MESSAGE = 8_192;
const MOST_STACK = 65_536;

/**
 * Whatever code threw, as plain text of bounded length, with the line and column in the user's own code. Texts are cut
 * before any expression looks at them: a message may be five megabytes.
 */
export function describeError(thrown: unknown, fileName: string): WireError {
  if (!(thrown instanceof Error)) return describeNonError(thrown);
  const stack = cut(
    safeText(() => thrown.stack),
    MOST_STACK,
  );
  const name =
    cut(
      safeText(() => thrown.name),
      MOST_NAME,
    ) || 'Error';
  const message = cut(messageWithCause(thrown), MOST_MESSAGE);
  const code = safeText(() => {
    const own: unknown = Reflect.get(thrown, 'code');
    // DOM exceptions have numbers of old there, which say nothing.
    return typeof own === 'string' ? own : '';
  });
  return {
    name,
    message,
    ...(code === '' ? {} : { code: cut(code, 60) }),
    ...placeOf(thrown, fileName),
    ...(stack === '' ? {} : { stack: cleanStack(stack, fileName, `${name}: ${message}`) }),
  };
}

const MOST_THROWN = 1_000;

function describeNonError(thrown: unknown): WireError {
  const text = safeText(() =>
    typeof thrown === 'object' ? JSON.stringify(thrown) : String(thrown),
  );
  // Text that JSON has no word for stays away: nothing in the code could be told by it.
  const json = thrown === undefined ? 'undefined' : safeText(() => JSON.stringify(thrown));
  return {
    ...(json === '' || json.length > MOST_THROWN ? {} : { thrown: json }),
    name: 'Error',
    message: cut(
      `The code threw ${text || 'something that cannot be shown'}, which is no Error.`,
      MOST_MESSAGE,
    ),
  };
}

/** Some errors know no place: those of several promises, or made by the engine. Then one they are about may. */
function placeOf(
  error: Error,
  fileName: string,
  depth = 0,
): { line: number; column: number } | object {
  const stack = cut(
    safeText(() => error.stack),
    MOST_STACK,
  );
  const own = NAMES_TEXTS ? placeIn(stack, fileName) : placeOn(error);
  if ('line' in own || depth > 4) return own;
  const [inner] = [...innerErrors(error), causeOf(error)].filter((other) => other instanceof Error);
  return inner === undefined ? own : placeOf(inner, fileName, depth + 1);
}

function innerErrors(error: Error): readonly unknown[] {
  try {
    const errors: unknown = Reflect.get(error, 'errors');
    return Array.isArray(errors) ? errors.slice(0, 5) : [];
  } catch {
    return [];
  }
}

function causeOf(error: Error): unknown {
  try {
    return error.cause;
  } catch {
    return undefined;
  }
}

/** Line and column of the innermost frame in this step's code; both count from 1. */
export function placeIn(
  stack: string,
  fileName: string,
): { line: number; column: number } | object {
  for (const text of stack.split('\n', 200)) {
    const at = text.indexOf(`${fileName}:`);
    if (at === -1) continue;
    const found = /^(\d{1,7}):(\d{1,7})/.exec(text.slice(at + fileName.length + 1));
    if (found !== null) return userPlace(Number(found[1]), Number(found[2]));
  }
  return {};
}

/** Where an error was made, as WebKit notes it on the error. Errors of our own files carry the file's address. */
function placeOn(error: Error): { line: number; column: number } | object {
  const [line, column, address] = ['line', 'column', 'sourceURL'].map((name): unknown => {
    try {
      return Reflect.get(error, name);
    } catch {
      // The user's own getter.
      return undefined;
    }
  });
  const isUsers = typeof line === 'number' && line >= 1 && line < FIRST_OWN_LINE && !address;
  return isUsers && typeof column === 'number' ? userPlace(line, column) : {};
}

/** The wrapper stands on the user's first line, so only that line's columns are off. */
export function userPlace(line: number, column: number): { line: number; column: number } {
  return { line, column: line === 1 ? Math.max(1, column - PREFIX.length) : column };
}

/** Only frames of the user's code: ours say nothing to them. Firefox and WebKit put no words in front of them. */
function cleanStack(stack: string, fileName: string, words: string): string {
  const lines = stack.split('\n', 200);
  const [first = ''] = lines;
  const hasWords = !first.includes('@');
  const own = lines.slice(hasWords ? 1 : 0).filter((frame) => frame.includes('/steps/'));
  const head = hasWords ? first : (words.split('\n', 1)[0] ?? '');
  return [head, ...own.map((frame) => withUserColumn(frame, fileName))].join('\n');
}

function withUserColumn(frame: string, fileName: string): string {
  return frame.replace(/:1:(\d+)(?=\)?$)/, (text, column: string) =>
    frame.includes(fileName) ? `:1:${Math.max(1, Number(column) - PREFIX.length)}` : text,
  );
}

function messageWithCause(error: Error): string {
  const message = safeText(() => error.message);
  if (error instanceof EncodingError) return message;
  const cause = causeOf(error);
  const parts = [
    ['cause', cause === undefined ? '' : inWords(cause)],
    ['errors', innerErrors(error).map(inWords).join('; ')],
  ]
    .filter(([, text]) => text !== '')
    .map(([name, text = '']) => ` (${name}: ${text.slice(0, 1_000)})`);
  return parts.length === 0 ? message : `${message.slice(0, MOST_MESSAGE)}${parts.join('')}`;
}

function inWords(thrown: unknown): string {
  return safeText(() =>
    thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown),
  );
}

function safeText(read: () => unknown): string {
  try {
    const value = read();
    return typeof value === 'string'
      ? value
      : value === undefined || value === null
        ? ''
        : String(value);
  } catch {
    return '';
  }
}

function cut(text: string, most: number): string {
  return text.length > most ? text.slice(0, most) : text;
}
