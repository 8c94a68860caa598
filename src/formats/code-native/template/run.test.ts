import { describe, expect, it } from 'vitest';
import { startRun } from './run';

const nothing = (): void => undefined;
const LOGGER = { debug: nothing, info: nothing, warn: nothing, error: nothing };

describe('a run of an exported flow', () => {
  it('answers a webhook’s caller as the trigger’s inputs say, headers too', () => {
    const run = startRun({ configVars: { Region: 'eu' }, logger: LOGGER }, 'hook', { body: 7 });
    const response = run.response({
      statusCode: { type: 'value', value: '202' },
      contentType: { type: 'value', value: 'text/plain' },
      headers: {
        type: 'complex',
        value: [
          { name: 'X-Region', type: 'configVar', value: 'Region' },
          { name: 'X-Body', type: 'reference', value: 'hook.results.body' },
        ],
      },
      body: { type: 'value', value: 'taken' },
    });
    expect(response).toEqual({
      statusCode: 202,
      contentType: 'text/plain',
      headers: { 'X-Region': 'eu', 'X-Body': '7' },
      body: 'taken',
    });
  });

  it('writes a line at its level, in capitals too', () => {
    const said: string[] = [];
    const warn = (text: string) => said.push(text);
    const run = startRun({ configVars: {}, logger: { ...LOGGER, warn } }, 'hook', null);
    run.log('note', {
      level: { type: 'value', value: 'WARN' },
      message: { type: 'value', value: 'late' },
    });
    expect(said).toEqual(['late']);
  });
});
