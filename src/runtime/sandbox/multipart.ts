export interface Part {
  readonly name: string;
  readonly fileName: string | null;
  /** `text/plain` where the part does not say, as RFC 7578 has it. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The parts of a multipart/form-data body. Parts without a name are left out; a body cut short gives what is whole. */
export function parseMultipart(body: Uint8Array, boundary: string): readonly Part[] {
  const mark = new TextEncoder().encode(`--${boundary}`);
  const parts: Part[] = [];
  let at = find(body, mark, 0);
  while (at !== -1) {
    const begin = at + mark.length;
    if (body[begin] === 0x2d && body[begin + 1] === 0x2d) break;
    const end = find(body, mark, begin);
    if (end === -1) break;
    const part = parsePart(body.subarray(begin, end));
    if (part !== null) parts.push(part);
    at = end;
  }
  return parts;
}

const BLANK_LINE = new Uint8Array([13, 10, 13, 10]);

function parsePart(bytes: Uint8Array): Part | null {
  const headEnd = find(bytes, BLANK_LINE, 0);
  if (headEnd === -1) return null;
  const head = new TextDecoder().decode(bytes.subarray(0, headEnd));
  // The line end in front of the next boundary belongs to the boundary.
  const content = bytes.subarray(headEnd + 4, Math.max(headEnd + 4, bytes.length - 2));
  const name = parameter(head, 'name');
  if (name === null) return null;
  const type = /^content-type:\s*(.+)$/im.exec(head)?.[1]?.trim() ?? 'text/plain';
  return { name, fileName: parameter(head, 'filename'), type, bytes: content };
}

function parameter(head: string, name: string): string | null {
  const found = new RegExp(`^content-disposition:.*[;\\s]${name}="([^"]*)"`, 'im').exec(head);
  const text = found?.[1];
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
