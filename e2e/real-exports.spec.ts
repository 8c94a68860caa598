import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { parse } from 'yaml';
import { stepKey } from '@/model/step-key';
import { expect, test } from './fixtures';
import type { AppPage } from './pages/app-page';
import { replaceText } from './pages/paste';

const OWN = fileURLToPath(new URL('../src/formats/prismatic/fixtures/', import.meta.url));
/** A folder of real exports, which are not ours to keep here; without it our own files carry the same assertions. */
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
  /** A person runs it too, and types the mocks where they are asked for. */
  readonly byHand?: {
    /** Where it is another one. */
    readonly body?: unknown;
    /** What the log says at its end. */
    readonly logs?: RegExp;
  };
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
    byHand: {
      body: {
        total: 250,
        lines: [
          { sku: 'a', qty: 2, price: 3 },
          { sku: 'b', qty: 1, price: 5 },
        ],
      },
      logs: /Saved .*saved.* for/,
    },
  },
  {
    file: 'old.yaml',
    flow: 'Flow 1',
    body: { used: [1, 2, 3] },
    mocks: { checkSender: true },
    code: [{ step: 'Sum Up', stepResults: { webhookTrigger: trigger({ used: [1, 2, 3] }) } }],
  },
  {
    // It reads what its trigger has not received.
    file: 'old.yaml',
    flow: 'Flow 1',
    mocks: { checkSender: true },
    code: [{ step: 'Sum Up', stepResults: { webhookTrigger: trigger({}) } }],
    isFailing: true,
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
          { file: { id: 'f1', name: 'Folder', mimeType: 'application/vnd.google-apps.folder' } },
          { file: { id: 'f2', name: 'Report', mimeType: 'text/csv' } },
        ],
      },
    },
    byHand: { logs: /non-folder file change\. The file has name "Report" and ID "f2"/ },
  },
  {
    file: 'example-dropbox-router.yml',
    flow: 'Print Persisted Data',
    code: [{ step: 'Return Persisted Data', stepResults: {} }],
  },
  {
    file: 'example-dropbox-router.yml',
    flow: 'Registration Endpoint',
    body: {
      event: 'register',
      dropboxAccountId: 'd1',
      instanceChangesWebhookUrl: 'https://a.test',
    },
    mocks: { crossFlowSaveValue: 'saved' },
    results: { branchOnValue: { branch: 'Register' }, crossFlowSaveValue: 'saved' },
    byHand: { logs: /Registering Dropbox account "d1" to send requests to "https:\/\/a\.test"/ },
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
    byHand: {},
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

const FOLDERS = [
  { whose: 'integrations of the platform', folder: OWN, cases: OWN_CASES },
  { whose: 'real exports', folder: REAL, cases: REAL_CASES },
];

for (const { whose, folder, cases } of FOLDERS) {
  test(`${whose} run from trigger to end, their code as it does in Node`, async ({ app, page }) => {
    test.skip(folder === undefined, 'PRISMATIC_FIXTURES is not set');
    await expect(app.run).toBeVisible();
    for (const one of cases) await expectRun(page, folder ?? '', one);
  });

  test(`${whose} run to their end with a mock typed for each step of another component`, async ({
    app,
    page,
  }) => {
    test.skip(folder === undefined, 'PRISMATIC_FIXTURES is not set');
    for (const one of cases) {
      if (one.byHand !== undefined) await runByHand(app, page, folder ?? '', one);
    }
  });
}

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

async function runByHand(app: AppPage, page: Page, folder: string, one: Case): Promise<void> {
  const { file, flow, mocks = {}, byHand = {} } = one;
  const body = byHand.body ?? one.body;
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
    await app.payloads.typeBody(JSON.stringify(body));
    await app.rail.getByRole('button', { name: 'Flow', exact: true }).click();
  }
  const left = new Map(Object.entries(mocks));
  const giveIt = app.console.region.getByRole('button', { name: 'Give it a result', exact: true });
  await app.runToEnd();
  while (left.size > 0) {
    await expect(app.console.outcome).toHaveText(/which does not run here/);
    await giveIt.click();
    const name = await app.step.name.inputValue();
    const key = stepKey(name);
    expect(left.has(key), `${file}: ${name} asks for a mock`).toBe(true);
    const mock = app.step.region.getByRole('textbox', { name: `Mocked result of ${name}` });
    await expect(mock).toBeEditable();
    await replaceText(mock, JSON.stringify(left.get(key)));
    left.delete(key);
    await app.runToEnd();
  }
  await expect(app.console.outcome).toHaveText(/^Run succeeded/);
  if (byHand.logs !== undefined) {
    await app.console.show('Logs');
    await expect(app.console.region.getByRole('log')).toContainText(byHand.logs);
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
