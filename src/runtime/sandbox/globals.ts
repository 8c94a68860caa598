import { NotAvailableError } from './not-available';
import { makeProcess } from './process';

/** Node's globals that code expects, and words in place of what is not here. */
export function installGlobals(buffer: unknown): void {
  define('Buffer', buffer);
  define('global', globalThis);
  define('process', makeProcess());
  define('setImmediate', (call: (...args: unknown[]) => void, ...args: unknown[]) =>
    setTimeout(call, 0, ...args),
  );
  define('clearImmediate', (id: number) => {
    clearTimeout(id);
  });
  if (typeof crypto.randomUUID !== 'function') {
    Reflect.defineProperty(crypto, 'randomUUID', {
      value: randomUuid,
      configurable: true,
      writable: true,
    });
  }
}

/** In place of the other ways to the network, errors that name the one that works. */
export function replaceNetwork(): void {
  for (const name of ['XMLHttpRequest', 'WebSocket', 'EventSource'] as const) {
    define(
      name,
      class {
        constructor() {
          throw new NotAvailableError(name, NETWORK);
        }
      },
    );
  }
}

const NETWORK = 'Use fetch, which the run sends as the project’s network settings allow.';

/** RFC 9562, version 4. The worker is no secure context, so the engine's own is missing. */
export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function define(name: string, value: unknown): void {
  Reflect.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
