import { readFile } from 'node:fs/promises';
import { expect, test } from './shared-page';
import type { AppPage } from './pages/app-page';
import { projectFile } from './project-file';

/** Answers with what the trigger got. */
const SHOW = `module.exports = async (context, payload) => ({
  payload: {
    data: payload.body.data,
    type: payload.body.contentType,
    path: payload.pathFragment,
    query: payload.queryParameters,
    headers: payload.headers,
    raw: payload.rawBody,
  },
});`;

/** Answers with how much the trigger got, so that large bodies come back short. */
const COUNT = `module.exports = async (context, payload) => ({
  payload: { rows: payload.body.data.length, bytes: payload.rawBody.data.length },
});`;

test.beforeEach(async ({ app, page }) => {
  await app.import(projectFile('Payloads', [{ name: 'Trigger', code: SHOW }], '{"a": 1}'));
  await app.payloads.open(page);
});

test('another body gives another result', async ({ app }) => {
  expect(await received(app)).toMatchObject({ data: { a: 1 } });
  await app.payloads.typeBody('{"a": 2}');
  expect(await received(app)).toMatchObject({ data: { a: 2 } });
});

const TYPES: readonly (readonly [type: string, body: string, data: unknown])[] = [
  ['application/json', '{"n": [1]}', { n: [1] }],
  ['application/vnd.api+json; charset=utf-8', '{"n": 1}', { n: 1 }],
  ['application/xml', '<a>1</a>', '<a>1</a>'],
  ['text/xml; charset=utf-8', '<a>ü</a>', '<a>ü</a>'],
  ['text/csv', 'a,b\n1,2', 'a,b\n1,2'],
  ['text/plain', 'plain', 'plain'],
  ['application/x-www-form-urlencoded', 'a=1&b=2', 'a=1&b=2'],
  ['application/octet-stream', 'PK', { type: 'Buffer', data: [80, 75] }],
  ['application/pdf', '%P', { type: 'Buffer', data: [37, 80] }],
];

test('a text arrives as its content type says', async ({ app }) => {
  for (const [type, body, data] of TYPES) {
    await test.step(type, async () => {
      await app.payloads.contentType.fill(type);
      await app.payloads.typeBody(body);
      expect(await received(app)).toMatchObject({
        data,
        type,
        headers: { 'Content-Type': type },
        raw: { data: { type: 'Buffer', data: [...Buffer.from(body)] }, contentType: type },
      });
    });
  }
});

test('no body is no data, whatever the content type', async ({ app }) => {
  await app.payloads.body.focus();
  await app.payloads.body.press('ControlOrMeta+A');
  await app.payloads.body.press('Delete');
  const type = 'application/json';
  expect(await received(app)).toMatchObject({ data: null, type, raw: { data: null } });
});

test('JSON that is none is answered with 400, and no step runs', async ({ app }) => {
  await app.payloads.typeBody('{"a": ');
  await expect(app.payloads.region.getByRole('status')).toContainText(/line 1/i);
  await app.runToEnd();
  await expect(app.console.outcome).toHaveText('Run failed: Received malformed JSON payload.');
  const record = await app.page.evaluate(async () => window.codeConnector.run());
  expect(record.steps).toEqual([]);
  await app.console.show('Response');
  await expect(app.console.response).toContainText('400');
  await expect(app.console.response).toContainText('Received malformed JSON payload.');
});

test('a form is sent in parts, with a file among them', async ({ app }) => {
  const { region } = app.payloads;
  await region.getByRole('radio', { name: 'Form' }).check();
  const first = region.getByRole('group', { name: /^Part 1/ });
  await first.getByLabel('Name').fill('person');
  await first.getByLabel('Part content type').fill('application/json');
  await first.getByLabel('Text').fill('{"first": "Ada"}');
  await region.getByRole('button', { name: 'Add part' }).click();
  const second = region.getByRole('group', { name: /^Part 2/ });
  await second.getByLabel('Name').fill('photo');
  await second.locator('input[type=file]').setInputFiles({
    name: 'dot.png',
    mimeType: 'image/png',
    buffer: Buffer.from([137, 80, 78, 71]),
  });
  await expect(second).toContainText('dot.png');
  await region.getByRole('button', { name: 'Add part' }).click();
  const third = region.getByRole('group', { name: /^Part 3/ });
  await third.getByLabel('Name').fill('note');
  await third.getByLabel('Text').fill('by hand');
  await region.getByRole('button', { name: 'Add part' }).click();
  await expect(region.getByRole('group', { name: /^Part/ })).toHaveCount(4);
  await region
    .getByRole('group', { name: /^Part 4/ })
    .getByRole('button', { name: 'Remove part' })
    .click();
  await expect(region.getByRole('group', { name: /^Part/ })).toHaveCount(3);
  const got = await received(app);
  expect(got['type']).toMatch(/^multipart\/form-data; boundary=/);
  expect(got).toMatchObject({
    data: {
      note: { data: 'by hand' },
      person: { data: { first: 'Ada' }, contentType: 'application/json' },
      photo: { data: { type: 'Buffer', data: [137, 80, 78, 71] }, contentType: 'image/png' },
    },
  });
});

test('a file is the body, byte by byte', async ({ app }) => {
  const bytes = [0, 255, 1, 254];
  for (const [name, mimeType] of [
    ['data.bin', 'application/octet-stream'],
    ['picture.png', 'image/png'],
  ] as const) {
    await app.payloads.chooseFile({ name, mimeType, buffer: Buffer.from(bytes) });
    await expect(app.payloads.region).toContainText(name);
    await expect(app.payloads.contentType).toHaveValue(mimeType);
    expect(await received(app)).toMatchObject({
      data: { type: 'Buffer', data: bytes },
      type: mimeType,
      raw: { data: { type: 'Buffer', data: bytes } },
    });
  }
});

test('path, query parameters and headers arrive; headers can be removed', async ({ app }) => {
  const { region } = app.payloads;
  await app.payloads.path.fill('orders/7');
  await region.getByLabel('Query parameters name, row 1').fill('page');
  await region.getByLabel('Query parameters value, row 1').fill('2');
  await region.getByLabel('Headers name, row 2').fill('X-Shop');
  await region.getByLabel('Headers value, row 2').fill('acme');
  expect(await received(app)).toMatchObject({
    path: 'orders/7',
    query: { page: '2' },
    headers: { 'X-Shop': 'acme' },
  });
  await region.getByRole('button', { name: 'Remove X-Shop' }).click();
  expect((await received(app))['headers']).not.toHaveProperty('X-Shop');
});

test('every method but GET carries the body', async ({ app }) => {
  for (const method of ['PUT', 'PATCH', 'DELETE', 'POST']) {
    await app.payloads.method.selectOption(method);
    expect(await received(app)).toMatchObject({ data: { a: 1 } });
  }
});

test('the headers of a new payload are those of a test run, and can be removed', async ({
  app,
}) => {
  const { region } = app.payloads;
  await app.page.getByRole('button', { name: 'New payload' }).click();
  const before = Object.keys((await received(app))['headers'] as object);
  expect(before).toContain('prismatic-invoke-type');
  for (const name of before) {
    await region.getByRole('button', { name: `Remove ${name}`, exact: true }).click();
  }
  expect((await received(app))['headers']).toEqual({});
});

test('a body with GET is warned of, and not sent', async ({ app }) => {
  await app.payloads.method.selectOption('GET');
  const warning = app.payloads.region.getByText('A GET request carries no body');
  await expect(warning).toBeVisible();
  // Its sign beside its words, and both off the edge.
  await expect(warning).toHaveCSS('display', 'flex');
  await expect(warning).not.toHaveCSS('padding-left', '0px');
  expect(await received(app)).toMatchObject({ data: null });
});

test('payloads are added, named, copied, chosen beside Run and deleted', async ({ app, page }) => {
  const { region } = app.payloads;
  await page.getByRole('button', { name: 'New payload' }).click();
  const name = region.getByRole('textbox', { name: 'Payload name' });
  await name.fill('failing');
  await name.press('Enter');
  // As the designer's test run sends them.
  await expect(region.getByLabel('Headers name, row 2')).toHaveValue('prismatic-invoke-type');
  await app.payloads.typeBody('{"which": "failing"}');
  await region.getByRole('button', { name: 'Duplicate payload' }).click();
  await expect(name).toHaveValue(/^failing/);
  await expect(app.payload.getByRole('option')).toHaveCount(3);

  await app.choosePayload('test');
  expect(await received(app)).toMatchObject({ data: { a: 1 } });
  await app.choosePayload('failing');
  expect(await received(app)).toMatchObject({ data: { which: 'failing' } });
  await region.getByRole('button', { name: 'Delete payload' }).click();
  await expect(app.payload.getByRole('option')).toHaveCount(2);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(app.payload.getByRole('option')).toHaveCount(3);
});

test('a text over 2 MB is shown as a preview, sent whole, saved and replaced', async ({
  app,
  page,
}) => {
  const { region } = app.payloads;
  const text = JSON.stringify(
    Array.from({ length: 60_000 }, (_, at) => ({ at, to: 'x'.repeat(30) })),
  );
  await app.import(projectFile('Large', [{ name: 'Trigger', code: COUNT }], text));
  await app.payloads.open(page);
  await expect(region).toContainText('too large to edit here (2.');
  await expect(app.payloads.body).toHaveCount(0);
  await expect(region.getByRole('group', { name: 'Body', exact: true })).toContainText(
    '{"at":0,"to"',
  );
  expect(await received(app)).toMatchObject({ rows: 60_000, bytes: text.length });

  // What the trigger was handed is built away from the page.
  const builder = page.waitForEvent('worker', (worker) =>
    worker.url().includes('received-payload'),
  );
  await app.rail.getByRole('button', { name: 'Flow', exact: true }).click();
  await app.node('Trigger').click();
  await app.step.show('Input');
  await builder;
  await expect(app.step.region.getByRole('tree', { name: 'Input' })).toContainText(
    'queryParameters',
  );
  await app.payloads.open(page);

  const download = page.waitForEvent('download');
  await region.getByRole('button', { name: 'Save as file' }).click();
  const saved = await (await download).path();
  expect(await readFile(saved, 'utf8')).toBe(text);

  await app.payloads.chooseFile({
    name: 'small.json',
    mimeType: 'application/json',
    buffer: Buffer.from('[1, 2]'),
  });
  await expect(app.payloads.body).toHaveCount(1);
  expect(await received(app)).toMatchObject({ rows: 2 });
});

test('a file over 2 MB is sent whole, one over 10 MB is refused', async ({ app, page }) => {
  const { region } = app.payloads;
  await app.import(projectFile('Count', [{ name: 'Trigger', code: COUNT }]));
  await app.payloads.open(page);
  const name = 'large.json';
  const mimeType = 'application/json';
  const value = 'x'.repeat(2.5 * 1024 * 1024);
  await app.payloads.chooseFile({ name, mimeType, buffer: Buffer.from(JSON.stringify(value)) });
  await expect(region).toContainText('large.json');
  await expect(region).toContainText('2.5 MB');
  expect(await received(app)).toEqual({ rows: value.length, bytes: value.length + 2 });
  const buffer = Buffer.alloc(10 * 1024 * 1024 + 1);
  await app.payloads.chooseFile({ name: 'huge.bin', mimeType: '', buffer });
  await expect(region.getByRole('alert')).toContainText('choose a smaller one');
});

/** Runs the flow and gives what the trigger passed on. */
async function received(app: AppPage): Promise<Record<string, unknown>> {
  const record = await app.page.evaluate(async () => window.codeConnector.run());
  expect(record.status).toBe('succeeded');
  // The trigger's own result.
  return record.steps[0]?.results as Record<string, unknown>;
}
