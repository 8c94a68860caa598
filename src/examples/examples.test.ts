import { codeOf } from '@/kinds';
import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { readProjectValue } from '@/formats/project/read-project';
import { orderSteps } from '@/model/graph';
import { problems } from '@/model/problems';
import type { Payload, Project } from '@/model/project';
import { stepKey } from '@/model/step-key';
import { examples, findExample } from './index';

const require = createRequire(import.meta.url);

describe('every example', () => {
  it.each(examples.map((example) => [example.name, example] as const))(
    '%s matches its entry in the gallery',
    async (_name, example) => {
      const project = await open(example.name);
      const { flows } = project;
      expect(problems(project)).toEqual([]);
      expect(flows).toHaveLength(1);
      const [flow] = flows;
      expect(flow?.steps).toHaveLength(example.stepCount);
      expect(example.levels.reduce((sum, count) => sum + count)).toBe(example.stepCount);
      expect(flow?.payloads.length).toBeGreaterThanOrEqual(2);
      // Who sets the integration up is asked for every value.
      const asked = project.configPages.flatMap(({ elements }) =>
        elements.map((element) => (element.kind === 'configVar' ? element.id : '')),
      );
      expect(asked).toEqual(project.configVars.map(({ id }) => id));
      for (const step of flow?.steps ?? [])
        expect([step.position.x % 16, step.position.y % 16]).toEqual([0, 0]);
    },
  );
});

describe('github-push', () => {
  it('carries real signatures, and one that is not', async () => {
    const check = (payload: Payload, secret: string) =>
      `sha256=${hmac(secret, payload.body).hex}` === header(payload, 'X-Hub-Signature-256');
    expect(await signatures('github-push', 'GitHub Webhook Secret', check)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('answers 202 and names the services to deploy', async () => {
    const run = await runExample('github-push', 'push to main');
    expect(run.response).toMatchObject({ statusCode: 202, contentType: 'application/json' });
    expect(run.results['chooseServices']).toMatchObject({
      branch: 'main',
      services: ['checkout', 'search'],
    });
    expect(run.results['listChangedFiles']).toMatchObject({ count: 8 });
    expect(run.results['composeMessage']).toMatchObject({
      title: 'Deploying checkout and search from main',
    });
  });

  it('refuses a wrong signature', async () => {
    await expect(runExample('github-push', 'bad signature')).rejects.toThrow(/X-Hub-Signature-256/);
  });

  it('deploys nothing for a deleted branch', async () => {
    const run = await runExample('github-push', 'branch deleted');
    expect(run.results['chooseServices']).toMatchObject({ commit: null, services: [] });
  });
});

describe('stripe-event', () => {
  it('carries real signatures, and a body that was changed after signing', async () => {
    const check = (payload: Payload, secret: string) => {
      const [, t, v1] = /t=(\d+),v1=([0-9a-f]{64})/.exec(header(payload, 'Stripe-Signature')) ?? [];
      return hmac(secret, payload.body, `${t}.`).hex === v1;
    };
    expect(await signatures('stripe-event', 'Stripe Signing Secret', check)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('books the invoice and writes the receipt', async () => {
    const run = await runExample('stripe-event', 'invoice.paid');
    expect(run.response).toMatchObject({ statusCode: 200 });
    expect(run.results['closeInvoice']).toEqual({
      idempotencyKey: 'evt_1QTestEvent00000000001',
      invoice: 'ACME-0042',
      bookedOn: '2025-11-13',
      postings: 3,
      receiptTo: 'buchhaltung@nordlicht.example',
    });
    expect(JSON.stringify(run.results['writeReceiptEmail'])).toContain('€330.70');
  });

  it('counts yen whole', async () => {
    const run = await runExample('stripe-event', 'yen without a name');
    expect(run.results['readInvoice']).toMatchObject({ currency: 'JPY', paid: 9240 });
  });

  it('refuses a changed body', async () => {
    await expect(runExample('stripe-event', 'bad signature')).rejects.toThrow(/Stripe-Signature/);
  });
});

describe('shopify-order', () => {
  it('carries real signatures, and one that is not', async () => {
    const check = (payload: Payload, secret: string) =>
      hmac(secret, payload.body).base64 === header(payload, 'X-Shopify-Hmac-Sha256');
    expect(await signatures('shopify-order', 'Shopify App Secret', check)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('answers with a row for every line to ship', async () => {
    const run = await runExample('shopify-order', 'order with 16 lines');
    const csv = String(run.results['writeCsv']).split('\r\n');
    expect(csv).toHaveLength(15);
    expect(csv[3]).toBe('#1042,FRA-2,PEN-BR-01,"Brass Pen, ""Commander""",1,60,PT,');
    expect(run.last).toMatchObject({ contentType: 'text/csv', statusCode: 200 });
  });

  it('answers with the head alone where nothing is shipped', async () => {
    const run = await runExample('shopify-order', 'downloads only');
    expect(run.results['writeCsv']).toBe('order,warehouse,sku,title,quantity,grams,country,note');
  });

  it('refuses a wrong signature', async () => {
    await expect(runExample('shopify-order', 'bad signature')).rejects.toThrow(
      /X-Shopify-Hmac-Sha256/,
    );
  });
});

describe('echo', () => {
  it.each([
    ['JSON', { fields: ['hello', 'items', 'nested'], query: [] }],
    ['plain text', { fields: [], query: [] }],
    ['query only', { fields: [], query: ['page', 'tag'] }],
  ])('counts the fields of %s', async (name, expected) => {
    const run = await runExample('echo', name);
    expect(run.results['countFields']).toEqual(expected);
  });
});

async function open(name: string): Promise<Project> {
  const read = readProjectValue(await findExample(name)?.load());
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join(' '));
  return read.value;
}

interface ExampleRun {
  readonly results: Readonly<Record<string, unknown>>;
  readonly response: unknown;
  readonly last: unknown;
}

/** Runs the code blocks one after the other in Node: the examples hold without our runtime. */
async function runExample(name: string, payloadName: string): Promise<ExampleRun> {
  const project = await open(name);
  const [flow] = project.flows;
  const payload = flow?.payloads.find((candidate) => candidate.name === payloadName);
  if (flow === undefined || payload === undefined) throw new Error(`${name} has no such payload`);

  const configVars = Object.fromEntries(
    project.configVars.map((variable) => [variable.name, variable.testValue]),
  );
  const stepResults: Record<string, { results: unknown }> = {};
  let response: unknown;
  let last: unknown;
  for (const step of orderSteps(flow)) {
    const isTrigger = step.kind === 'codeBlockTrigger';
    const returned = await callBlock(
      codeOf(step) ?? '',
      { logger, configVars },
      isTrigger ? received(payload) : stepResults,
    );
    stepResults[stepKey(step.name)] = {
      results: isTrigger ? returned['payload'] : returned['data'],
    };
    if (isTrigger) response = returned['response'];
    last = returned;
  }
  const results = Object.entries(stepResults).map(([key, value]) => [key, value.results] as const);
  return { results: Object.fromEntries(results), response, last };
}

const nothing = () => undefined;
const logger = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  log: nothing,
  warn: nothing,
  error: nothing,
  metric: nothing,
};

async function callBlock(
  code: string,
  context: unknown,
  input: unknown,
): Promise<Readonly<Record<string, unknown>>> {
  const module = { exports: {} as unknown };
  runInNewContext(code, { module, require, Buffer, Intl });
  // Each block exports one async function; a file that does not fails here.
  const block = module.exports as (
    context: unknown,
    input: unknown,
  ) => Promise<Record<string, unknown>>;
  return block(context, input);
}

function received(payload: Payload): unknown {
  const text = payload.body.kind === 'text' ? payload.body.text : '';
  const isJson = payload.contentType.startsWith('application/json');
  const query = payload.queryParameters.map(({ name, value }) => [name, value] as const);
  return {
    headers: Object.fromEntries(payload.headers.map(({ name, value }) => [name, value])),
    queryParameters: query.length > 0 ? Object.fromEntries(query) : null,
    pathFragment: payload.pathFragment,
    rawBody: { data: Buffer.from(text), contentType: payload.contentType },
    body: {
      data: isJson ? (JSON.parse(text) as unknown) : text || null,
      contentType: payload.contentType,
    },
  };
}

async function signatures(
  name: string,
  secretName: string,
  check: (payload: Payload, secret: string) => boolean,
): Promise<boolean[]> {
  const project = await open(name);
  const secret = project.configVars.find((variable) => variable.name === secretName)?.testValue;
  return (project.flows[0]?.payloads ?? []).map((payload) => check(payload, secret ?? ''));
}

function hmac(secret: string, body: Payload['body'], before = '') {
  const text = body.kind === 'text' ? body.text : '';
  const digest = createHmac('sha256', secret).update(before).update(text).digest();
  return { hex: digest.toString('hex'), base64: digest.toString('base64') };
}

function header(payload: Payload, name: string): string {
  return payload.headers.find((candidate) => candidate.name === name)?.value ?? '';
}
