/** A log call's arguments as one line of text, in the manner of Node's util.format. Never throws. */
export function formatLog(args: readonly unknown[]): string {
  try {
    return format(args);
  } catch {
    return '[the logged values could not be shown]';
  }
}

const MOST_DEPTH = 6;
const MOST_ITEMS = 100;
const MOST_TEXT = 20_000;

function format(args: readonly unknown[]): string {
  const [first, ...rest] = args;
  if (typeof first !== 'string') return args.map((arg) => show(arg)).join(' ');
  if (rest.length === 0) return first;
  let next = 0;
  const text = first.replaceAll(/%([sdifjoOc%])/g, (whole, kind: string) => {
    if (kind === '%') return '%';
    if (next >= rest.length) return whole;
    const arg = rest[next];
    next += 1;
    return directive(kind, arg);
  });
  return [text, ...rest.slice(next).map((arg) => show(arg))].join(' ');
}

function directive(kind: string, arg: unknown): string {
  switch (kind) {
    case 's':
      return typeof arg === 'string' ? arg : inspect(arg, 0, new Set());
    case 'd':
      return typeof arg === 'bigint' ? `${arg}n` : String(Number(arg));
    case 'i':
      return String(Number.parseInt(String(arg), 10));
    case 'f':
      return String(Number.parseFloat(String(arg)));
    case 'j':
      return JSON.stringify(arg) ?? 'undefined';
    case 'c':
      return '';
    default:
      return inspect(arg, 0, new Set());
  }
}

function show(arg: unknown): string {
  return typeof arg === 'string' ? arg : inspect(arg, 0, new Set());
}

/** A value in the notation of Node's inspect, on one line. */
function inspect(value: unknown, depth: number, above: Set<object>): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'bigint':
      return `${value}n`;
    case 'symbol':
    case 'number':
    case 'boolean':
    case 'undefined':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'function':
      return value.name === '' ? '[Function (anonymous)]' : `[Function: ${value.name}]`;
    case 'object':
      return value === null ? 'null' : inspectObject(value, depth, above);
  }
}

function inspectObject(value: object, depth: number, above: Set<object>): string {
  if (above.has(value)) return '[Circular]';
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  }
  if (value instanceof RegExp) return String(value);
  if (value instanceof Error) return inspectError(value, depth, above);
  if (value instanceof Promise) return 'Promise { … } (await it to log what it gives)';
  const name = constructorName(value);
  if (depth > MOST_DEPTH) return Array.isArray(value) ? '[Array]' : `[${name || 'Object'}]`;
  above.add(value);
  const text = inspectMembers(value, name, depth, above);
  above.delete(value);
  return text;
}

function inspectMembers(value: object, name: string, depth: number, above: Set<object>): string {
  const inner = (item: unknown) => inspect(item, depth + 1, above);
  if (Array.isArray(value))
    return list('[', value.length, value.slice(0, MOST_ITEMS).map(inner), ']');
  if (ArrayBuffer.isView(value)) return inspectBytes(value, name);
  if (value instanceof Map) {
    const items = [...value]
      .slice(0, MOST_ITEMS)
      .map(([key, item]) => `${inner(key)} => ${inner(item)}`);
    return `Map(${value.size}) ${list('{', value.size, items, '}')}`;
  }
  if (value instanceof Set) {
    const items = [...value].slice(0, MOST_ITEMS).map(inner);
    return `Set(${value.size}) ${list('{', value.size, items, '}')}`;
  }
  const keys = Object.keys(value);
  const items = keys
    .slice(0, MOST_ITEMS)
    .map((key) => `${keyText(key)}: ${member(value, key, inner)}`);
  const prefix = name === '' || name === 'Object' ? '' : `${name} `;
  return `${prefix}${list('{', keys.length, items, '}')}`;
}

function member(value: object, key: string, inner: (item: unknown) => string): string {
  const own = Object.getOwnPropertyDescriptor(value, key);
  // Reading a getter would run the user's code for a log line.
  return own?.get === undefined ? inner(own?.value) : '[Getter]';
}

function list(open: string, size: number, items: readonly string[], close: string): string {
  if (size === 0) return `${open}${close}`;
  const more = size > items.length ? [...items, `... ${size - items.length} more`] : items;
  return `${open} ${more.join(', ')} ${close}`;
}

function inspectBytes(view: ArrayBufferView, name: string): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, Math.min(view.byteLength, 50));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const more = view.byteLength > 50 ? ` ... ${view.byteLength - 50} more bytes` : '';
  return `<${'_isBuffer' in view ? 'Buffer' : name} ${hex}${more}>`;
}

function inspectError(error: Error, depth: number, above: Set<object>): string {
  const head = `${error.name}: ${error.message}`;
  const frames = (error.stack ?? '').slice(0, 4_000).split('\n');
  const own = frames.filter((line) => line.includes('/steps/')).map((line) => line.trim());
  const where = own.length === 0 ? '' : ` ${own[0]}`;
  if (error.cause === undefined || depth > 2) return `${head}${where}`;
  above.add(error);
  const cause = inspect(error.cause, depth + 1, above);
  above.delete(error);
  return `${head}${where} [cause]: ${cause}`;
}

function constructorName(value: object): string {
  const made: unknown = Reflect.get(value, 'constructor');
  return typeof made === 'function' ? made.name : '';
}

function keyText(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key);
}

function quote(text: string): string {
  const shown = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
  return `'${shown
    .replaceAll('\\', '\\\\')
    .replaceAll("'", String.raw`\'`)
    .replaceAll('\n', String.raw`\n`)}'`;
}
