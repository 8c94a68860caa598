import { expose } from 'comlink';
import type { Secret } from '@/plan/kept-secrets';
import { createRedactor } from '@/plan/redact';
import { redactEvent } from '@/plan/redact-event';
import type { RunEvent } from '@/plan/run';

const api = {
  redact(secrets: readonly Secret[], event: RunEvent): RunEvent {
    const redactor = createRedactor(secrets);
    return redactor === null ? event : redactEvent(redactor, event);
  },
};

/** What the page may ask of this worker. */
export type RedactApi = typeof api;

expose(api);
