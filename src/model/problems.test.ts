import { describe, expect, it } from 'vitest';
import { aFlow, aProject, stepNamed } from '@/testing/a-flow';
import { removeEdges } from './edit';
import { BLANK_CONFIG_VAR } from './new-project';
import { flowProblems, problems, requiredModules } from './problems';
import type { Flow } from './project';

function found(flow: Flow) {
  return problems(aProject(flow)).map(({ code, line, column }) => [code, line, column]);
}

const action = (body: string) =>
  `module.exports = async (context, stepResults) => {\n  ${body}\n};`;

describe('names', () => {
  it.each([
    ['日本語', 'step-name-no-key'],
    ['', 'step-name-no-key'],
  ])('%s gives no key', (name, code) => {
    const flow = aFlow().code(name).build();
    expect(found(flow)).toContainEqual([code, undefined, undefined]);
  });

  it('that become one key collide, at both steps', () => {
    const flow = aFlow().code('Get-Item').code('Get item').build();
    const collisions = problems(aProject(flow)).filter(({ code }) => code === 'step-key-collides');
    expect(collisions.map(({ stepId }) => stepId)).toEqual([
      stepNamed(flow, 'Get-Item').id,
      stepNamed(flow, 'Get item').id,
    ]);
    expect(collisions[0]?.severity).toBe('error');
  });
});

describe('code', () => {
  it('with a syntax error says the line and column', () => {
    expect(
      found(aFlow().code('A', 'module.exports = () => {\n  const = 1;\n};').build()),
    ).toContainEqual(['code-syntax', 2, 9]);
  });

  it('may return outside a function, as the platform’s wrapper lets it', () => {
    const flow = aFlow().code('A', 'module.exports = async () => ({});\nreturn;').build();
    expect(found(flow)).toEqual([]);
  });

  it('may not begin as a shell script, which the sandbox refuses', () => {
    const code = '#!/usr/bin/env node\nmodule.exports = async () => ({});';
    expect(found(aFlow().code('A', code).build())).toContainEqual(['code-syntax', 1, 2]);
  });

  it('written as an ES module is told what to write', () => {
    const [problem] = problems(aProject(aFlow().code('A', 'export default 1;').build()));
    expect(problem?.message).toContain('module.exports');
  });

  it.each([
    ['a member', action('return { data: stepResults.gone.results };'), 2, 30],
    ['a bracket', action('return { data: stepResults["gone"].results };'), 2, 30],
    ['a destructured variable', action('const { gone } = stepResults;'), 2, 11],
    ['a destructured parameter', 'module.exports = async (context, { gone }) => ({});', 1, 36],
    [
      'a named function',
      'async function main(c, s) { return s.gone; }\nmodule.exports = main;',
      1,
      38,
    ],
  ])('that reads an unknown result by %s is a problem there', (_, code, line, column) => {
    expect(found(aFlow().code('A', code).build())).toEqual([['step-result-unknown', line, column]]);
  });

  it('that reads a step beside it is told so, and a slip is named', () => {
    const flow = aFlow()
      .code('Left', action(''))
      .code('Right', action('return { data: stepResults.left.results };'), ['Flow Trigger'])
      .code('End', action('return { data: stepResults.rigth.results };'), ['Right'])
      .build();
    const messages = problems(aProject(flow)).map(({ message }) => message);
    expect(messages[0]).toContain('Left does not run before Right');
    expect(messages[1]).toContain('Did you mean right?');
  });

  it('names the modules it requires', () => {
    const flow = aFlow()
      .code('A', "const c = require('node:crypto'); require(c.x); module.exports = () => {};")
      .build();
    expect(requiredModules(flow)).toEqual(['node:crypto']);
  });
});

describe('the drawing', () => {
  it('warns of a step the trigger does not reach', () => {
    const flow = aFlow().code('A', action('')).build();
    expect(
      found(
        removeEdges(
          flow,
          flow.edges.map(({ id }) => id),
        ),
      ),
    ).toEqual([['step-not-connected', undefined, undefined]]);
  });
});

describe('config variables', () => {
  it('that code reads and nobody defines are a problem at the line, with the fix', () => {
    const flow = aFlow()
      .trigger('Trigger')
      .code('Read', 'module.exports = async ({ configVars }) =>\n  configVars["Base URL"];')
      .build();
    const unknown = problems(aProject(flow)).filter(({ code }) => code === 'config-var-unknown');
    expect(unknown).toMatchObject([
      {
        severity: 'warning',
        line: 2,
        column: 14,
        stepId: stepNamed(flow, 'Read').id,
        fix: { kind: 'create-config-var', name: 'Base URL' },
      },
    ]);
  });

  it('need a name of their own; a dot is warned of', () => {
    const project = aProject();
    const named = (names: readonly string[]) =>
      problems({
        ...project,
        configVars: names.map((name, at) => ({
          id: `v${at}` as never,
          name,
          ...BLANK_CONFIG_VAR,
        })),
      }).map(({ code, severity }) => [code, severity]);
    expect(named(['', 'A', 'A', 'B.c'])).toEqual([
      ['config-var-empty', 'error'],
      ['config-var-unread', 'info'],
      ['config-var-repeated', 'error'],
      ['config-var-dot', 'warning'],
      ['config-var-unread', 'info'],
    ]);
  });
});

describe('payloads', () => {
  it('warn of a body with GET and of JSON that is none', () => {
    const flow = aFlow().build();
    const [payload] = flow.payloads;
    if (payload === undefined) throw new Error('A flow has a payload.');
    const broken = { ...payload, body: { kind: 'text' as const, text: '{oops' } };
    const both = { ...flow, payloads: [{ ...payload, method: 'GET' }, broken] };
    expect(flowProblems(aProject(both), both).map(({ code }) => code)).toEqual([
      'payload-get-body',
      'payload-not-json',
    ]);
  });
});
