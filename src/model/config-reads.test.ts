import { describe, expect, it } from 'vitest';
import { codeFacts } from './code-problems';
import { renameReads } from './config-reads';

const facts = (code: string) => codeFacts(code).config;
const names = (code: string) => facts(code).reads.map(({ name }) => name);

describe('configReads', () => {
  it.each([
    ['module.exports = async ({ configVars }) => configVars["A b"];', ['A b']],
    ['module.exports = async (context) => context.configVars.Limit;', ['Limit']],
    ['module.exports = async (context) => context?.configVars?.["A"]?.token;', ['A']],
    [
      'module.exports = async (c) => { const { configVars: all } = c; return all[`X y`]; };',
      ['X y'],
    ],
    [
      'module.exports = async ({ configVars: { "A b": a, Limit } }) => a + Limit;',
      ['A b', 'Limit'],
    ],
    [
      'const f = (cfg) => cfg; module.exports = async ({ configVars = {} }) => configVars.A;',
      ['A'],
    ],
    [
      'module.exports = async ({ configVars }) => { const { A, B: b = 1 } = configVars; };',
      ['A', 'B'],
    ],
  ])('%s reads %j, and nothing else', (code, expected) => {
    expect(names(code).toSorted()).toEqual(expected.toSorted());
    expect(facts(code).isOpen).toBe(false);
  });

  it.each([
    'module.exports = async ({ configVars }) => configVars[name];',
    'module.exports = async ({ configVars }) => Object.keys(configVars);',
    'module.exports = async ({ configVars }) => call({ configVars });',
    'module.exports = async ({ configVars }) => { const { A, ...rest } = configVars; };',
    'module.exports = async ({ configVars: { ...rest } }) => rest;',
    'not javascript (',
  ])('%s may read any', (code) => {
    expect(facts(code).isOpen).toBe(true);
  });

  it('tells the place of a read', () => {
    const [read] = facts('module.exports = async (c) =>\n  c.configVars["A"];').reads;
    expect(read).toMatchObject({ line: 2, column: 16 });
  });
});

describe('renameReads', () => {
  const rename = (code: string, to: string) => renameReads(code, facts(code).reads, 'Old', to);

  it.each([
    [`configVars["Old"] + configVars.Old`, `configVars["New Name"] + configVars["New Name"]`],
    [`configVars?.Old + configVars['Old']`, `configVars?.["New Name"] + configVars['New Name']`],
    [
      `(() => { const { Old } = configVars; })`,
      `(() => { const { "New Name": Old } = configVars; })`,
    ],
    [
      `(() => { const { Old: o, B } = configVars; })`,
      `(() => { const { "New Name": o, B } = configVars; })`,
    ],
    [`configVars.Older + "Old"`, `configVars.Older + "Old"`],
  ])('%s becomes %s', (before, after) => {
    const around = (code: string) => `module.exports = async ({ configVars }) => ${code};`;
    expect(rename(around(before), 'New Name')).toBe(around(after));
  });

  it('writes a name that is an identifier as a member, and quotes inside a name', () => {
    const code = 'module.exports = async (c) => c.configVars.Old;';
    expect(rename(code, 'Limit')).toBe('module.exports = async (c) => c.configVars.Limit;');
    const single = "module.exports = async (c) => c.configVars['Old'];";
    expect(rename(single, `Bob's "x"`)).toBe(
      String.raw`module.exports = async (c) => c.configVars['Bob\'s "x"'];`,
    );
  });
});
