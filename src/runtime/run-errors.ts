import { byteText } from '@/lib/byte-text';
import { MOST_REQUEST_BYTES, MOST_SYNCHRONOUS_MS } from '@/plan/limits';
import type { RunError } from '@/plan/run';
import type { WorkerGone } from './sandbox-host';

/** Whose time ran out, said in the message. `ms` is the time there was. */
export function timeoutOf(whose: 'run' | 'start', ms: number): RunError {
  return whose === 'run'
    ? {
        name: 'TimeoutError',
        code: 'CC-TIMEOUT-RUN',
        message: `The whole run took longer than ${duration(ms)}, the most the platform gives a flow. Do less in one run, or hand the rest to another flow.`,
      }
    : {
        name: 'TimeoutError',
        code: 'CC-TIMEOUT-START',
        message: `The sandbox did not begin within ${duration(ms)}; your code had not started. Run again.`,
      };
}

/** What the platform would do with a request of so many bytes, and what holds the run to it. */
export function requestTooLarge(bytes: number): RunError {
  return {
    name: 'LimitError',
    code: 'CC-LIMIT-REQUEST',
    message: `${requestWords(bytes)} ${SWITCH_WORDS}`,
  };
}

/** That a request is too large, with how large it is. */
export function requestWords(bytes: number): string {
  return `The request’s body has ${byteText(bytes)}; the platform takes at most ${byteText(MOST_REQUEST_BYTES)} and refuses it.`;
}

/** A synchronous run that took longer than its caller would have waited. */
export function answeredTooLate(): RunError {
  return {
    name: 'LimitError',
    code: 'CC-LIMIT-SYNCHRONOUS',
    message: `${LATE_WORDS} ${SWITCH_WORDS}`,
  };
}

/** That a synchronous run took too long, whether it fails for that or is only warned. */
export const LATE_WORDS = `The flow is synchronous and took longer than ${duration(MOST_SYNCHRONOUS_MS)}: the platform ends the caller’s request then.`;

const SWITCH_WORDS = 'This project is set to fail as the platform would.';

/** A step that did not end within its time-out. */
export function stepTimeoutOf(stepName: string, ms: number): RunError {
  return {
    name: 'TimeoutError',
    code: 'CC-TIMEOUT-STEP',
    message: `Your code in ${stepName} ran longer than ${duration(ms)}, the step’s time-out. Look for a loop that never ends, or raise the time-out in the step’s Settings.`,
  };
}

/** A worker that says nothing more after a step's end: neither the next step nor that this was the last. */
export function silentAfter(stepName: string, ms: number): RunError {
  return {
    name: 'TimeoutError',
    code: 'CC-TIMEOUT-END',
    message: `${stepName} had ended, but its code held up the sandbox for ${duration(ms)} more. Look for a timer that loops, or for code that changes what the language itself provides.`,
  };
}

/** A step failed and is tried again. `tries` is "Try 1 of 4". */
export function retryWords(
  tries: string,
  message: string,
  delay: number,
  isSkipped: boolean,
): string {
  const next =
    delay === 0
      ? 'next at once'
      : isSkipped
        ? `next at once, where the platform waits ${duration(delay)}`
        : `next in ${duration(delay)}`;
  return `${tries} failed: ${message.slice(0, 3_000)}; ${next}.`;
}

/** A failure of ours to run code, in words. */
export function failureOf(error: unknown): RunError {
  const message = error instanceof Error ? error.message : 'The sandbox failed.';
  return { name: 'SandboxError', code: 'CC-SANDBOX', message };
}

const GONE: Readonly<Record<WorkerGone['code'], string>> = {
  FLOOD: 'CC-FLOOD',
  OVERSIZE: 'CC-RESULT-TOO-LARGE',
  PORTS: 'CC-PROTOCOL',
  VIOLATION: 'CC-PROTOCOL',
  CRASHED: 'CC-SANDBOX-CRASHED',
  SPAWN: 'CC-SANDBOX',
};

/** Why a worker is gone, as an error of the step that ran in it. */
export function goneOf({ code, message }: WorkerGone): RunError {
  return { name: 'SandboxError', code: GONE[code], message };
}

function duration(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  return ms < 120_000 ? `${Math.round(ms / 100) / 10} s` : `${Math.round(ms / 60_000)} minutes`;
}
