import { describe, expect, it } from 'vitest';
import type { StepId } from '@/lib/ids';
import type { LogEntry, LogLevel } from '@/plan/run';
import { createLogIndex, NO_FILTER } from './log-index';

// A step id is a branded string; tests make their own.
const stepA = 'a' as StepId;
const stepB = 'b' as StepId;

function row(message: string, level: LogLevel = 'info', stepId = stepA): LogEntry {
  return { message, level, stepId, timestamp: '2025-11-13T10:00:00.000Z' };
}

const messages = (rows: readonly LogEntry[]) => rows.map(({ message }) => message);

describe('createLogIndex', () => {
  it('adds what a new batch brings to what it found before', () => {
    const index = createLogIndex();
    const first = [row('1'), row('2')];
    const before = index.read([first], NO_FILTER);
    const after = index.read([first, [row('3')]], NO_FILTER);
    expect(messages(after)).toEqual(['1', '2', '3']);
    expect(after).toBe(before);
  });

  it('begins again for another run and for rows that were dropped', () => {
    const index = createLogIndex();
    const batches = [[row('1')], [row('2')], [row('3')]];
    index.read(batches, NO_FILTER);
    expect(messages(index.read([[row('other')]], NO_FILTER))).toEqual(['other']);
    index.read(batches, NO_FILTER);
    expect(messages(index.read(batches.slice(1), NO_FILTER))).toEqual(['2', '3']);
  });

  it.each([
    [{ ...NO_FILTER, level: 'warn' as const }, ['Slow answer']],
    [{ ...NO_FILTER, stepId: stepB }, ['done']],
    [{ ...NO_FILTER, text: 'SLOW' }, ['Slow answer', 'slow start']],
    [{ level: 'info' as const, stepId: stepA, text: 'slow' }, ['slow start']],
  ])('shows only what matches %j', (filter, expected) => {
    const batches = [[row('Slow answer', 'warn'), row('slow start')], [row('done', 'info', stepB)]];
    expect(messages(createLogIndex().read(batches, filter))).toEqual(expected);
  });
});
