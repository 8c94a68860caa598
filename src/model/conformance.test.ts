import { describe, expect, it } from 'vitest';
import { newId, type EdgeId } from '@/lib/ids';
import { aFlow, aProject } from '@/testing/a-flow';
import { conformance } from './conformance';
import { setStepTimeout } from './edit';
import { BLANK_CONFIG_VAR } from './new-project';
import type { ConfigVar, Project } from './project';

function codesOf(project: Project): string[] {
  return conformance(project, 'code-native').map(({ severity, code }) => `${severity} ${code}`);
}

const configVar = (name: string, patch: Partial<ConfigVar> = {}): ConfigVar => ({
  ...BLANK_CONFIG_VAR,
  id: name as ConfigVar['id'],
  name,
  ...patch,
});

describe('the conformance report', () => {
  it('finds nothing in work that conforms', () => {
    expect(codesOf(aProject(aFlow().code('Map').build()))).toEqual([]);
  });

  it('holds what is wrong here too, errors first', () => {
    const flow = aFlow()
      .code('Map', 'module.exports = async () => {')
      .code('Post', 'window.x();')
      .build();
    expect(codesOf(aProject(flow))).toEqual([
      'error code-syntax',
      'warning code-no-export',
      'warning platform-browser-name',
    ]);
  });

  it('knows the platform’s limits', () => {
    const many = Array.from({ length: 101 }, (_, index) => configVar(`Variable ${index}`));
    const long = configVar('Region', { dataType: 'picklist', pickList: ['x'.repeat(65)] });
    const project = { ...aProject(aFlow().build()), configVars: [...many, long] };
    expect(codesOf(project)).toEqual(['error platform-config-vars', 'error platform-pick-list']);
  });

  it('tells what a step has that the platform has not', () => {
    let flow = aFlow()
      .code(
        'Map',
        "const _ = require('lodash');\nrequire('crypto');\nmodule.exports = async () => ({ data: _.now() });",
      )
      .build();
    const step = flow.steps[1];
    if (step === undefined) throw new Error('There is no step.');
    flow = setStepTimeout(flow, step.id, 5_000);
    expect(codesOf(aProject(flow))).toEqual(['info platform-step-timeout', 'info platform-module']);
  });

  it('knows steps side by side from an edge that says what others say already', () => {
    const row = aFlow().code('Map').code('Post').build();
    const [trigger, map, post] = row.steps.map(({ id }) => id);
    if (trigger === undefined || map === undefined || post === undefined)
      throw new Error('There are three steps.');
    const id = newId<EdgeId>();
    const beside = { ...row, edges: [...row.edges, { id, from: trigger, to: post }] };
    expect(codesOf(aProject(beside))).toEqual([]);
    const edges = row.edges.map((edge) => (edge.from === map ? { ...edge, from: trigger } : edge));
    expect(codesOf(aProject({ ...row, edges }))).toEqual(['info native-parallel']);
  });

  it('has a page of the documentation for every rule of the platform', () => {
    const flow = aFlow()
      .code('Map', 'fetch(1);\nmodule.exports = async () => ({ data: window });')
      .build();
    const rules = conformance(aProject(flow), 'code-native').filter(({ code }) =>
      code.startsWith('platform-'),
    );
    expect(rules).toHaveLength(2);
    expect(rules.every(({ source }) => source?.startsWith('https://prismatic.io/docs/'))).toBe(
      true,
    );
  });
});
