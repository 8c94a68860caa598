import { OPERATORS, type Operator } from '@/plan/conditions';
import { BLANK_TEST } from './branch-rows';

/** A condition of a branch step as a form edits it; `write` functions give the platform's lists again. */
export type Condition =
  | { readonly kind: 'group'; readonly word: 'and' | 'or'; readonly parts: readonly unknown[] }
  | { readonly kind: 'test'; readonly operator: Operator; readonly terms: readonly unknown[] }
  /** A list with an operator that is not one, or no list at all. */
  | { readonly kind: 'unknown'; readonly value: unknown };

/**
 * A condition as the platform's file writes it: `['and', …]`, `['equal', left, right]`. Any other shape is kept as
 * unknown.
 */
export function readCondition(value: unknown): Condition {
  if (!Array.isArray(value)) return { kind: 'unknown', value };
  const [word, ...rest] = value as readonly unknown[];
  if (word === 'and' || word === 'or') return { kind: 'group', word, parts: rest };
  if (typeof word !== 'string' || !Object.hasOwn(OPERATORS, word))
    return { kind: 'unknown', value };
  // A key of the table, as was looked up.
  return { kind: 'test', operator: word as Operator, terms: rest };
}

/** The same terms under another operator. A second one is kept where it is not asked for, as the platform does. */
export function withOperator(terms: readonly unknown[], operator: Operator): readonly unknown[] {
  const blanks = BLANK_TEST.slice(1);
  const wanted = OPERATORS[operator].terms;
  return [operator, ...terms, ...blanks.slice(terms.length, Math.max(wanted, terms.length))];
}

/** Adds a part; a lone test, or what is no condition, becomes the first part of a group. */
export function addPart(value: unknown, part: readonly unknown[]): readonly unknown[] {
  const condition = readCondition(value);
  return condition.kind === 'group'
    ? [condition.word, ...condition.parts, part]
    : ['and', value, part];
}
