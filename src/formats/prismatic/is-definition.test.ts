import { describe, expect, it } from 'vitest';
import { isDefinitionText } from './is-definition';

describe('isDefinitionText', () => {
  it.each([
    ['a definition', 'name: A\ndefinitionVersion: 7\n', '', true],
    ['one with quotes', '"definitionVersion" : 7\n', '', true],
    ['one as JSON', '{"definitionVersion": 7, "flows": []}', 'a.json', true],
    ['what a file is named', 'broken: [', 'a.yml', true],
    ['a project of ours', '{"format":"code-connector-project","definitionVersion":7}', '', false],
    ['JSON of others', '{"nodes":[]}', 'a.json', false],
    ['a picture', '\u0089PNG', 'a.png', false],
    ['nothing but ends of lines', '\n'.repeat(5_000_000), 'a.json', false],
    ['nothing but spaces', ' '.repeat(5_000_000), 'a.json', false],
  ])('tells %s', (_name, text, fileName, expected) => {
    expect(isDefinitionText(text, fileName)).toBe(expected);
  });
});
