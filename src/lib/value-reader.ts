/** Where a value stands inside another: member names and indices. */
export type ValuePath = readonly (string | number)[];

/** What is shown of a value without opening it. */
export interface ValueHead {
  readonly kind: 'object' | 'array' | 'bytes' | 'string' | 'number' | 'boolean' | 'null' | 'unread';
  /** Members, items, bytes or characters. */
  readonly size: number;
  /** For values without members: as JSON, cut. */
  readonly text: string;
}

/** One member of an object or item of a list, without what stands inside it. */
export interface ValueChild {
  /** Null where the child is the parent's own value, known only now that the parent was read. */
  readonly key: string | number | null;
  /** What stands before the value, where that is not the key. */
  readonly label?: string;
  readonly head: ValueHead;
}

/** What is there at once where the value is small or near, and comes later where a worker has to be asked. */
export type MaybePromise<T> = T | Promise<T>;

/**
 * A JSON value of any size, looked at piece by piece. It may live in a worker, so answers may be promises;
 * a small one answers at once.
 */
export interface ValueReader {
  readonly head: ValueHead;
  /** Members or items `from` to `to` (not included) of the value at `path`. */
  readonly children: (
    path: ValuePath,
    from: number,
    to: number,
  ) => MaybePromise<readonly ValueChild[]>;
  /** The value at `path` for the clipboard: a text as it is, anything else as indented JSON. */
  readonly copyText: (path: ValuePath) => MaybePromise<string>;
  /** The whole value as indented JSON has this many lines … */
  readonly lineCount: () => MaybePromise<number>;
  /** … and these are some of them, long ones cut. */
  readonly lines: (from: number, to: number) => MaybePromise<readonly string[]>;
}

/** Texts longer than this are cut on screen; copying gives the whole. */
const SHOWN_CHARACTERS = 400;
const SHOWN_LINE = 2000;

/** A reader of a value that is at hand. */
export function readValue(value: unknown): ValueReader {
  const memberNames = new WeakMap<object, readonly string[]>();
  let allLines: readonly string[] | null = null;

  const namesOf = (object: object): readonly string[] => {
    const known = memberNames.get(object);
    if (known !== undefined) return known;
    const names = Object.keys(object);
    memberNames.set(object, names);
    return names;
  };
  const getLines = (): readonly string[] => {
    allLines ??= (JSON.stringify(value, null, 2) ?? 'undefined').split('\n');
    return allLines;
  };

  return {
    head: headOf(value),
    children: (path, from, to) => {
      const parent = valueAt(value, path);
      if (Array.isArray(parent)) {
        return parent
          .slice(from, to)
          .map((item: unknown, index) => ({ key: from + index, head: headOf(item) }));
      }
      if (!isObject(parent)) return [];
      return namesOf(parent)
        .slice(from, to)
        .map((key) => ({ key, head: headOf(parent[key]) }));
    },
    copyText: (path) => {
      const found = valueAt(value, path);
      return typeof found === 'string' ? found : (JSON.stringify(found, null, 2) ?? 'undefined');
    },
    lineCount: () => getLines().length,
    lines: (from, to) =>
      getLines()
        .slice(from, to)
        .map((line) => cut(line, SHOWN_LINE)),
  };
}

/** How code reaches the value: `stepResults.mapOrder.results.lines[0]["unit price"]`. */
export function codePath(root: string, path: ValuePath): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key)
      ? `${text}.${key}`
      : `${text}[${JSON.stringify(key)}]`;
  }, root);
}

function headOf(value: unknown): ValueHead {
  if (value === null || value === undefined) return { kind: 'null', size: 0, text: String(value) };
  if (Array.isArray(value)) return { kind: 'array', size: value.length, text: '' };
  if (typeof value === 'string') {
    return {
      kind: 'string',
      size: value.length,
      text: JSON.stringify(cut(value, SHOWN_CHARACTERS)),
    };
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return { kind: typeof value === 'number' ? 'number' : 'boolean', size: 0, text: String(value) };
  }
  return objectHead(value);
}

function objectHead(value: unknown): ValueHead {
  if (!isObject(value)) return { kind: 'null', size: 0, text: typeof value };
  const { type, data } = value;
  if (type === 'Buffer' && Array.isArray(data))
    return { kind: 'bytes', size: data.length, text: '' };
  return { kind: 'object', size: Object.keys(value).length, text: '' };
}

function valueAt(value: unknown, path: ValuePath): unknown {
  let found = value;
  for (const key of path) {
    if (!isObject(found) || !Object.hasOwn(found, key)) return undefined;
    found = found[key];
  }
  return found;
}

function isObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}
