import { describe, expect, it } from 'vitest';
import { codeFacts } from './code-problems';

/** What is found in the body of an action, as `code:line`. */
function found(body: string): string[] {
  const code = `const axios = require('axios');\nmodule.exports = async (context, stepResults) => {\n${body}\n};\n`;
  return codeFacts(code)
    .problems.filter(({ code: name }) => name.startsWith('platform-'))
    .map(({ code: name, line }) => `${name}:${line}`);
}

describe('what the platform would not take', () => {
  it.each([
    ['names of browsers', 'return { data: window.location.href };', ['platform-browser-name:3']],
    ['a name of its own', 'const window = {}; return { data: window.x };', []],
    ['a member of that name', 'return { data: stepResults.location };', []],
    ['a guard', "return { data: typeof window === 'undefined' };", []],
    [
      'a call that nothing waits for',
      "fetch('https://x');\nreturn { data: 1 };",
      ['platform-missing-await:3'],
    ],
    ['one of axios', "axios.post('https://x');", ['platform-missing-await:3']],
    ['what axios gives at once', "axios.create({}).get('x').catch(() => 1);", []],
    ['an own async generator', 'async function* all() {}\nall().next();', []],
    ['one that is awaited', "await fetch('https://x'); await axios.get('y');", []],
    [
      'a promise taken for its value',
      "return { data: fetch('x').json() };",
      ['platform-missing-await:3'],
    ],
    ['a promise with then', "return { data: await fetch('x').then((r) => r.json()) };", []],
    ['then that nothing catches', 'save().then(() => 1);', ['platform-unhandled-promise:3']],
    ['then with a catch', 'save().then(() => 1).catch(() => 2);', []],
    ['an own async function', 'async function save() {}\nsave();', ['platform-missing-await:4']],
    [
      'a whole response',
      "return { data: 1, response: { statusCode: 200, contentType: 'text/plain', body: 'x' } };",
      [],
    ],
    [
      'a response of another shape',
      'return { data: 1, response: { status: 200, body: {} } };',
      [
        'platform-response-shape:3',
        'platform-response-shape:3',
        'platform-response-shape:3',
        'platform-response-shape:3',
      ],
    ],
    ['a response with what is not written out', 'return { data: 1, response: { ...base } };', []],
    ['the name of its file', 'return { data: __dirname };', ['platform-file-name:3']],
  ])('%s', (_, body, expected) => {
    expect(found(body)).toEqual(expected);
  });

  it('names the rule, and mends what can be mended', () => {
    const code = "module.exports = async () => {\n  fetch('https://x');\n};\n";
    const problem = codeFacts(code).problems.find(({ fix }) => fix !== undefined);
    const fix = problem?.fix;
    if (fix?.kind !== 'insert-code') throw new Error('There is no fix.');
    expect(problem?.source).toMatch(/^https:/);
    const mended = `${code.slice(0, fix.at)}${fix.text}${code.slice(fix.at)}`;
    expect(mended).toContain("  await fetch('https://x');");
    expect(codeFacts(mended).problems).toEqual([]);
  });
});
