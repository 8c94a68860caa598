import { ConditionError, holds } from './conditions';
import { evaluateInput, evaluateName, readInput, textOf, type InputScope } from './inputs';
import type { BranchPlanStep } from './plan';

/**
 * The place of the branch that a step takes: the first whose condition holds or whose value is the input's (compared
 * as text, by inference), else the last one, which is Else; -1 where there is none. Throws an InputError or a
 * ConditionError.
 */
export function chooseBranch(step: BranchPlanStep, scope: InputScope): number {
  const list = step.by === 'expression' ? 'conditions' : 'branchValueMappings';
  const rows = step.inputs[list]?.value;
  const names = new Set<string>();
  const value =
    step.by === 'value' ? comparable(evaluateInput(step.inputs['inputValue'], scope)) : null;
  const choices: readonly unknown[] = Array.isArray(rows) ? rows : [];
  for (const row of choices) {
    const input = readInput(row);
    if (input === null) throw new ConditionError(`${step.name} has an entry without a name.`);
    const name = evaluateName(input.name, scope);
    names.add(name);
    const isTaken =
      step.by === 'expression'
        ? holds(input.value, (term) => termValue(term, scope))
        : value !== null && comparable(evaluateInput(input, scope)) === value;
    if (!isTaken) continue;
    const at = step.branches.findIndex((branch) => branch.name === name);
    if (at !== -1) return at;
    throw new ConditionError(
      `${step.name} has no branch named "${name}", which its inputs choose.`,
    );
  }
  const last = step.branches.at(-1);
  return last === undefined || names.has(last.name) ? -1 : step.branches.length - 1;
}

/** A term is an input, or the value itself. */
function termValue(term: unknown, scope: InputScope): unknown {
  const input = readInput(term);
  return input === null ? term : evaluateInput(input, scope);
}

/** Null for what equals nothing. */
function comparable(value: unknown): string | null {
  if (value === null || value === undefined || typeof value === 'object') return null;
  return textOf(value);
}
