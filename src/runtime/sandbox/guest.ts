import { Buffer } from 'buffer';
import type { HostServices } from '@/runtime/protocol/messages';
import { callHost, serveHost } from '@/runtime/protocol/rpc';
import { installGlobals, replaceNetwork } from './globals';
import { completeBuffer } from './node-buffer';
import { scrubGlobals } from './scrub';
import { canCompile } from './compile-code';
import { installFetch } from './fetch';
import { createReporter } from './reporter';
import { runChain } from './run-chain';
import { installSubtle } from './subtle';
import { installTimers } from './timers';

/** Filled in by the build. True in the text that the tests make for themselves alone: there the policy stands without the hygiene. */
declare const KEEPS_GLOBALS: boolean;

/**
 * The first script of every worker: takes away what user code has no use for, opens the two ports, and waits.
 * User code comes later, as data.
 */

function begin(event: MessageEvent): void {
  const [calls, services] = event.ports;
  if (calls === undefined || services === undefined) return;
  removeEventListener('message', begin);
  const host = callHost<HostServices>(services);
  const reporter = createReporter(host);
  if (!KEEPS_GLOBALS) installFetch(host, reporter);
  installSubtle(host, reporter);
  serveHost(calls, {
    runChain: (job: Parameters<typeof runChain>[0]) => runChain(job, reporter),
    canCompile,
  });
}

addEventListener('message', begin);
completeBuffer();
installTimers();
installGlobals(Buffer);
if (!KEEPS_GLOBALS) {
  replaceNetwork();
  scrubGlobals();
}
