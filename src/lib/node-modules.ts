/** Whether a name that code requires is a module of Node.js itself, with `node:` or without, and not a package. */
export function isNodeModule(name: string): boolean {
  return name.startsWith('node:') || NODE_MODULES.has(name.split('/', 1)[0] ?? name);
}

/** Node's own modules without their parts: `timers` stands for `timers/promises` too. */
const NODE_MODULES = new Set(
  `assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events
  fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl stream
  string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib`.split(
    /\s+/,
  ),
);
