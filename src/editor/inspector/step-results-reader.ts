import {
  type MaybePromise,
  type ValueChild,
  type ValueHead,
  type ValuePath,
  type ValueReader,
} from '@/lib/value-reader';
import { openValue, PARSE_HERE_BYTES, type OpenValue } from '@/ui/value-view/open-value';
import { resultFormat } from './result-format';

/** A step that has run, and what it gave; null for nothing. */
export interface GivenResult {
  readonly key: string;
  readonly bytes: Uint8Array | null;
  /** Of a loop around the step, which has no results yet: its `{currentItem, index}`. */
  readonly loop?: { readonly index: number; readonly read: () => Uint8Array };
}

interface Entry extends GivenResult {
  opened: OpenValue | null;
}

const NOTHING: ValueHead = { kind: 'null', size: 0, text: 'undefined' };

/**
 * `stepResults` as one value made of the steps' own results, each read only when somebody looks inside.
 * The first element of a path is the step's key, the rest leads into its `.results`.
 */
export function readStepResults(results: readonly GivenResult[]): {
  readonly reader: ValueReader;
  readonly dispose: () => void;
} {
  const entries: readonly Entry[] = results.map((result) => ({
    ...result,
    bytes: result.loop === undefined ? result.bytes : result.loop.read(),
    opened: null,
  }));
  const readerOf = (entry: Entry): MaybePromise<ValueReader> | null => {
    if (entry.bytes === null) return null;
    entry.opened ??= openValue(entry.bytes, resultFormat);
    return entry.opened.reader;
  };
  const childOf = (entry: Entry): ValueChild => ({
    key: entry.key,
    label: entry.loop === undefined ? `${entry.key}.results` : entry.key,
    head: headOf(entry, readerOf),
  });

  const reader: ValueReader = {
    head: { kind: 'object', size: entries.length, text: '' },
    children: (path, from, to) => {
      if (path.length === 0) return entries.slice(from, to).map(childOf);
      const entry = entries.find(({ key }) => key === path[0]);
      const inner = entry === undefined ? null : readerOf(entry);
      if (inner === null) return [];
      const read = (value: ValueReader) => innerChildren(value, path.slice(1), from, to);
      return inner instanceof Promise ? later(inner, read) : read(inner);
    },
    copyText: async (path) => {
      if (path.length === 0) return (await allLines(entries, readerOf)).join('\n');
      const entry = entries.find(({ key }) => key === path[0]);
      const inner = entry === undefined ? null : await readerOf(entry);
      return inner === null ? 'undefined' : inner.copyText(path.slice(1));
    },
    lineCount: async () => (await allLines(entries, readerOf)).length,
    lines: async (from, to) => (await allLines(entries, readerOf)).slice(from, to),
  };
  const dispose = () => {
    for (const entry of entries) entry.opened?.dispose();
  };
  return { reader, dispose };
}

/** How a step's code reaches a value of this tree. */
export function stepResultsPath(results: readonly GivenResult[], path: ValuePath): ValuePath {
  const [key, ...rest] = path;
  if (key === undefined) return [];
  const isLoop = results.some((result) => result.key === key && result.loop !== undefined);
  return isLoop ? path : [key, 'results', ...rest];
}

type ReaderOf = (entry: Entry) => MaybePromise<ValueReader> | null;

/** Small results are read at once, so that their row says what they are. */
function headOf(entry: Entry, readerOf: ReaderOf): ValueHead {
  if (entry.bytes === null) return NOTHING;
  const reader = entry.bytes.length <= PARSE_HERE_BYTES ? readerOf(entry) : null;
  if (reader !== null && !(reader instanceof Promise)) return reader.head;
  return { kind: 'unread', size: entry.bytes.length, text: '' };
}

function innerChildren(reader: ValueReader, path: ValuePath, from: number, to: number) {
  const { head } = reader;
  const hasMembers = head.kind === 'object' || head.kind === 'array';
  if (path.length > 0) return reader.children(path, from, to);
  if (!hasMembers) return [{ key: null, head }];
  // The row was unread: its size was one of bytes, so the members' true number is asked for.
  return reader.children(path, from, Math.min(to, head.size));
}

async function allLines(entries: readonly Entry[], readerOf: ReaderOf): Promise<string[]> {
  const blocks = await Promise.all(
    entries.map(async (entry) => {
      const reader = await readerOf(entry);
      const text = reader === null ? 'null' : await reader.copyText([]);
      const isText = reader?.head.kind === 'string';
      const lines = (isText ? JSON.stringify(text) : text).split('\n');
      return { key: entry.key, isLoop: entry.loop !== undefined, lines };
    }),
  );
  const lines = blocks.flatMap(({ key, isLoop, lines: inner }, index) => {
    const end = index === blocks.length - 1 ? '' : ',';
    const name = JSON.stringify(key);
    if (isLoop) {
      const last = inner.length - 1;
      return inner.map(
        (line, at) => `  ${at === 0 ? `${name}: ` : ''}${line}${at === last ? end : ''}`,
      );
    }
    return [
      `  ${name}: {`,
      ...inner.map((line, at) => (at === 0 ? `    "results": ${line}` : `    ${line}`)),
      `  }${end}`,
    ];
  });
  return lines.length === 0 ? ['{}'] : ['{', ...lines, '}'];
}

async function later<T, R>(value: Promise<T>, next: (value: T) => MaybePromise<R>): Promise<R> {
  return next(await value);
}
