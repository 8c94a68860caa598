import type { FromBroker, ToBroker } from '@/runtime/protocol/messages';

/**
 * The inner frame's only script: makes and ends workers and relays their messages. It never runs user code, and it
 * never listens to a worker's own channel: a worker is heard only on the ports the relay made.
 */
declare const GUEST_SOURCE: string;

const RATE_PER_SECOND = 1_000;
const BURST = 2_000;
/** A result of 64 MiB, and room for the events that travel with it. */
const MOST_BYTES = 68 * 1024 * 1024;
const MOST_NODES = 2_000;

interface Held {
  readonly worker: Worker;
  tokens: number;
  refilledAt: number;
}

const workers = new Map<number, Held>();
const guestUrl = URL.createObjectURL(new Blob([GUEST_SOURCE], { type: 'text/javascript' }));
let control: MessagePort | null = null;

addEventListener('message', (event: MessageEvent) => {
  const [port] = event.ports;
  if (control !== null || event.source !== parent || port === undefined) return;
  control = port;
  // The port carries what the trusted host posts.
  port.addEventListener('message', (message: MessageEvent<ToBroker>) => {
    obey(message.data, message.ports);
  });
  port.start();
  say({ type: 'up', origin: self.origin });
  probe();
});

/** Tells what the engine lacks, by a worker of our own text that never sees user code. */
function probe(): void {
  const text =
    "let found; try { found = (0, eval)('1'); } catch {} postMessage(found === 1 ? 'all' : 'no evaluation');";
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  try {
    const worker = new Worker(url);
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data !== 'all') say({ type: 'lacks', what: 'evaluation' });
      worker.terminate();
    });
    worker.addEventListener('error', () => {
      say({ type: 'lacks', what: 'workers' });
    });
  } catch {
    say({ type: 'lacks', what: 'workers' });
  }
}

function obey(message: ToBroker, ports: readonly MessagePort[]): void {
  switch (message.type) {
    case 'ping':
      say({ type: 'pong', id: message.id });
      return;
    case 'kill':
      end(message.id);
      say({ type: 'killed', id: message.id });
      return;
    case 'spawn':
      spawn(message.id, ports);
  }
}

function spawn(id: number, [calls, services]: readonly MessagePort[]): void {
  if (calls === undefined || services === undefined) return;
  let worker: Worker;
  try {
    worker = new Worker(guestUrl);
  } catch (error) {
    say({ type: 'spawnfail', id, message: error instanceof Error ? error.message : 'No worker.' });
    return;
  }
  const held: Held = { worker, tokens: BURST, refilledAt: performance.now() };
  workers.set(id, held);
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    // A script that does not load gives an event without words.
    const message = event instanceof ErrorEvent ? event.message : 'The worker did not start.';
    fail(id, 'UNCAUGHT', message.slice(0, 8_192));
  });
  const inner = [relay(id, held, calls), relay(id, held, services)];
  worker.postMessage('init', inner);
}

/** Joins a host port with a new channel; returns the worker's end. What the worker posts is counted and weighed. */
function relay(id: number, held: Held, outside: MessagePort): MessagePort {
  const { port1: inside, port2: theirs } = new MessageChannel();
  outside.addEventListener('message', (event: MessageEvent) => {
    inside.postMessage(event.data);
  });
  inside.addEventListener('message', (event: MessageEvent) => {
    if (!workers.has(id)) return;
    if (event.ports.length > 0) {
      fail(id, 'PORTS', 'The code tried to hand over a message port.');
    } else if (!takeToken(held)) {
      fail(id, 'FLOOD', 'The code sent more than 1,000 messages a second.');
    } else {
      const load: Load = { bytes: 0, nodes: 0, buffers: [] };
      const { data } = event as MessageEvent<unknown>;
      weigh(data, load);
      if (load.bytes > MOST_BYTES || load.nodes > MOST_NODES) {
        fail(id, 'OVERSIZE', 'The code sent a message of more than 64 MiB.');
      } else outside.postMessage(data, load.buffers);
    }
  });
  outside.start();
  inside.start();
  return theirs;
}

function takeToken(held: Held): boolean {
  const now = performance.now();
  held.tokens = Math.min(BURST, held.tokens + ((now - held.refilledAt) / 1_000) * RATE_PER_SECOND);
  held.refilledAt = now;
  if (held.tokens < 1) return false;
  held.tokens -= 1;
  return true;
}

interface Load {
  bytes: number;
  nodes: number;
  readonly buffers: ArrayBuffer[];
}

/** Counts a message's bytes and parts, and stops counting once it is too much. */
function weigh(value: unknown, load: Load): void {
  load.nodes += 1;
  if (load.nodes > MOST_NODES || load.bytes > MOST_BYTES) return;
  if (typeof value === 'string') {
    load.bytes += value.length;
  } else if (value instanceof ArrayBuffer) {
    load.bytes += value.byteLength;
  } else if (ArrayBuffer.isView(value)) {
    load.bytes += value.buffer.byteLength;
    if (value.buffer instanceof ArrayBuffer && !load.buffers.includes(value.buffer)) {
      load.buffers.push(value.buffer);
    }
  } else if (Array.isArray(value)) {
    if (value.length > MOST_NODES) load.nodes = value.length;
    else for (const item of value) weigh(item, load);
  } else if (value instanceof Map || value instanceof Set || value instanceof Blob) {
    // Our protocol has none: nothing to weigh, so nothing to pass.
    load.nodes = MOST_NODES + 1;
  } else if (typeof value === 'object' && value !== null) {
    for (const key in value) {
      load.bytes += key.length;
      weigh(Reflect.get(value, key), load);
      if (load.nodes > MOST_NODES) return;
    }
  }
}

function fail(
  id: number,
  code: 'FLOOD' | 'OVERSIZE' | 'PORTS' | 'UNCAUGHT',
  message: string,
): void {
  if (!workers.has(id)) return;
  if (code !== 'UNCAUGHT') end(id);
  say({ type: 'error', id, code, message });
}

function end(id: number): void {
  workers.get(id)?.worker.terminate();
  workers.delete(id);
}

function say(message: FromBroker): void {
  control?.postMessage(message);
}
