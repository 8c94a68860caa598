import { ELSE, type Branch, type BranchesData } from '@/kinds/inputs-data';
import type { BranchId } from '@/lib/ids';
import { readInput } from '@/plan/inputs';
import type { StepInput } from '@/plan/plan';
import { uniqueName } from './names';

/** The input of a branch step that lists what its branches are taken for. */
export type RowsKey = 'conditions' | 'branchValueMappings';

/** What one branch is taken for, as the input's list has it, and the branch of that name. */
export interface BranchRow {
  readonly name: string;
  /** As it stands in the list. */
  readonly entry: unknown;
  /** Null where no branch has the name. */
  readonly branch: Branch | null;
}

/** The rows of a branch step in order: the first whose condition holds, or whose value matches, is taken. */
export function branchRows(data: BranchesData, key: RowsKey): readonly BranchRow[] {
  return listOf(data, key).map((entry) => {
    const name = nameOf(entry);
    return { name, entry, branch: data.branches.find((branch) => branch.name === name) ?? null };
  });
}

/** The branch that is taken where no row is: the last one, unless a row has its name. */
export function elseBranch(data: BranchesData, key: RowsKey): Branch | null {
  const last = data.branches.at(-1);
  return last === undefined || branchRows(data, key).some(({ name }) => name === last.name)
    ? null
    : last;
}

/** Branches that nothing leads into: no row has their name, and they are not Else. */
export function strayBranches(data: BranchesData, key: RowsKey): readonly Branch[] {
  const named = new Set(branchRows(data, key).map(({ name }) => name));
  const last = elseBranch(data, key);
  return data.branches.filter((branch) => branch !== last && !named.has(branch.name));
}

/** Adds a row with its branch, behind the others and in front of Else. */
export function addBranchRow<Data extends BranchesData>(
  data: Data,
  key: RowsKey,
  newId: () => BranchId,
): Data {
  const taken = new Set([...data.branches, ...branchRows(data, key)].map(({ name }) => name));
  const name = uniqueName('Branch 1', (candidate) => taken.has(candidate));
  const entry: StepInput =
    key === 'conditions'
      ? { name, type: 'complex', value: ['and', BLANK_TEST] }
      : { name, type: 'value', value: '' };
  return withRows(data, key, [...listOf(data, key), entry], [{ id: newId(), name }], newId);
}

/** Makes the branch that a row names and that is not there. */
export function addMissingBranch<Data extends BranchesData>(
  data: Data,
  key: RowsKey,
  at: number,
  newId: () => BranchId,
): Data {
  const row = branchRows(data, key)[at];
  if (row === undefined || row.branch !== null) return data;
  return withRows(data, key, listOf(data, key), [{ id: newId(), name: row.name }], newId);
}

/** Takes a row away, and its branch with the steps in it. */
export function removeBranchRow<Data extends BranchesData>(
  data: Data,
  key: RowsKey,
  at: number,
): Data {
  const row = branchRows(data, key)[at];
  if (row === undefined) return data;
  const branches = data.branches.filter((branch) => branch !== row.branch);
  return withRows({ ...data, branches }, key, listOf(data, key).toSpliced(at, 1), []);
}

/** Moves a row, and its branch, one place up (-1) or down (1). */
export function moveBranchRow<Data extends BranchesData>(
  data: Data,
  key: RowsKey,
  at: number,
  by: -1 | 1,
): Data {
  const list = listOf(data, key);
  const to = at + by;
  if (at < 0 || at >= list.length || to < 0 || to >= list.length) return data;
  return withRows(data, key, list.with(at, list[to]).with(to, list[at]), []);
}

/** Names a row, and its branch with it. */
export function renameBranchRow<Data extends BranchesData>(
  data: Data,
  key: RowsKey,
  at: number,
  name: string,
): Data {
  const row = branchRows(data, key)[at];
  const entry = readInput(row?.entry);
  if (row === undefined || entry === null || row.name === name) return data;
  const spelled = readInput(entry.name);
  const named = { ...entry, name: spelled === null ? name : { ...spelled, value: name } };
  const branches = data.branches.map((branch) =>
    branch === row.branch ? { ...branch, name } : branch,
  );
  return withList({ ...data, branches }, key, listOf(data, key).with(at, named));
}

/** Replaces what a row is taken for. */
export function setBranchRow<Data extends BranchesData>(
  data: Data,
  key: RowsKey,
  at: number,
  entry: StepInput,
): Data {
  const list = listOf(data, key);
  return at < 0 || at >= list.length ? data : withList(data, key, list.with(at, entry));
}

/** Why a row may not have a name; null where it may. */
export function branchNameFault(
  data: BranchesData,
  key: RowsKey,
  at: number,
  name: string,
): string | null {
  if (name.trim() === '') return 'A branch needs a name.';
  if (name === elseBranch(data, key)?.name)
    return `“${name}” is the branch that is taken where no other is. Choose another name.`;
  const isTaken = branchRows(data, key).some((row, other) => other !== at && row.name === name);
  return isTaken ? `Another branch is named “${name}”. Choose another name.` : null;
}

/** What a new condition compares; the platform's editor writes the empty names too. */
export const BLANK_TEST: readonly unknown[] = [
  'equal',
  { name: '', type: 'reference', value: '' },
  { name: '', type: 'value', value: '' },
];

function listOf({ inputs }: BranchesData, key: RowsKey): readonly unknown[] {
  const value = Object.hasOwn(inputs, key) ? inputs[key]?.value : null;
  return Array.isArray(value) ? value : [];
}

/** Both spellings of a name: text, or a value of its own. */
function nameOf(entry: unknown): string {
  const name = readInput(entry)?.name;
  const text = readInput(name)?.value ?? name;
  return typeof text === 'string' ? text : '';
}

function withList<Data extends BranchesData>(
  data: Data,
  key: RowsKey,
  list: readonly unknown[],
): Data {
  const before = Object.hasOwn(data.inputs, key) ? data.inputs[key] : undefined;
  const input: StepInput = { ...before, type: 'complex', value: list };
  return { ...data, inputs: { ...data.inputs, [key]: input } };
}

/** The rows with their branches in the same order: those that no row names behind them, Else last. */
function withRows<Data extends BranchesData>(
  data: Data,
  key: RowsKey,
  list: readonly unknown[],
  added: readonly Branch[],
  newId?: () => BranchId,
): Data {
  const last = elseBranch(data, key);
  const rest = [...data.branches.filter((branch) => branch !== last), ...added];
  const rows = list.flatMap((entry) => rest.find(({ name }) => name === nameOf(entry)) ?? []);
  const others = rest.filter((branch) => !rows.includes(branch));
  const ending = last ?? (newId === undefined ? null : { id: newId(), name: ELSE });
  const branches = [...new Set(rows), ...others, ...(ending === null ? [] : [ending])];
  return { ...withList(data, key, list), branches };
}
