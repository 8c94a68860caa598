import { describe, expect, it } from 'vitest';
import { chooseBranch } from './choose-branch';
import type { BranchPlanStep, StepInputs } from './plan';

const scope = {
  step: (key: string) => (key === 'map' ? { results: { n: 5, region: 'South' } } : undefined),
  configVar: (name: string) => (name === 'Limit' ? 5 : undefined),
};

function choose(by: BranchPlanStep['by'], inputs: StepInputs, ...names: readonly string[]): string {
  const step: BranchPlanStep = {
    kind: 'branch',
    by,
    id: 'b' as never,
    key: 'b',
    name: 'B',
    waitsFor: [],
    sees: [],
    timeoutMs: null,
    errorHandling: null,
    inputs,
    branches: names.map((name) => ({ name, steps: [] })),
  };
  const at = chooseBranch(step, scope);
  return at === -1 ? 'none' : (names[at] ?? 'beyond');
}

const isFive = (term: unknown) => [
  'or',
  ['equal', { name: '', type: 'reference', value: 'map.results.n' }, term],
];
const conditions = (...rows: unknown[]): StepInputs => ({
  conditions: { type: 'complex', value: rows },
});
const row = (name: unknown, value: unknown) => ({ name, type: 'complex', value });

describe('a branch on expression', () => {
  it('takes the first that holds, by its name', () => {
    const rows = [
      row('A', isFive({ type: 'value', value: '6' })),
      row({ type: 'value', value: 'B' }, isFive({ type: 'configVar', value: 'Limit' })),
      row('C', isFive({ type: 'value', value: '5' })),
    ];
    expect(choose('expression', conditions(...rows), 'C', 'B', 'A', 'Else')).toBe('B');
  });

  it('takes the last where none holds, unless that one has a condition', () => {
    const rows = [row('A', isFive({ type: 'value', value: '6' }))];
    expect(choose('expression', conditions(...rows), 'A', 'Else')).toBe('Else');
    expect(choose('expression', conditions(...rows), 'A')).toBe('none');
    expect(choose('expression', {}, 'Else')).toBe('Else');
    expect(choose('expression', {})).toBe('none');
  });

  it('without a branch of the name says so', () => {
    const rows = [row('A', isFive(5))];
    expect(() => choose('expression', conditions(...rows), 'Else')).toThrow('no branch named "A"');
    expect(() => choose('expression', conditions('A'), 'A', 'Else')).toThrow(
      'entry without a name',
    );
  });
});

describe('a branch on value', () => {
  const mappings = (value: unknown): StepInputs => ({
    inputValue: { type: 'value', value },
    branchValueMappings: {
      type: 'complex',
      value: [
        { name: 'Five', type: 'configVar', value: 'Limit' },
        { name: 'South Lane', type: 'reference', value: 'map.results.region' },
        { name: 'Empty', type: 'value', value: '' },
      ],
    },
  });

  it.each([
    ['5', 'Five'],
    [5, 'Five'],
    ['South', 'South Lane'],
    ['south', 'Else'],
    ['', 'Empty'],
    [null, 'Else'],
  ])('of %j takes %s', (value, expected) => {
    const branches = ['Five', 'South Lane', 'Empty', 'Else'];
    expect(choose('value', mappings(value), ...branches)).toBe(expected);
  });
});
