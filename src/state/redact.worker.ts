import { expose } from 'comlink';
import { createRedactor } from '@/plan/redact';
import { redactEvent } from '@/plan/redact-event';
import type { RunEvent } from '@/plan/run';

const api = {
  redact(secrets: readonly string[], event: RunEvent): RunEvent {
    const redactor = createRedactor(secrets);
    return redactor === null ? event : redactEvent(redactor, event);
  },
};

export type RedactApi = typeof api;

expose(api);
