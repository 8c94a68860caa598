import { describe, expect, it } from 'vitest';
import { readReport } from './read-report';

const encode = (text: string) => new TextEncoder().encode(text);
const read = (events: unknown, results: readonly Uint8Array[] = []) =>
  readReport(JSON.stringify(events), results);

describe('a report', () => {
  it('gives each part to one event only, so that none is decoded again and again', () => {
    const state = { t: 'state', state: { instanceState: 0 } };
    const none = { crossFlowState: '{}', integrationState: '{}', executionState: '{}' };
    expect(read([state, state], [encode('{"n":1}')])).toEqual([
      { t: 'state', state: { ...none, instanceState: '{"n":1}' } },
      { t: 'state', state: { ...none, instanceState: '{}' } },
    ]);
  });

  it.each([-1, 0.5, 1, ['length'], null])('has no part at %j', (index) => {
    const [event] = read([{ t: 'end', k: 'a', r: index }], [encode('1')]) ?? [];
    expect(event).toMatchObject({ t: 'end', result: null });
  });

  it('holds short results as they are', () => {
    const [event] = read([{ t: 'end', k: 'a', r: '"length"' }], [encode('1')]) ?? [];
    expect(event).toMatchObject({ t: 'end', result: { bytes: encode('"length"') } });
  });

  it('of more events than the guest sends together is not of the protocol', () => {
    const start = { t: 'start', k: 'a' };
    expect(read(Array.from({ length: 1_000 }, () => start))).toHaveLength(1_000);
    expect(read(Array.from({ length: 1_001 }, () => start))).toBeNull();
  });

  it('cuts texts as they are, lone surrogates too', () => {
    const message = `${'x'.repeat(4_095)}\ud83d\ude00`;
    const [event] = read([{ t: 'log', k: 'a', rows: [['info', message, 0, 0, 0]] }]) ?? [];
    expect(event).toMatchObject({ rows: [{ message: message.slice(0, 4_096) }] });
  });
});
