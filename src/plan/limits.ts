/** Limits of the platform that a run here can pass (platform.md 2.12). */
export const MOST_REQUEST_BYTES = 6 * 1024 * 1024;
/** How long the caller of a synchronous flow waits, in milliseconds. */
export const MOST_SYNCHRONOUS_MS = 30_000;
/** A whole run, in milliseconds. */
export const MOST_RUN_MS = 15 * 60_000;
