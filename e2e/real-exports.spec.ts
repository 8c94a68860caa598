import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { parse } from 'yaml';
import { expect, test } from './fixtures';

const OWN = fileURLToPath(new URL('../src/formats/prismatic/fixtures/', import.meta.url));
/** A folder of real exports, which are not ours to keep here. */
const REAL = process.env['PRISMATIC_FIXTURES'];

interface Case {
  readonly file: string;
  readonly flow: string;
  readonly body?: unknown;
  readonly configVars?: Readonly<Record<string, unknown>>;
  /** What steps of other components yield, by key. */
  readonly mocks?: Readonly<Record<string, unknown>>;
  /** A code block of it, and the `stepResults` it then has: the same code runs in Node with them. */
  readonly code?: readonly { readonly step: string; readonly stepResults: unknown }[];
  /** The code throws, there and here. */
  readonly isFailing?: boolean;
  /** Results of other steps, by key. */
  readonly results?: Readonly<Record<string, unknown>>;
}

const trigger = (data: unknown) => ({ results: { body: { data } } });

const OWN_CASES: readonly Case[] = [
  {
    file: 'parcel-quotes.yaml',
    flow: 'Quote Parcel',
    body: { parcels: [{ kg: 3 }, { kg: 40 }] },
    code: [
      {
        step: 'Weigh Parcels',
        stepResults: { quoteParcelTrigger: trigger({ parcels: [{ kg: 3 }, { kg: 40 }] }) },
      },
    ],
    configVars: { 'Max Weight': '25' },
    results: { weighParcels: [{ kg: 3 }] },
  },
  {
    file: 'every-step.yaml',
    flow: 'Sort Orders',
    body: {
      id: 'o-1',
      total: 150,
      lines: [{ price: 2, lane: 'S' }, { price: 5, lane: 'N' }, { price: 9 }],
    },
    configVars: { Owner: 'Ida', 'South Lane': 'S' },
    mocks: { saveOrders: { saved: 2 } },
    code: [{ step: 'Price', stepResults: { eachLine: { currentItem: { price: 5 }, index: 1 } } }],
    results: { checkTotal: { branch: 'Large' }, saveOrders: { saved: 2 } },
  },
  {
    file: 'old.yaml',
    flow: 'Flow 1',
    body: { used: [1, 2, 3] },
    mocks: { checkSender: true },
    code: [{ step: 'Sum Up', stepResults: { webhookTrigger: trigger({ used: [1, 2, 3] }) } }],
  },
];

const MAPPING = [
  { source: 'name', destination: 'title' },
  { source: 'country', destination: 'land' },
];
const COMPANY = { properties: { name: 'Acme', country: 'NO' } };
const VOTES = [{ vote: 'Soup' }, { vote: 'Bread' }, { vote: 'Soup' }];

const REAL_CASES: readonly Case[] = [
  {
    file: 'google-drive-webhooks.yml',
    flow: 'Create Webhook',
    mocks: { createWebhook: { id: 'w' }, crossFlowSaveValue: null },
    code: [{ step: 'Compute Expiration Time', stepResults: {} }],
  },
  {
    file: 'google-drive-webhooks.yml',
    flow: 'Process Changes',
    mocks: {
      listChanges: {
        changes: [
          { file: { mimeType: 'application/vnd.google-apps.folder' } },
          { file: { mimeType: 'text/plain', name: 'notes', id: 'f-2' } },
        ],
      },
    },
  },
  {
    file: 'example-dropbox-router.yml',
    flow: 'Print Persisted Data',
    code: [{ step: 'Return Persisted Data', stepResults: {} }],
  },
  {
    file: 'example-dropbox-router.yml',
    flow: 'Registration Endpoint',
    body: { event: 'register', dropboxAccountId: 'd', instanceChangesWebhookUrl: 'https://a.test' },
    mocks: { crossFlowSaveValue: 'saved' },
    results: { branchOnValue: { branch: 'Register' }, crossFlowSaveValue: 'saved' },
  },
  {
    file: 'example-with-loop.yaml',
    flow: 'Flow 1',
    mocks: {
      listFiles: { files: ['unprocessed/1.xml', 'unprocessed/2.xml'] },
      downloadFile: '<order/>',
      deserializeXml: { order: { item: { name: 'Bolt' }, qty: '2', price: '3' } },
      createObject: { item_name: 'Bolt' },
      postRequest: {},
      findReplace: 'processed/1.xml',
      moveFile: 'moved',
    },
    results: { loopOverItems: ['moved', 'moved'] },
  },
  {
    file: 'amazon-sqs-fifo-queue.yml',
    flow: 'Process Payloads',
    mocks: {
      getAQueueSUrl: { QueueUrl: 'https://q.test' },
      receiveMessages: { Messages: [] },
      deleteMessage: null,
    },
  },
  {
    file: 'hubspot-example-integration.yml',
    flow: 'Hubspot Account Update',
    body: [{ objectId: 7 }],
    configVars: { 'Hubspot Company Field Mapping': MAPPING },
    mocks: { convertToString: '7', getCompany: COMPANY, updateCompanyInAcme: {} },
    code: [
      { step: 'Map Fields to Acme Format', stepResults: { getCompany: { results: COMPANY } } },
    ],
    results: { mapFieldsToAcmeFormat: { title: 'Acme', land: 'NO' } },
  },
  {
    file: 'hubspot-example-integration.yml',
    flow: 'Create Contact from ACME',
    body: { title: 'Acme' },
    configVars: { 'Hubspot Company Field Mapping': MAPPING },
    mocks: { javascriptObjectToJson: '{}', validateJsonSchema: true, createCompany: { id: 1 } },
    code: [
      {
        step: 'Create Hubspot Payload',
        stepResults: { createContactFromAcmeTrigger: trigger({ title: 'Acme' }) },
      },
    ],
  },
  {
    // It reads a step that its flow does not have: it fails in Node by the same words.
    file: 'hubspot-example-integration.yml',
    flow: 'Initial Sync',
    configVars: { 'Hubspot Company Field Mapping': MAPPING },
    mocks: {
      executionGetAfter: '',
      listCompanies: { results: [{ id: 1 }], paging: { next: { after: '2' } } },
      postAccountToAcme: {},
      convertToString: '2',
      executionSaveValue: { value: '' },
    },
    code: [{ step: 'Map Fields to Acme Format', stepResults: {} }],
    isFailing: true,
  },
  {
    file: 'slack-interactive-poll.yaml',
    flow: 'Handle Button Responses',
    mocks: {
      deserializeUrlEncodedFormData: { payload: '{}' },
      deserializeJson: { actions: [{ text: { text: 'Results' } }], user: { username: 'u' } },
      flowListKeys: ['a', 'b'],
      flowGetValue: 'Soup',
      createObject: { vote: 'Soup' },
      createList: VOTES,
      postResults2: 'sent',
    },
    code: [{ step: 'Code Block', stepResults: { createList: { results: VOTES } } }],
  },
  {
    file: 'progix-acmeerp.yaml',
    flow: 'Flow 1',
    body: { fuelUsed: [{ type: 'O2', pounds: 952 }] },
    mocks: { verifySignature: true, convertJsonToXml: '<a/>', sendDataToAcmeerp: 'ok' },
    code: [
      {
        step: 'Compute Gallons Fuel',
        stepResults: { webhookTrigger: trigger({ fuelUsed: [{ type: 'O2', pounds: 952 }] }) },
      },
    ],
  },
];

test('integrations of the platform run from trigger to end, their code as it does in Node', async ({
  app,
  page,
}) => {
  await expect(app.run).toBeVisible();
  for (const one of OWN_CASES) await expectRun(page, OWN, one);
});

test('real exports run from trigger to end, their code as it does in Node', async ({
  app,
  page,
}) => {
  if (REAL === undefined) console.log('skipped: PRISMATIC_FIXTURES not set');
  test.skip(REAL === undefined);
  await expect(app.run).toBeVisible();
  for (const one of REAL_CASES) await expectRun(page, REAL ?? '', one);
});

async function expectRun(page: Page, folder: string, one: Case): Promise<void> {
  const { file, flow, body = {}, configVars = {}, mocks = {}, code = [], results = {} } = one;
  const text = await readFile(join(folder, file), 'utf8');
  const record = await page.evaluate(
    async ([source, request]) => {
      await window.codeConnector.open(source);
      return window.codeConnector.run(request);
    },
    [text, { flow, payload: { body: JSON.stringify(body) }, configVars, results: mocks }] as const,
  );
  const where = `${file}, ${flow}`;
  if (one.isFailing === true) {
    const [block] = code;
    const thrown = inNode(codeOf(text, flow, block?.step ?? ''), configVars, block?.stepResults);
    await expect(thrown, where).rejects.toThrow(record.error?.message ?? 'no message');
    expect(record.status, where).toBe('failed');
    return;
  }
  expect(record.error?.message, where).toBeUndefined();
  expect(record.status, where).toBe('succeeded');
  for (const { step, stepResults } of code) {
    const ran = record.steps.filter(({ name, status }) => name === step && status === 'succeeded');
    expect(ran.length, `${where}, ${step}`).toBeGreaterThan(0);
    const expected = await inNode(codeOf(text, flow, step), configVars, stepResults);
    expect(
      ran.map((entry) => entry.results),
      `${where}, ${step}`,
    ).toContainEqual(expected);
  }
  for (const [key, expected] of Object.entries(results)) {
    const ended = record.steps.filter((entry) => entry.key === key).map((entry) => entry.results);
    expect(ended, `${where}, ${key}`).toContainEqual(expected);
  }
}

interface FileStep {
  readonly name: string;
  readonly inputs?: { readonly code?: { readonly value: string } };
  readonly steps?: readonly FileStep[];
  readonly branches?: readonly { readonly steps: readonly FileStep[] }[];
}

function codeOf(text: string, flow: string, step: string): string {
  // A definition, or the file of before, which is one flow.
  const file = parse(text) as {
    flows?: readonly { name: string; steps: readonly FileStep[] }[];
    steps?: readonly FileStep[];
  };
  const steps = file.flows?.find(({ name }) => name === flow)?.steps ?? file.steps ?? [];
  const all = steps.flatMap(withInner);
  return all.find(({ name }) => name === step)?.inputs?.code?.value ?? '';
}

function withInner(step: FileStep): readonly FileStep[] {
  const inner = [...(step.steps ?? []), ...(step.branches ?? []).flatMap(({ steps }) => steps)];
  return [step, ...inner.flatMap(withInner)];
}

/** The block's own `data`, by Node. */
async function inNode(code: string, configVars: unknown, stepResults: unknown): Promise<unknown> {
  const module: { exports: unknown } = { exports: {} };
  // The code of fixtures, as the platform wraps it.
  // oxlint-disable-next-line no-implied-eval, no-new-func
  new Function('module', 'exports', code)(module, module.exports);
  const run = module.exports as (context: object, results: unknown) => Promise<{ data: unknown }>;
  const { data } = await run({ configVars, crossFlowState: {} }, stepResults);
  return data;
}
