import type { StepKind } from './step-kind';
import { codeFields, parseCodeData, type CodeData } from './code-data';

/** The text a new Code Block starts with; word for word the platform's (platform.md 2.1). */
export const DEFAULT_ACTION_CODE = `/*
  Access config variables by name through the configVars object. e.g.
    const apiEndpoint = \`\${configVars["App Base URL"]}/api\`;

  Access previous steps' results through the stepResults object. Trigger
  and step names are camelCased. If the step "Get Data from API" returned
  {"foo": "bar", "baz": 123}, you could destructure that data with:
    const { foo, baz } = stepResults.getDataFromApi.results;

  You can return string, number or complex object data. e.g.
    return { data: { foo: "Hello", bar: 123.45, baz: true } };
*/

module.exports = async ({ logger, configVars }, stepResults) => {
  return { data: null };
};
`;

export const codeBlock = {
  key: 'codeBlock',
  label: 'Code Block',
  description: 'Author and run your own code',
  role: 'action',
  glyph: 'code',
  group: 'Code',
  platform: { component: 'code', action: 'runCode' },
  holds: 'nothing',
  fields: codeFields,
  create: () => ({ code: DEFAULT_ACTION_CODE }),
  parse: parseCodeData,
  compile: (data) => ({ kind: 'code', role: 'action', source: data.code }),
} as const satisfies StepKind<'codeBlock', CodeData>;
