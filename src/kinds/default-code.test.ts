import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codeFacts } from '@/model/code-problems';
import { DEFAULT_ACTION_CODE } from './code-block';
import { DEFAULT_TRIGGER_CODE } from './code-block-trigger';

/** The page of the connector shows the texts without line breaks, comment marks and backticks. */
const bare = (text: string): string => text.replaceAll(/[\s*/`]/g, '');

const TRIGGER_PAGE =
  bare(`/ Access config variables by name through the configVars object. e.g. const apiEndpoint = \${configVars["App Base URL"]}/api ;
  Access the trigger payload using the payload argument. This includes headers, the body of the request, and more information about the request.
  You can return string, number or complex object data. e.g. return { payload: { foo: "Hello", bar: 123.45, baz: true } };
  You are also able to return an optional response to the webhook caller. For example, you can respond with a CSV response like the following:
  return { payload: { foo: "Hello", bar: 123.45, baz: true }, response: { statusCode: 200, contentType: "text/csv", body: "hello,world" }, } /
  module.exports = async ({ logger, configVars }, payload) => { const response = { statusCode: 200, contentType: "text/plain", body: "hello", }; return { payload, response }; };`);

const PAGE =
  bare(`/ Access config variables by name through the configVars object. e.g. const apiEndpoint = \${configVars["App Base URL"]}/api ;
  Access previous steps' results through the stepResults object. Trigger and step names are camelCased. If the step "Get Data from API"
  returned {"foo": "bar", "baz": 123}, you could destructure that data with: const { foo, baz } = stepResults.getDataFromApi.results;
  You can return string, number or complex object data. e.g. return { data: { foo: "Hello", bar: 123.45, baz: true } }; /
  module.exports = async ({ logger, configVars }, stepResults) => { return { data: null }; };`);

describe('the default code', () => {
  it('of an action is the platform’s, word for word', () => {
    expect(bare(DEFAULT_ACTION_CODE)).toBe(PAGE);
  });

  it('of a trigger is the platform’s, word for word', () => {
    expect(bare(DEFAULT_TRIGGER_CODE)).toBe(TRIGGER_PAGE);
  });

  it('of both kinds has no problem', () => {
    expect(codeFacts(DEFAULT_ACTION_CODE).problems).toEqual([]);
    expect(codeFacts(DEFAULT_TRIGGER_CODE).problems).toEqual([]);
  });

  it('equals the platform’s page where that is at hand', (context) => {
    const page = process.env['CODE_CONNECTOR_PAGE'];
    if (page === undefined) context.skip('CODE_CONNECTOR_PAGE not set');
    else {
      const text = bare(readFileSync(page, 'utf8'));
      expect(text).toContain(bare(DEFAULT_ACTION_CODE));
      expect(text).toContain(bare(DEFAULT_TRIGGER_CODE));
    }
  });
});
