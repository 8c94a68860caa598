import * as Comlink from 'comlink';
import { inTurns } from './in-turns';

/**
 * Comlink towards untrusted code is code execution here unless both ends are guarded: a stolen endpoint could ask to
 * construct our Function or set our prototypes, and a reply could be a live proxy. So only plain calls of named
 * functions with plain arguments come in, and only plain values or thrown errors come back. Each message is read once
 * and rebuilt, so that what is checked is what is used.
 */

/** A function that untrusted code may call: `accepts` says whether the arguments are what it takes. */
export interface Service {
  readonly accepts: (args: readonly unknown[]) => boolean;
  readonly call: (...args: never[]) => unknown;
}

/** Offers services on a port to untrusted code. `onViolation` is told of everything that was refused. */
export function serveGuarded(
  port: MessagePort,
  services: Readonly<Record<string, Service>>,
  onViolation: (what: string) => void,
): void {
  // Without a prototype: no name but those below is found.
  const api: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, { call }] of Object.entries(services)) api[name] = call;
  const accept = (event: MessageEvent): unknown => checkCall(event, services, onViolation);
  Comlink.expose(api, guarded(port, accept, inTurns()));
}

/** Calls functions that untrusted code offers on a port. A reply that is no plain value is dropped. */
export function callGuarded<Api>(
  port: MessagePort,
  onViolation: (what: string) => void,
): Comlink.Remote<Api> {
  return Comlink.wrap<Api>(guarded(port, (event) => checkReply(event, onViolation)));
}

/** Inside the sandbox: offers functions to the host, which is trusted. */
export function serveHost(port: MessagePort, api: object): void {
  Comlink.expose(api, port);
}

/** Inside the sandbox: calls the host's services. */
export function callHost<Api>(port: MessagePort): Comlink.Remote<Api> {
  return Comlink.wrap<Api>(port);
}

/** Moves buffers instead of copying them within a process. */
export function moved<T>(value: T, buffers: readonly ArrayBuffer[]): T {
  return Comlink.transfer(value, [...buffers]);
}

export type { Remote } from 'comlink';

interface PlainEvent {
  readonly data: unknown;
  readonly ports: readonly [];
  readonly origin: string;
}

/** The port as Comlink sees it: messages that `accept` turns down never reach it; `take` says when it gets the others. */
function guarded(
  port: MessagePort,
  accept: (event: MessageEvent) => unknown,
  take = (act: () => void): void => act(),
): Comlink.Endpoint {
  const wrapped = new Map<unknown, (event: MessageEvent) => void>();
  return {
    addEventListener: (type, listener) => {
      const hear = (event: MessageEvent): void => {
        take(() => {
          const data = accept(event);
          if (data === null) return;
          const plain: PlainEvent = { data, ports: [], origin: '' };
          // All that Comlink reads of an event.
          if (typeof listener === 'function') listener(plain as unknown as Event);
          else listener.handleEvent(plain as unknown as Event);
        });
      };
      wrapped.set(listener, hear);
      // Comlink listens for messages only.
      port.addEventListener(type as 'message', hear);
    },
    removeEventListener: (type, listener) => {
      const hear = wrapped.get(listener);
      if (hear !== undefined) port.removeEventListener(type as 'message', hear);
      wrapped.delete(listener);
    },
    postMessage: (message: unknown, transfer?: Transferable[]) => {
      port.postMessage(message, transfer ?? []);
    },
    start: () => {
      port.start();
    },
  };
}

function checkCall(
  event: MessageEvent,
  services: Readonly<Record<string, Service>>,
  onViolation: (what: string) => void,
): unknown {
  const refuse = (what: string): null => {
    onViolation(what);
    return null;
  };
  if (event.ports.length > 0) return refuse('a message with ports');
  const message = members(event.data);
  if (message === null || message['type'] !== 'APPLY') return refuse('a message that is no call');
  const { id, path, argumentList } = message;
  if (typeof id !== 'string' || id.length > 100) return refuse('a call without an id');
  if (!Array.isArray(path) || path.length !== 1) return refuse('a call of no service');
  const name: unknown = path[0];
  if (typeof name !== 'string' || !Object.hasOwn(services, name))
    return refuse('a call of no service');
  const args = rawValues(argumentList);
  if (args === null || services[name]?.accepts(args) !== true)
    return refuse(`wrong arguments for ${name}`);
  return {
    id,
    type: 'APPLY',
    path: [name],
    argumentList: args.map((value) => ({ type: 'RAW', value })),
  };
}

function checkReply(event: MessageEvent, onViolation: (what: string) => void): unknown {
  const message = event.ports.length === 0 ? members(event.data) : null;
  const id = message?.['id'];
  if (message !== null && typeof id === 'string' && id.length <= 100) {
    if (message['type'] === 'RAW') return { id, type: 'RAW', value: message['value'] };
    const thrown = message['type'] === 'HANDLER' && message['name'] === 'throw';
    if (thrown) return { id, type: 'HANDLER', name: 'throw', value: plainThrown(message['value']) };
  }
  onViolation('a reply that is no plain value');
  return null;
}

function plainThrown(value: unknown): unknown {
  const inner = members(members(value)?.['value']);
  const message = inner?.['message'];
  const text = typeof message === 'string' ? message.slice(0, 8_192) : 'The sandbox failed.';
  return { isError: true, value: { name: 'Error', message: text, stack: '' } };
}

function rawValues(list: unknown): readonly unknown[] | null {
  if (!Array.isArray(list) || list.length > 8) return null;
  const values: unknown[] = [];
  for (const item of list) {
    const wire = members(item);
    if (wire === null || wire['type'] !== 'RAW') return null;
    values.push(wire['value']);
  }
  return values;
}

/** Own members of a plain object; null for anything else. Messages are structured clones: no getters, no proxies. */
function members(value: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const own: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(value)) own[key] = Reflect.get(value, key);
  return own;
}
