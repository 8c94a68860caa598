/** One part of a body of multipart/form-data. */
export interface Part {
  readonly name: string;
  /** `text/plain` where the part does not say, as RFC 7578 has it. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The parts of a multipart/form-data body. Parts without a name are left out; a body cut short gives what is whole. */
export function parseMultipart(body: Uint8Array, boundary: string): readonly Part[] {
  const mark = new TextEncoder().encode(`--${boundary}`);
  const parts: Part[] = [];
  let begin = nextDelimiter(body, mark, 0);
  while (begin !== null && !begin.isLast) {
    const end = nextDelimiter(body, mark, begin.after);
    if (end === null) break;
    const part = parsePart(body.subarray(begin.after, end.before));
    if (part !== null) parts.push(part);
    begin = end;
  }
  return parts;
}

interface Delimiter {
  /** Where the content in front of it ends: before the line end that belongs to it. */
  readonly before: number;
  /** Where the content behind it begins. */
  readonly after: number;
  readonly isLast: boolean;
}

/** A delimiter is a line of its own (RFC 2046, 5.1.1): the same bytes inside a line are content. */
function nextDelimiter(body: Uint8Array, mark: Uint8Array, from: number): Delimiter | null {
  for (let at = find(body, mark, from); at !== -1; at = find(body, mark, at + 1)) {
    // The line end may be the one that ended the delimiter before: then the part is empty.
    const isLineStart = at === 0 || (body[at - 2] === CR && body[at - 1] === LF);
    if (!isLineStart) continue;
    let end = at + mark.length;
    const before = Math.max(from, at - 2);
    if (body[end] === DASH && body[end + 1] === DASH)
      return { before, after: end + 2, isLast: true };
    while (body[end] === SPACE || body[end] === TAB) end += 1;
    if (body[end] === CR && body[end + 1] === LF) return { before, after: end + 2, isLast: false };
  }
  return null;
}

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const DASH = 45;
const BLANK_LINE = new Uint8Array([13, 10, 13, 10]);

function parsePart(bytes: Uint8Array): Part | null {
  const headEnd = find(bytes, BLANK_LINE, 0);
  if (headEnd === -1) return null;
  const head = new TextDecoder().decode(bytes.subarray(0, headEnd));
  const content = bytes.subarray(headEnd + 4);
  const name = nameOf(head);
  if (name === null) return null;
  const type = /^content-type:\s*(.+)$/im.exec(head)?.[1]?.trim() ?? 'text/plain';
  return { name, type, bytes: content };
}

function nameOf(head: string): string | null {
  const found = /^content-disposition:.*[;\s]name=(?:"([^"]*)"|([^\s;]+))/im.exec(head);
  const text = found?.[1] ?? found?.[2];
  if (text === undefined) return null;
  return text.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}

function find(bytes: Uint8Array, what: Uint8Array, from: number): number {
  const first = what[0] ?? 0;
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    let length = 1;
    while (length < what.length && bytes[at + length] === what[length]) length += 1;
    if (length === what.length) return at;
  }
  return -1;
}
