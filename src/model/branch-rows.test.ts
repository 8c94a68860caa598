import { describe, expect, it } from 'vitest';
import { stepKinds, type StepData } from '@/kinds';
import type { BranchId } from '@/lib/ids';
import { aFlow } from '@/testing/a-flow';
import {
  addBranchRow,
  addMissingBranch,
  branchNameFault,
  branchRows,
  elseBranch,
  moveBranchRow,
  removeBranchRow,
  renameBranchRow,
  setBranchRow,
  strayBranches,
} from './branch-rows';
import { addPart, readCondition, withOperator } from './condition';
import { addStep, setStepData } from './edit';
import type { StepId } from '@/lib/ids';

type Data = StepData<'branchOnExpression'>;

let last = 0;
const newId = () => `b${(last += 1)}` as BranchId;

function data(...names: readonly string[]): Data {
  return {
    inputs: {
      conditions: {
        type: 'complex',
        value: names.map((name) => ({ name, type: 'complex', value: ['and'], extra: name })),
      },
      other: { type: 'value', value: 'kept' },
    },
    branches: [...names, 'Else'].map((name) => ({ id: `of ${name}` as BranchId, name })),
  };
}

const names = ({ branches }: Data) => branches.map(({ name }) => name);
const rowNames = (of: Data) => branchRows(of, 'conditions').map(({ name }) => name);

describe('the rows of a branch step', () => {
  it('change together with its branches, Else last, and leave all else alone', () => {
    const added = addBranchRow(data('A', 'B'), 'conditions', newId);
    expect(names(added)).toEqual(['A', 'B', 'Branch 1', 'Else']);
    expect(rowNames(added)).toEqual(['A', 'B', 'Branch 1']);
    const renamed = renameBranchRow(added, 'conditions', 2, 'C');
    expect(names(renamed)).toEqual(['A', 'B', 'C', 'Else']);
    expect(renamed.branches[2]?.id).toBe(added.branches[2]?.id);
    const moved = moveBranchRow(renamed, 'conditions', 2, -1);
    expect(names(moved)).toEqual(['A', 'C', 'B', 'Else']);
    expect(rowNames(moved)).toEqual(['A', 'C', 'B']);
    const removed = removeBranchRow(moved, 'conditions', 0);
    expect(names(removed)).toEqual(['C', 'B', 'Else']);
    expect(removed.inputs['other']).toEqual({ type: 'value', value: 'kept' });
    expect(branchRows(removed, 'conditions')[1]?.entry).toMatchObject({ extra: 'B' });
    expect(moveBranchRow(removed, 'conditions', 0, -1)).toBe(removed);
    expect(moveBranchRow(removed, 'conditions', 1, 1)).toBe(removed);
  });

  it('keep the spelling of a name', () => {
    const spelled: Data = {
      ...data(),
      inputs: {
        conditions: {
          type: 'complex',
          value: [{ name: { type: 'value', value: 'A' }, type: 'complex', value: ['and'] }],
        },
      },
      branches: data('A').branches,
    };
    expect(rowNames(spelled)).toEqual(['A']);
    const renamed = renameBranchRow(spelled, 'conditions', 0, 'Z');
    expect(branchRows(renamed, 'conditions')[0]?.entry).toMatchObject({
      name: { type: 'value', value: 'Z' },
    });
    expect(names(renamed)).toEqual(['Z', 'Else']);
  });

  it('say where branches and rows differ, and mend it', () => {
    const differing: Data = { ...data('A', 'B'), branches: data('A', 'X').branches };
    expect(strayBranches(differing, 'conditions').map(({ name }) => name)).toEqual(['X']);
    expect(elseBranch(differing, 'conditions')?.name).toBe('Else');
    expect(branchRows(differing, 'conditions')[1]?.branch).toBeNull();
    const mended = addMissingBranch(differing, 'conditions', 1, newId);
    expect(names(mended)).toEqual(['A', 'B', 'X', 'Else']);
    expect(addMissingBranch(mended, 'conditions', 1, newId)).toBe(mended);
  });

  it('give Else back to a step that lost it', () => {
    const without: Data = { ...data('A'), branches: data('A').branches.slice(0, 1) };
    expect(elseBranch(without, 'conditions')).toBeNull();
    expect(names(addBranchRow(without, 'conditions', newId))).toEqual(['A', 'Branch 1', 'Else']);
  });

  it('refuse a name that is taken, empty or that of Else', () => {
    const two = data('A', 'B');
    expect(branchNameFault(two, 'conditions', 0, 'C')).toBeNull();
    expect(branchNameFault(two, 'conditions', 0, 'A')).toBeNull();
    expect(branchNameFault(two, 'conditions', 0, 'B')).toContain('Another branch');
    expect(branchNameFault(two, 'conditions', 0, ' ')).toContain('needs a name');
    expect(branchNameFault(two, 'conditions', 0, 'Else')).toContain('no other is');
  });

  it('take the steps of a branch along when it is moved, and away when it goes', () => {
    const id = 'branches' as StepId;
    const inner = 'inner' as StepId;
    let edges = 0;
    const newEdgeId = () => `e${(edges += 1)}` as never;
    let flow = addStep(aFlow().build(), { id, kind: 'branchOnValue', newEdgeId });
    const created = stepKinds.branchOnValue.parse(flow.steps[1]?.data);
    const first = created?.branches[0];
    if (created === null || first === undefined) throw new Error('no branch');
    flow = addStep(flow, {
      id: inner,
      kind: 'codeBlock',
      into: { stepId: id, branch: first.id },
      newEdgeId,
    });
    const two = addBranchRow(created, 'branchValueMappings', newId);
    const moved = setStepData(flow, id, moveBranchRow(two, 'branchValueMappings', 0, 1));
    expect(moved.steps.map((step) => step.id)).toContain(inner);
    const removed = setStepData(moved, id, removeBranchRow(two, 'branchValueMappings', 0));
    expect(removed.steps.map((step) => step.id)).not.toContain(inner);
  });

  it('are set one by one', () => {
    const set = setBranchRow(data('A', 'B'), 'conditions', 1, { name: 'B', type: 'x', value: 1 });
    expect(branchRows(set, 'conditions')[1]?.entry).toEqual({ name: 'B', type: 'x', value: 1 });
    expect(setBranchRow(set, 'conditions', 9, { type: 'x', value: 1 })).toBe(set);
  });
});

describe('a condition', () => {
  it('is read as what it is', () => {
    expect(readCondition(['or', ['isTrue', 1]])).toEqual({
      kind: 'group',
      word: 'or',
      parts: [['isTrue', 1]],
    });
    expect(readCondition(['equal', 1, 2])).toMatchObject({ kind: 'test', terms: [1, 2] });
    for (const value of [['toString', 1], 'and', null, [[]]]) {
      expect(readCondition(value)).toEqual({ kind: 'unknown', value });
    }
  });

  it('gets the term that another operator asks for, and keeps one it does not', () => {
    expect(withOperator([1], 'equal')).toEqual([
      'equal',
      1,
      { name: '', type: 'value', value: '' },
    ]);
    expect(withOperator([1, 2], 'exists')).toEqual(['exists', 1, 2]);
  });

  it('becomes a group when a second part comes', () => {
    expect(addPart(['and', ['isTrue', 1]], ['isFalse', 2])).toEqual([
      'and',
      ['isTrue', 1],
      ['isFalse', 2],
    ]);
    expect(addPart(['isTrue', 1], ['isFalse', 2])).toEqual(['and', ['isTrue', 1], ['isFalse', 2]]);
  });
});
