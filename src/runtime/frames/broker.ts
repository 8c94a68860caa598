import type { FromBroker, ToBroker } from '@/runtime/protocol/messages';
import { weigh } from './weigh';

/**
 * The inner frame's only script: makes and ends workers and relays their messages. It never runs user code, and it
 * never listens to a worker's own channel: a worker is heard only on the ports the relay made.
 */
declare const GUEST_SOURCE: string;

const RATE_PER_SECOND = 1_000;
const BURST = 2_000;
/** What the page can be made to hold before it has read any of it. */
const BYTES_PER_SECOND = 128 * 1024 * 1024;
const BYTES_BURST = 512 * 1024 * 1024;

interface Held {
  readonly worker: Worker;
  /** Ours of its channels. */
  readonly ports: MessagePort[];
  tokens: number;
  bytes: number;
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
  // The host counts it: it goes with this process.
  document.documentElement.append(document.createElement('iframe'));
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
  const held: Held = {
    worker,
    ports: [],
    tokens: BURST,
    bytes: BYTES_BURST,
    refilledAt: performance.now(),
  };
  workers.set(id, held);
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    if (!take(held, 1, 0)) {
      fail(id, 'FLOOD', 'The code threw more than 1,000 errors a second.');
      return;
    }
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
      return;
    }
    if (!take(held, 1, 0)) {
      fail(id, 'FLOOD', 'The code sent more than 1,000 messages a second.');
      return;
    }
    // A port's only event besides errors.
    const { data } = event as MessageEvent<unknown>;
    const load = weigh(data);
    if (load === null) fail(id, 'OVERSIZE', 'The code sent a message of more than 64 MiB.');
    else if (!take(held, 0, load.bytes)) {
      fail(id, 'FLOOD', 'The code sent more than 128 MiB a second.');
    } else outside.postMessage(data, [...load.buffers]);
  });
  outside.start();
  inside.start();
  held.ports.push(outside, inside);
  return theirs;
}

/** Whether so much may pass now. */
function take(held: Held, messages: number, bytes: number): boolean {
  const now = performance.now();
  const seconds = (now - held.refilledAt) / 1_000;
  held.tokens = Math.min(BURST, held.tokens + seconds * RATE_PER_SECOND);
  held.bytes = Math.min(BYTES_BURST, held.bytes + seconds * BYTES_PER_SECOND);
  held.refilledAt = now;
  if (held.tokens < messages || held.bytes < bytes) return false;
  held.tokens -= messages;
  held.bytes -= bytes;
  return true;
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
  const held = workers.get(id);
  held?.worker.terminate();
  // What a flood has sent already waits in them by the thousand, and would come here one by one.
  for (const port of held?.ports ?? []) port.close();
  workers.delete(id);
}

function say(message: FromBroker): void {
  control?.postMessage(message);
}
