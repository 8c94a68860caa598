import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newPayload } from '@/model/new-project';
import type { Payload } from '@/model/project';
import { payloadToRequest } from '@/model/request';
import { readPayloadFile, writePayloadFile, type PayloadFileShape } from './payload-file';

const SHAPES: readonly PayloadFileShape[] = ['command-line', 'extension'];

function read(value: unknown) {
  return readPayloadFile(JSON.stringify(value), 'order.json');
}

describe('readPayloadFile', () => {
  it('reads what the command line captures', () => {
    expect(
      read({
        flowId: 'RmxvdzoxMjM=',
        payload: '{"id":1}',
        contentType: 'application/json',
        headers: { 'X-Shop': 'a' },
        triggerType: 'standard',
      }),
    ).toMatchObject({
      ok: true,
      value: {
        name: 'order',
        method: 'POST',
        contentType: 'application/json',
        headers: [{ name: 'X-Shop', value: 'a' }],
        body: { kind: 'text', text: '{"id":1}' },
      },
    });
  });

  it('reads what the editor extension keeps, its data as text or as JSON', () => {
    const rest = { headers: { 'prismatic-debug': 'false' }, contentType: 'text/csv' };
    expect(read({ ...rest, data: 'a,b\n1,2' })).toMatchObject({
      value: { contentType: 'text/csv', body: { text: 'a,b\n1,2' } },
    });
    expect(read({ ...rest, data: { a: [1] } })).toMatchObject({
      value: { body: { text: '{\n  "a": [\n    1\n  ]\n}' } },
    });
  });

  it('takes the content type from the headers where nothing else says it, and headers as text', () => {
    expect(read({ payload: 'x', headers: '{"content-type":"text/plain"}' })).toMatchObject({
      value: {
        contentType: 'text/plain',
        headers: [{ name: 'content-type', value: 'text/plain' }],
      },
    });
  });

  it.each([
    ['not JSON', 'order', 'order.json is not JSON'],
    ['no payload', '{"headers":{},"contentType":"text/csv"}', 'order.json is no payload file'],
    ['a list', '[1]', 'order.json is no payload file'],
    ['a wrong type', '{"data":"x","contentType":5}', 'order.json is no payload file'],
    ['wrong headers', '{"data":"x","headers":{"a":1}}', 'must be names with texts'],
    ['a list of headers', '{"data":"x","headers":["a"]}', 'must be names with texts'],
    ['headers of no JSON', '{"data":"x","headers":"a: b"}', 'must be names with texts'],
  ])('refuses %s with words', (_name, text, message) => {
    const found = readPayloadFile(text, 'order.json');
    expect(found.ok).toBe(false);
    if (!found.ok) expect(found.error.message).toContain(message);
  });
});

describe('writePayloadFile', () => {
  it('writes the members of each shape', () => {
    const payload = newPayload('A');
    const written = SHAPES.map((shape) => writePayloadFile(payload, shape));
    expect(
      written.map((one) => one.ok && Object.keys(JSON.parse(one.value.text) as object)),
    ).toEqual([
      ['payload', 'contentType', 'headers'],
      ['headers', 'data', 'contentType'],
    ]);
  });

  it('gives the same request when it is read again', () => {
    const texts = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(
        fc.constantFrom(...SHAPES),
        fc.uniqueArray(
          fc.record({ name: fc.stringMatching(/^[A-Za-z][A-Za-z-]{0,8}$/), value: texts }),
          {
            selector: ({ name }) => name.toLowerCase(),
            maxLength: 4,
          },
        ),
        texts,
        (shape, headers, text) => {
          const payload: Payload = { ...newPayload('A'), headers, body: { kind: 'text', text } };
          const written = writePayloadFile(payload, shape);
          if (!written.ok) throw new Error(written.error.message);
          expect(written.value.warnings).toEqual([]);
          const again = readPayloadFile(written.value.text, 'A.json');
          if (!again.ok) throw new Error(again.error.message);
          expect(payloadToRequest({ ...newPayload('B'), ...again.value }).request).toEqual(
            payloadToRequest(payload).request,
          );
        },
      ),
    );
  });

  it('says what those files cannot hold', () => {
    const payload: Payload = {
      ...newPayload('A'),
      method: 'GET',
      queryParameters: [{ name: 'q', value: '1' }],
      pathFragment: 'orders',
    };
    expect(writePayloadFile(payload, 'extension')).toMatchObject({
      value: { warnings: ['the method GET', 'query parameters', 'the path'] },
    });
    const file = { name: 'a.png', contentType: 'image/png', base64: 'iVBORw0KGgo=' };
    const binary = writePayloadFile(
      { ...newPayload('P'), body: { kind: 'file', file } },
      'extension',
    );
    expect(binary).toMatchObject({ ok: false, error: { code: 'payload-file-binary' } });
  });
});
