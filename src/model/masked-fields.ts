import type { Payload } from './project';

/** A way into a payload: a member or an item by its name, all of them, or those of a name at any depth. */
type Segment =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'each' }
  | { readonly kind: 'anywhere'; readonly name: string };

const NAME = String.raw`[\p{L}\p{N}_$-]+`;
const QUOTED = String.raw`\[\s*(?:"([^"]*)"|'([^']*)'|(\d+|\*))\s*\]`;
const SEGMENT = new RegExp(String.raw`^(?:\.\.(${NAME})|\.?(${NAME}|\*)|\.?${QUOTED})`, 'u');

/**
 * Reads a JSON path. `$` is the body's JSON; `payload` is the payload as code sees it, and may be left out, as in
 * `headers.Authorization`. Null for what is no path.
 */
export function readFieldPath(text: string): readonly Segment[] | null {
  const path = text.trim();
  const isOfBody = path.startsWith('$');
  let rest = isOfBody ? path.slice(1) : path.replace(/^payload(?=[.[])/, '');
  const segments: Segment[] = isOfBody ? [member('body'), member('data')] : [];
  while (rest !== '') {
    const [whole, deep, plain, double, single, index] = SEGMENT.exec(rest) ?? [];
    if (whole === undefined) return null;
    const name = deep ?? plain ?? double ?? single ?? index ?? '';
    if (deep !== undefined) segments.push({ kind: 'anywhere', name });
    else if (name === '*' && double === undefined && single === undefined)
      segments.push({ kind: 'each' });
    else segments.push(member(name));
    rest = rest.slice(whole.length);
  }
  return segments.length === 0 ? null : segments;
}

function member(name: string): Segment {
  return { kind: 'member', name };
}

/** The texts and numbers at the marked places of a payload, as texts; of an object or a list all that are in it. */
export function maskedValues(payload: Payload): readonly string[] {
  const paths = payload.masked ?? [];
  if (paths.length === 0) return [];
  const root = asCodeSees(payload);
  return [...new Set(paths.flatMap((path) => valuesAt(root, path)))];
}

/** How many values a path leads to; null where it is no path. */
export function countMasked(payload: Payload, path: string): number | null {
  return readFieldPath(path) === null ? null : valuesAt(asCodeSees(payload), path).length;
}

const MOST_SUGGESTED = 200;

/** The paths of the single values of a payload's body and headers, for choosing from. */
export function fieldPaths(payload: Payload): readonly string[] {
  const { headers, body } = asCodeSees(payload);
  const paths: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (paths.length >= MOST_SUGGESTED) return;
    if (Array.isArray(value)) {
      // What is marked in one item is meant in all.
      for (const item of value.slice(0, 1)) walk(item, `${path}[*]`);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) walk(item, `${path}${step(name)}`);
    } else if (leaves(value).length > 0) paths.push(path);
  };
  walk(body.data, '$');
  for (const name of Object.keys(headers)) paths.push(`headers${step(name)}`);
  return paths;
}

function step(name: string): string {
  return new RegExp(`^${NAME}$`, 'u').test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function valuesAt(root: unknown, text: string): readonly string[] {
  const path = readFieldPath(text);
  if (path === null) return [];
  let found: readonly unknown[] = [root];
  for (const segment of path) found = found.flatMap((value) => follow(value, segment));
  return found.flatMap(leaves);
}

function follow(value: unknown, segment: Segment): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (segment.kind === 'each') return Object.values(value);
  const own = Object.hasOwn(value, segment.name) ? [Reflect.get(value, segment.name)] : [];
  return segment.kind === 'member'
    ? own
    : [...own, ...Object.values(value).flatMap((item) => follow(item, segment))];
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

function asCodeSees({ headers, queryParameters, pathFragment, body }: Payload) {
  const record = (rows: readonly { readonly name: string; readonly value: string }[]) =>
    Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  return {
    headers: record(headers),
    queryParameters: record(queryParameters),
    pathFragment,
    body: { data: bodyData(body) },
  };
}

function bodyData(body: Payload['body']): unknown {
  switch (body.kind) {
    case 'text':
      try {
        return JSON.parse(body.text);
      } catch {
        return body.text;
      }
    case 'multipart':
      return Object.fromEntries(
        body.rows.flatMap(({ name, content }) =>
          content.kind === 'text' ? [[name, content.text] as const] : [],
        ),
      );
    case 'file':
      return undefined;
  }
}
