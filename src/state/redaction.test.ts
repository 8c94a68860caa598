import { afterEach, expect, it, vi } from 'vitest';
import { newId, type ConfigVarId, type NetworkCallId, type StepId } from '@/lib/ids';
import { encodeText } from '@/plan/encoding';
import type { RunEvent } from '@/plan/run';
import { currentRedactor, redacting, secretValues, withoutSecrets } from './redaction';
import { setSecret, setToken, useSecrets } from './secrets';

const KEY = 'sk_live_51H8xQ2eZvKYlo2C';
const id = newId<ConfigVarId>();
const stepId = newId<StepId>();
const META = { obtainedAt: 0, expiresAt: null, from: 'provider' } as const;
const encode = (value: unknown) => new TextEncoder().encode(encodeText(value) ?? '');

afterEach(() => useSecrets.setState({ entries: {} }));

it('knows the fields and the tokens, and leaves what only describes a token', () => {
  setSecret(id, 'apiKey', KEY);
  setToken(
    id,
    {
      access_token: 'access-123',
      token_type: 'Bearer',
      scope: 'read write',
      expires_in: 3600,
      instance_url: 'https://acme.example',
      nested: { refresh_token: 'refresh-123' },
    },
    META,
  );
  expect(secretValues().map(({ value }) => value)).toEqual([KEY, 'access-123', 'refresh-123']);
  expect(withoutSecrets(`GET https://acme.example Bearer access-123`)).toBe(
    'GET https://acme.example Bearer ••••••',
  );
});

it('masks all that a run says', () => {
  setSecret(id, 'apiKey', KEY);
  const call = {
    id: newId<NetworkCallId>(),
    stepId,
    request: {
      url: `https://api.example/?key=${KEY}`,
      method: 'POST',
      headers: [{ name: 'Authorization', value: `Bearer ${KEY}` }],
      body: encode({ key: KEY }),
    },
    requestSize: 10,
    startedAt: 0,
    durationMs: null,
    via: null,
    answer: null,
    answerSize: 0,
    failure: null,
    droppedHeaders: [],
  };
  const answer = {
    statusCode: 200,
    statusText: KEY,
    url: call.request.url,
    isRedirected: false,
    headers: call.request.headers,
    mayHideHeaders: false,
    body: encode({ echo: KEY }),
  };
  const error = { name: 'Error', message: `wrong key ${KEY}`, stack: `Error: ${KEY}` };
  const result = { bytes: encode({ data: KEY }), summary: KEY };
  const events: readonly RunEvent[] = [
    { type: 'step-started', stepId, at: 0 },
    {
      type: 'step-logged',
      stepId,
      rows: [{ level: 'info', message: `key ${KEY}`, timestamp: '' }],
    },
    { type: 'call-started', call },
    {
      type: 'call-ended',
      id: call.id,
      at: 1,
      reply: { ok: true, via: 'live', answer, droppedHeaders: [] },
    },
    {
      type: 'call-ended',
      id: call.id,
      at: 1,
      reply: {
        ok: false,
        via: 'live',
        failure: { kind: 'unknown', message: KEY },
        droppedHeaders: [],
      },
    },
    {
      type: 'step-ended',
      stepId,
      at: 2,
      outcome: { status: 'succeeded', result, warnings: [KEY] },
    },
    { type: 'step-ended', stepId, at: 2, outcome: { status: 'pinned', result } },
    { type: 'step-ended', stepId, at: 2, outcome: { status: 'failed', error } },
    {
      type: 'responded',
      response: {
        statusCode: 200,
        contentType: '',
        headers: { 'X-Key': KEY },
        body: new TextEncoder().encode(`{"k":"${KEY}"}`),
        isBinary: false,
      },
    },
    {
      type: 'responded',
      response: {
        statusCode: 200,
        contentType: '',
        headers: {},
        body: Uint8Array.from(`\u00ff${KEY}`, (letter) => letter.charCodeAt(0)),
        isBinary: true,
      },
    },
    { type: 'run-ended', at: 3, status: 'failed', error },
  ];
  const said: RunEvent[] = [];
  const { add } = redacting(secretValues(), (event) => said.push(event));
  for (const event of events) add(event);
  expect(said.map(({ type }) => type)).toEqual(events.map(({ type }) => type));
  for (const [at, event] of said.entries()) {
    expect(readable(events[at]).includes(KEY)).toBe(at !== 0);
    expect(readable(event)).not.toContain(KEY);
  }
  // What was handed in is what later steps receive.
  expect(new TextDecoder().decode(result.bytes)).toContain(KEY);
});

it('masks what is large in a worker, and keeps the order; where there is no worker, here', async () => {
  vi.stubGlobal('Worker', undefined);
  const said: RunEvent[] = [];
  const { add, settled } = redacting([{ value: KEY, id: null }], (event) => said.push(event));
  const bytes = encode({ data: `${'x'.repeat(1_100_000)}${KEY}` });
  add({
    type: 'step-ended',
    stepId,
    at: 0,
    outcome: { status: 'succeeded', result: { bytes, summary: '' }, warnings: [] },
  });
  add({ type: 'run-ended', at: 1, status: 'succeeded' });
  expect(said).toEqual([]);
  await settled();
  expect(said.map(({ type }) => type)).toEqual(['step-ended', 'run-ended']);
  expect(readable(said[0])).not.toContain(KEY);
  vi.unstubAllGlobals();
});

it('has nothing to do without secrets', () => {
  expect(currentRedactor()).toBeNull();
  expect(withoutSecrets(KEY)).toBe(KEY);
});

/** An event as text: its bytes as what they say. */
function readable(event: unknown): string {
  return JSON.stringify(event, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString() : value,
  );
}
