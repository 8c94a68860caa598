import { describe, expect, it } from 'vitest';
import { aFlow } from '@/testing/a-flow';
import { flowRetry, hasCancellationId, switchFlowRetry, updateFlowRetry } from './flow-retry';

const bare = aFlow().trigger('T').build();
const FIELD = { type: 'reference', value: 't.results.headers.id' };

/** As it comes from a file with these settings, and another key that has no form. */
const from = (config: Record<string, unknown> | null) => ({
  ...bare,
  kept: {
    queueConfig: { is: { usesFifoQueue: true } },
    retryConfig: { is: config as never },
  },
});

describe('the retries of a flow', () => {
  it('are none where the file says none', () => {
    expect([flowRetry(bare), flowRetry(from(null))]).toEqual([null, null]);
  });

  it('are read with what the platform means by a key that is absent', () => {
    expect(flowRetry(from({ maxAttempts: 3 }))).toEqual({
      maxAttempts: 3,
      delayMinutes: 1,
      usesExponentialBackoff: false,
    });
  });

  it('change by the key that was edited, and leave the others as the file had them', () => {
    const file = from({ maxAttempts: 3, uniqueRequestIdField: FIELD, later: 1 });
    const next = updateFlowRetry(file, { maxAttempts: 4, usesExponentialBackoff: false });
    expect(hasCancellationId(next)).toBe(true);
    expect(next.kept).toEqual({
      queueConfig: { is: { usesFifoQueue: true } },
      retryConfig: { is: { maxAttempts: 4, uniqueRequestIdField: FIELD, later: 1 } },
    });
    expect(updateFlowRetry(file, { delayMinutes: 1 })).toBe(file);
  });

  it('are switched on as the platform’s form begins, and off without a trace', () => {
    const on = switchFlowRetry(bare, true);
    expect(on.kept).toEqual({
      retryConfig: { is: { maxAttempts: 1, delayMinutes: 1, usesExponentialBackoff: false } },
    });
    expect(switchFlowRetry(on, true)).toBe(on);
    expect(switchFlowRetry(on, false)).toEqual(bare);
    expect(switchFlowRetry(from({ maxAttempts: 3 }), false).kept).toEqual({
      queueConfig: { is: { usesFifoQueue: true } },
    });
  });
});
