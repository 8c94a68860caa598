import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codeFacts } from '@/model/code-problems';
import { DEFAULT_ACTION_CODE } from './code-block';
import { DEFAULT_TRIGGER_CODE } from './code-block-trigger';

/** The page of the connector shows the texts without line breaks, comment marks and backticks. */
const bare = (text: string): string => text.replaceAll(/[\s*/`]/g, '');

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
