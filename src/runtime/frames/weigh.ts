/** A result of 64 MiB, and room for the events that travel with it. */
const MOST_BYTES = 68 * 1024 * 1024;
const MOST_NODES = 2_000;

/** What a message of the protocol holds: its size in bytes, and the buffers to move on with it. */
export interface Load {
  readonly bytes: number;
  readonly buffers: readonly ArrayBuffer[];
}

/**
 * The weight of a message; null where it is too much, or holds anything but plain objects, arrays, texts, numbers and
 * whole buffers: what else can be cloned (errors, expressions, big integers, maps) hides how long it is.
 */
export function weigh(message: unknown): Load | null {
  const buffers = new Set<ArrayBuffer>();
  let bytes = 0;
  let nodes = 0;

  function isFine(value: unknown): boolean {
    nodes += 1;
    if (typeof value === 'bigint') return false;
    if (typeof value === 'string') bytes += 2 * value.length;
    if (typeof value === 'object' && value !== null && !isFineObject(value)) return false;
    return nodes <= MOST_NODES && bytes <= MOST_BYTES;
  }

  function isFineObject(value: object): boolean {
    if (value instanceof Uint8Array || value instanceof ArrayBuffer) {
      const buffer = value instanceof ArrayBuffer ? value : value.buffer;
      // A buffer that can grow takes its room at once.
      if (!(buffer instanceof ArrayBuffer) || buffer.resizable) return false;
      if (!buffers.has(buffer)) bytes += buffer.byteLength;
      buffers.add(buffer);
      return true;
    }
    const isArray = Array.isArray(value);
    if (!isArray && Reflect.getPrototypeOf(value) !== Object.prototype) return false;
    if (isArray && value.length > MOST_NODES) return false;
    // An array too can have members beside its items.
    for (const key in value) {
      bytes += 2 * key.length;
      if (!isFine(Reflect.get(value, key))) return false;
    }
    return true;
  }

  return isFine(message) ? { bytes, buffers: [...buffers] } : null;
}
