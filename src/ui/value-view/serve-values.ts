import { expose } from 'comlink';
import {
  readValue,
  type ValueChild,
  type ValueHead,
  type ValuePath,
  type ValueReader,
} from '@/lib/value-reader';

/** What a value worker answers; the parsed value never leaves it. */
export interface ValueService {
  readonly open: (bytes: Uint8Array) => ValueHead;
  readonly children: (
    path: ValuePath,
    from: number,
    to: number,
  ) => readonly ValueChild[] | Promise<readonly ValueChild[]>;
  readonly copyText: (path: ValuePath) => string | Promise<string>;
  readonly lineCount: () => number | Promise<number>;
  readonly lines: (from: number, to: number) => readonly string[] | Promise<readonly string[]>;
}

/** Called by a worker's module: makes it hold one value and answer for it. */
export function serveValues(parse: (bytes: Uint8Array) => unknown): void {
  let reader: ValueReader = readValue(null);
  const service: ValueService = {
    open: (bytes) => {
      reader = readValue(parse(bytes));
      return reader.head;
    },
    children: (path, from, to) => reader.children(path, from, to),
    copyText: (path) => reader.copyText(path),
    lineCount: () => reader.lineCount(),
    lines: (from, to) => reader.lines(from, to),
  };
  expose(service);
}
