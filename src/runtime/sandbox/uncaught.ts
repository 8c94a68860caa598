import type { WireError } from '@/runtime/protocol/messages';
import { takeThrown } from './timers';
import { describeError, userPlace } from './user-error';

/** Waits for code, and fails with what it left uncaught meanwhile: a timer's error, a rejection nobody awaits. */
export async function withUncaught(fileName: string, call: () => unknown): Promise<unknown> {
  let fail: (error: unknown) => void = () => undefined;
  const uncaught = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  uncaught.catch(() => undefined);
  const onError = (event: ErrorEvent): void => {
    event.preventDefault();
    const thrown: unknown = event.error ?? takeThrown();
    fail(thrown ?? new UncaughtError(event, fileName));
  };
  const onRejection = (event: PromiseRejectionEvent): void => {
    event.preventDefault();
    fail(event.reason);
  };
  addEventListener('error', onError);
  addEventListener('unhandledrejection', onRejection);
  try {
    return await Promise.race([call(), uncaught]);
  } finally {
    removeEventListener('error', onError);
    removeEventListener('unhandledrejection', onRejection);
  }
}

/** An error event that carries no error object, only words and a place. */
class UncaughtError extends Error {
  readonly place: { line: number; column: number } | null;
  constructor(event: ErrorEvent, fileName: string) {
    super(event.message);
    const isOurs = event.filename.endsWith(fileName);
    this.place = isOurs ? userPlace(event.lineno, event.colno) : null;
  }
}

/** What a step threw or left uncaught, as it is told to the host. Never throws. */
export function toWire(thrown: unknown, fileName: string): WireError {
  try {
    const error = describeError(thrown, fileName);
    return thrown instanceof UncaughtError ? { ...error, name: 'Error', ...thrown.place } : error;
  } catch {
    // A proxy can refuse even to be asked what it is.
    return { name: 'Error', message: 'The code threw something that cannot be looked at.' };
  }
}
