import port from 'querystring-es3';

/** As Node's: what is no valid escape is read byte by byte instead of being refused. */
function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replaceAll(/%[0-9a-f]{2}/gi, (code) =>
      String.fromCharCode(Number.parseInt(code.slice(1), 16)),
    );
  }
}

function escape(text: unknown): string {
  return encodeURIComponent(String(text).toWellFormed()).replaceAll(
    /%(?:21|27|28|29|2A)/g,
    unescape,
  );
}

interface Options {
  readonly maxKeys?: number;
  readonly decodeURIComponent?: (text: string) => string;
}

function parse(
  text: unknown,
  separator: string | null = '&',
  equals: string | null = '=',
  { maxKeys = 1_000, decodeURIComponent = unescape }: Options = {},
): Record<string, string | string[]> {
  // Without a prototype, as Node's.
  const all = Object.create(null) as Record<string, string | string[]>;
  if (typeof text !== 'string' || text === '') return all;
  const mark = equals ?? '=';
  const read = (part: string) => {
    const plain = part.replaceAll('+', ' ');
    try {
      return decodeURIComponent(plain);
    } catch {
      return unescape(plain);
    }
  };
  const pairs = text.split(separator ?? '&').filter((pair) => pair !== '');
  for (const pair of maxKeys > 0 ? pairs.slice(0, maxKeys) : pairs) {
    const at = pair.indexOf(mark);
    const name = read(at < 0 ? pair : pair.slice(0, at));
    const value = at < 0 ? '' : read(pair.slice(at + mark.length));
    const before = all[name];
    if (before === undefined) all[name] = value;
    else if (typeof before === 'string') all[name] = [before, value];
    else before.push(value);
  }
  return all;
}

export default { ...port, decode: parse, escape, parse, unescape };
