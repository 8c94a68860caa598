/** What a code block is run with, by the name of its file here. Texts of code as people write them for the platform. */
export interface BlockInput {
  readonly configVars?: Readonly<Record<string, unknown>>;
  /** Results of earlier steps by their keys; the trigger's is its payload. */
  readonly results: Readonly<Record<string, unknown>>;
}

const raw = (text: string) => ({ data: new TextEncoder().encode(text) });
const payload = (data: unknown, headers: Record<string, string> = {}) => ({
  headers,
  body: { data, contentType: 'application/json' },
  rawBody: raw(JSON.stringify(data)),
});

/** By block, what it is run with: config variables, earlier results and the payload. */
export const inputs: Readonly<Record<string, BlockInput>> = {
  'map-order': {
    configVars: { 'Default Warehouse': 'BER-1' },
    results: {
      trigger: payload({
        order: {
          id: 450789469,
          customer: { first_name: 'Zoë', last_name: '', email: 'zoe@example.com' },
          line_items: [
            { sku: ' ab-1 ', quantity: 3, price: '19.99' },
            { quantity: 1, price: '0.10' },
          ],
        },
      }),
    },
  },
  'verify-signature': {
    configVars: { 'Signing Secret': 'It’s a Secret' },
    results: {
      trigger: payload({ zen: 'Ünïcode' }, { 'X-Hub-Signature-256': `sha256=${'0'.repeat(64)}` }),
    },
  },
  'field-mapping': {
    configVars: {
      'Field Mapping': [
        { source: 'Name', destination: 'name' },
        { source: 'Account.Owner.Email', destination: 'owner' },
        { source: 'Missing.Deep', destination: 'missing' },
      ],
    },
    results: {
      queryContacts: {
        records: [
          { Name: 'Ada', Account: { Owner: { Email: 'o@example.com' } } },
          { Name: null, Account: null },
        ],
      },
    },
  },
  'implicit-globals': { results: { listInvoices: [{ amount: 0.1 }, { amount: 0.2 }] } },
  'paginate-cursor': {
    results: {
      fetchPage: {
        items: [
          { id: 1, updatedAt: '2026-01-02' },
          { id: 2, updatedAt: '2026-01-10' },
        ],
        nextCursor: null,
      },
    },
  },
  'query-string': {
    configVars: { 'Base URL': 'https://acme.my.salesforce.com/' },
    results: { getLastRun: '2026-01-01T00:00:00Z' },
  },
  'group-by': {
    results: {
      getTickets: [
        { id: 10, assignee: { email: 'b@example.com' } },
        { id: 9, assignee: { email: 'a@example.com' }, closed: true },
        { id: 2, assignee: null },
        { id: 1, assignee: { email: 'b@example.com' } },
      ],
    },
  },
  'csv-export': {
    results: {
      getRows: [
        { id: 1, name: 'Say "hi", ok', tags: ['a', 'b'] },
        { id: 2, note: 'two\nlines', name: null },
      ],
    },
  },
  'csv-import': {
    results: { trigger: { rawBody: raw('\uFEFFid, name\r\n1,"Ada ""L"", x"\r\n2,Zoë\r\n') } },
  },
  'date-window': {
    configVars: { 'Days Back': '40' },
    results: { trigger: payload({ timestamp: '2026-03-01T12:34:56.789+02:00' }) },
  },
  'binary-file': { results: { trigger: payload({ lines: ['one', 'zwölf', ''] }) } },
  'basic-auth': {
    configVars: {
      'Acme Connection': {
        key: 'basic',
        configVarKey: 'Acme Connection',
        fields: { username: 'ada', password: 'pä:ss' },
      },
    },
    results: {},
  },
  'retry-helper': { results: {} },
  dedupe: {
    results: {
      loadEvents: [
        { id: 'b', n: 1 },
        { id: 'a', n: 2 },
        { id: 'b', n: 3 },
      ],
    },
  },
  'slack-message': {
    configVars: { Channel: '#incidents' },
    results: {
      getIncident: { id: 'INC-7', title: 'Disk full', severity: 'high', url: '', labels: ['db'] },
    },
  },
  'xml-build': {
    results: { order: { '@id': 7, Note: 'a < b & "c"', Line: [{ Sku: 'x' }, { Sku: null }] } },
  },
  money: { results: { invoice: { amounts: [1234.565, 0.1, -20], currency: 'EUR' } } },
  flatten: {
    results: { getObject: { a: { b: { c: 1 }, list: [{ d: 2 }] }, e: null, 10: 'ten', 2: 'two' } },
  },
  tree: {
    results: {
      getCategories: [
        { id: 'z', parentId: null, name: 'Root' },
        { id: '7', parentId: 'z', name: 'Seven' },
        { id: 'a', parentId: '7', name: 'Leaf' },
        { id: 'lost', parentId: 'nobody', name: 'Lost' },
      ],
    },
  },
  'generator-batches': {
    configVars: { 'Batch Size': '3' },
    results: { listIds: [1, 2, 3, 4, 5, 6, 7] },
  },
  'text-clean': {
    results: {
      trigger: payload({
        html: '<p>Hi&nbsp;<b>you</b><br/>there</p><script>alert(1)</script>',
        name: 'Crème brûlée 🍮 №5!',
      }),
    },
  },
  jwt: {
    configVars: { 'Client Id': 'client', 'Client Secret': 'secret' },
    results: { trigger: payload({ now: '2026-01-01T00:00:00Z' }) },
  },
  'form-body': {
    results: {
      trigger: { rawBody: raw('payload=%7B%22a%22%3A%22b+c%22%7D&tag=x&tag=y%20z') },
    },
  },
  'class-model': {
    results: {
      trigger: payload([
        { sku: 'a', quantity: 2, price: 9.99 },
        { sku: 'b', quantity: 1, price: 0.005 },
      ]),
    },
  },
  'lodash-report': {
    results: {
      getDeals: [
        { name: 'Big', stage: 'won', value: 10 },
        { name: 'Small', stage: 'lost', value: 1 },
        { name: 'Bigger', stage: 'won', value: 12.5 },
      ],
    },
  },
};
