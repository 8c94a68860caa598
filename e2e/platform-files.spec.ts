import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import type { RunRecord } from '@/plan/run-record';
import { stepKey } from '@/model/step-key';
import { expect, test } from './fixtures';
import { replaceText } from './pages/paste';

/** A folder of real exports, which are not ours to keep here; without it our own files carry the same assertions. */
const REAL = process.env['PRISMATIC_FIXTURES'];
const OWN = 'src/formats/prismatic/fixtures';

/** A flow with code, and what the steps of other components around it give, by hand. */
interface Case {
  readonly file: string;
  readonly flow: string;
  readonly results?: Readonly<Record<string, unknown>>;
  readonly configVars?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** Items of loops that code reads the current one of. */
  readonly items?: Readonly<Record<string, readonly unknown[]>>;
  /** Code blocks that run, an iteration each. */
  readonly blocks: number;
  readonly status?: 'failed';
}

const MAPPING = [
  { source: 'website', destination: 'site' },
  { source: 'name', destination: 'title' },
];

const REAL_CASES: readonly Case[] = [
  { file: 'example-dropbox-router.yml', flow: 'Print Persisted Data', blocks: 1 },
  {
    file: 'google-drive-webhooks.yml',
    flow: 'Create Webhook',
    results: { createWebhook: { id: 'w1', resourceId: 'r1' }, crossFlowSaveValue: null },
    blocks: 1,
  },
  {
    // The block reads a step that this flow has not, and fails on the platform too.
    file: 'hubspot-example-integration.yml',
    flow: 'Initial Sync',
    results: {
      executionGetAfter: '',
      listCompanies: { results: [{ id: 1 }], paging: { next: { after: '2' } } },
    },
    configVars: { 'Hubspot Company Field Mapping': MAPPING },
    blocks: 1,
    status: 'failed',
  },
  {
    file: 'hubspot-example-integration.yml',
    flow: 'Hubspot Account Update',
    body: [{ objectId: 12 }],
    results: {
      convertToString: '12',
      getCompany: { properties: { website: 'acme.test', name: 'Acme' } },
      updateCompanyInAcme: { ok: true },
    },
    configVars: { 'Hubspot Company Field Mapping': MAPPING },
    blocks: 1,
  },
  {
    file: 'hubspot-example-integration.yml',
    flow: 'Create Contact from ACME',
    body: { title: 'Acme', site: 'acme.test' },
    results: { javascriptObjectToJson: '{}', validateJsonSchema: true, createCompany: { id: 3 } },
    configVars: { 'Hubspot Company Field Mapping': MAPPING },
    blocks: 1,
  },
  {
    file: 'progix-acmeerp.yaml',
    flow: '',
    body: {
      fuelUsed: [
        { type: 'O2', pounds: 19.04 },
        { type: 'Kerosene', pounds: 8.2 },
      ],
    },
    results: { verifySignature: true, convertJsonToXml: '<fuel/>', sendDataToAcmeerp: 'ok' },
    blocks: 1,
  },
  {
    file: 'slack-interactive-poll.yaml',
    flow: 'Handle Button Responses',
    results: {
      deserializeUrlEncodedFormData: { payload: '{}' },
      deserializeJson: { actions: [{ text: { text: 'Results' } }], user: { username: 'ann' } },
      flowListKeys: ['ann', 'bob'],
      flowGetValue: 'Thai',
      createObject: { name: 'ann', vote: 'Thai' },
      createList: [{ vote: 'Thai' }, { vote: 'Pizza' }, { vote: 'Thai' }],
      postResults2: { ok: true },
    },
    blocks: 1,
  },
];

const LINES = [
  { sku: 'a', qty: 2, price: 3 },
  { sku: 'b', qty: 1, price: 5 },
];

const OWN_CASES: readonly Case[] = [
  {
    file: 'parcel-quotes.yaml',
    flow: 'Quote Parcel',
    body: {
      parcels: [
        { id: 1, kg: 4 },
        { id: 2, kg: 40 },
      ],
    },
    configVars: { 'Max Weight': '25' },
    blocks: 2,
  },
  {
    file: 'every-step.yaml',
    flow: 'Sort Orders',
    body: { total: 250, lines: LINES, lane: 'X' },
    items: { eachLine: LINES },
    results: { saveOrders: { saved: 2 } },
    blocks: 2,
  },
];

/** A step's code by its key, of one flow of a file. */
function codeOf(data: unknown, flow: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (steps: unknown): void => {
    for (const step of Array.isArray(steps) ? (steps as Record<string, unknown>[]) : []) {
      const inputs = step['inputs'] as Record<string, { value?: unknown }> | undefined;
      const code = inputs?.['code']?.value;
      if (typeof code === 'string') found.set(stepKey(String(step['name'])), code);
      walk(step['steps']);
      for (const branch of (step['branches'] ?? []) as { steps: unknown }[]) walk(branch.steps);
    }
  };
  const file = data as { flows?: { name: string; steps: unknown }[]; steps?: unknown };
  for (const { name, steps } of file.flows ?? [{ name: flow, steps: file.steps }]) {
    if (name === flow) walk(steps);
  }
  return found;
}

type Main = (context: unknown, input: unknown) => Promise<Record<string, unknown>>;

/** The same code in Node: what it returned, or the message it threw. */
async function inNode(code: string, context: object, input: unknown): Promise<unknown> {
  const module: { exports: unknown } = { exports: {} };
  // A file's code is what this test is about.
  // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call
  new Function('module', 'exports', 'require', code)(module, module.exports, undefined);
  try {
    const returned = await (module.exports as Main)(context, input);
    return asJson(returned['data'] ?? returned['payload'] ?? null);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function asJson(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}

/** Every code block of a run beside the same code in Node: how many there were, and which differ. */
async function compare(
  record: RunRecord,
  code: ReadonlyMap<string, string>,
  { configVars = {}, items = {} }: Case,
): Promise<{ blocks: number; different: string[] }> {
  const entries: Record<string, Record<string, unknown>> = {};
  const logger = { info() {}, debug() {}, warn() {}, error() {}, log() {} };
  const context = { logger, configVars, crossFlowState: {}, instanceState: {} };
  let blocks = 0;
  const different: string[] = [];
  for (const [at, step] of record.steps.entries()) {
    const text = code.get(step.key);
    const ran = step.status === 'succeeded' || step.status === 'failed';
    if (text !== undefined && ran) {
      blocks += 1;
      for (const [loop, list] of Object.entries(items)) {
        const index = step.iteration?.[0] ?? 0;
        entries[loop] = { index, currentItem: list[index] };
      }
      const input = at === 0 ? step.results : structuredClone(entries);
      const here = step.error === undefined ? asJson(step.results) : { error: step.error.message };
      const there = await inNode(text, context, input);
      if (!isDeepStrictEqual(here, there)) {
        different.push(
          `${step.key}: ${JSON.stringify(here)} here, ${JSON.stringify(there)} in Node`,
        );
      }
    }
    entries[step.key] = { results: step.results };
  }
  return { blocks, different };
}

test('every code block of exported integrations gives here what it gives in Node', async ({
  app,
  page,
}) => {
  if (REAL === undefined) console.log('skipped: PRISMATIC_FIXTURES not set');
  const [folder, cases] = REAL === undefined ? [OWN, OWN_CASES] : [REAL, REAL_CASES];
  await expect(app.run).toBeVisible();
  for (const one of cases) {
    const path = join(folder, one.file);
    expect(existsSync(path), path).toBe(true);
    const text = await readFile(path, 'utf8');
    const { record, flow } = await page.evaluate(
      async ({ source, request }) => {
        const { flows } = await window.codeConnector.open(source, { format: 'prismatic-yaml' });
        const name = request.flow === '' ? (flows[0]?.name ?? '') : request.flow;
        return { flow: name, record: await window.codeConnector.run({ ...request, flow: name }) };
      },
      {
        source: text,
        request: {
          flow: one.flow,
          payload: { body: JSON.stringify(one.body ?? {}) },
          results: { ...one.results },
          configVars: { ...one.configVars },
        },
      },
    );
    const name = `${one.file}, ${flow}`;
    expect(record.status, `${name}: ${record.error?.message ?? ''}`).toBe(
      one.status ?? 'succeeded',
    );
    const { blocks, different } = await compare(record, codeOf(parse(text), one.flow), one);
    expect(different, name).toEqual([]);
    expect(blocks, name).toBe(one.blocks);
    console.log(`${name}: ${blocks} code ${blocks === 1 ? 'block' : 'blocks'}, equal to Node`);
  }
});

/** A flow that is driven from its trigger to its end, with the mocks a person types on the way. */
interface Drive {
  readonly file: string;
  readonly flow: string;
  readonly body?: string;
  readonly mocks: Readonly<Record<string, unknown>>;
  /** What the log says at its end. */
  readonly logs?: RegExp;
}

const REAL_DRIVES: readonly Drive[] = [
  {
    file: 'google-drive-webhooks.yml',
    flow: 'Process Changes',
    mocks: {
      'List Changes': {
        changes: [
          { file: { id: 'f1', name: 'Folder', mimeType: 'application/vnd.google-apps.folder' } },
          { file: { id: 'f2', name: 'Report', mimeType: 'text/csv' } },
        ],
      },
    },
    logs: /non-folder file change\. The file has name "Report" and ID "f2"/,
  },
  {
    file: 'example-dropbox-router.yml',
    flow: 'Registration Endpoint',
    body: '{"event":"register","dropboxAccountId":"d1","instanceChangesWebhookUrl":"https://a.test"}',
    mocks: { 'Cross Flow - Save Value': {} },
    logs: /Registering Dropbox account "d1" to send requests to "https:\/\/a\.test"/,
  },
  {
    file: 'example-with-loop.yaml',
    flow: 'Flow 1',
    mocks: {
      'List Files': { files: ['unprocessed/1.xml', 'unprocessed/2.xml'] },
      'Download File': '<order/>',
      'Deserialize XML': { order: { item: { name: 'Nut', price: '1' }, qty: '2' } },
      'Create Object': { item_name: 'Nut', quantity: '2' },
      'POST Request': { ok: true },
      'Find & Replace': 'processed/1.xml',
      'Move File': null,
    },
  },
];

const OWN_DRIVES: readonly Drive[] = [
  {
    file: 'every-step.yaml',
    flow: 'Sort Orders',
    body: JSON.stringify({ total: 250, lines: LINES }),
    mocks: { 'Save Orders': { saved: 2 } },
    logs: /Saved .*saved.* for/,
  },
];

test('exported flows run from their trigger to their end, with a mock typed for each step of another component', async ({
  app,
  page,
}) => {
  const [folder, drives] = REAL === undefined ? [OWN, OWN_DRIVES] : [REAL, REAL_DRIVES];
  for (const { file, flow, body, mocks, logs } of drives) {
    await app.chooseFile(join(folder, file));
    const opened = page.getByRole('dialog', { name: 'Integration opened' });
    await opened.getByRole('button', { name: 'Show the flows' }).click();
    const flowButton = page.getByRole('banner').getByRole('button', { name: /^Flow / });
    if (!((await flowButton.getAttribute('aria-label')) ?? '').endsWith(flow)) {
      await flowButton.click();
      await page.getByRole('menu').getByText(flow, { exact: true }).click();
    }
    if (body !== undefined) {
      await app.payloads.open(page);
      await app.payloads.typeBody(body);
      await app.rail.getByRole('button', { name: 'Flow', exact: true }).click();
    }
    const left = new Map(Object.entries(mocks));
    const giveIt = app.console.region.getByRole('button', {
      name: 'Give it a result',
      exact: true,
    });
    await app.runToEnd();
    while (left.size > 0) {
      await expect(app.console.outcome).toHaveText(/which does not run here/);
      await giveIt.click();
      const name = await app.step.name.inputValue();
      expect(left.has(name), `${file}: ${name} asks for a mock`).toBe(true);
      const mock = app.step.region.getByRole('textbox', { name: `Mocked result of ${name}` });
      await expect(mock).toBeEditable();
      await replaceText(mock, JSON.stringify(left.get(name)));
      left.delete(name);
      await app.runToEnd();
    }
    await expect(app.console.outcome).toHaveText(/^Run succeeded/);
    if (logs !== undefined) {
      await app.console.show('Logs');
      await expect(app.console.region.getByRole('log')).toContainText(logs);
    }
  }
});
